/** An address under which there is nothing. */

import { Text } from '@fluentui/react-components'
import { PageTitle } from './pieces/PageTitle.tsx'
import { TextLink } from './pieces/TextLink.tsx'

export function MissingPage({ what = 'page' }: { what?: string }) {
  return (
    <>
      <PageTitle title={`There is no such ${what}`} />
      <Text>
        It may have been removed, or the address may be mistyped. Go to{' '}
        <TextLink to="/sequences">all sequences</TextLink>.
      </Text>
    </>
  )
}
