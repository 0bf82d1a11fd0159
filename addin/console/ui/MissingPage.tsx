/** An address under which there is nothing. */

import { Text } from '@fluentui/react-components'
import { PageTitle } from './PageTitle.tsx'
import { TextLink } from './TextLink.tsx'

const lists: Record<string, [path: string, name: string]> = {
  import: ['/contacts/import', 'your imports'],
  contact: ['/contacts', 'all contacts'],
  company: ['/companies', 'all companies'],
  workflow: ['/settings/workflows', 'all workflows'],
}

export function MissingPage({ what = 'page' }: { what?: string }) {
  const [path, name] = lists[what] ?? ['/sequences', 'all sequences']
  return (
    <>
      <PageTitle title={`There is no such ${what}`} />
      <Text>
        It may have been removed, or the address may be mistyped. Go to{' '}
        <TextLink to={path}>{name}</TextLink>.
      </Text>
    </>
  )
}
