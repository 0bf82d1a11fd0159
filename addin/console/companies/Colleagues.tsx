/** Says whom a reply from this company concerns: what **Unenroll contacts from the same company** makes of it. */

import { Text } from '@fluentui/react-components'
import type { CompanyRecord } from '../../../shared/company.ts'
import { Panel } from '../ui/Panel.tsx'

export function Colleagues({ company }: { company: CompanyRecord }) {
  const { domains, elsewhere } = company
  const setting = <strong>Unenroll contacts from the same company</strong>
  return (
    <Panel title="When a colleague replies">
      {domains.length === 0 ? (
        <Text>
          A name alone makes nobody colleagues: only contacts with the same domain in their
          addresses are. Add the company’s domains, and all of its contacts are colleagues for{' '}
          {setting}.
        </Text>
      ) : (
        <Text>
          When one of its people replies to a rep, the others are unenrolled from the sequence that
          was answered and from that rep’s sequences, where {setting} is on. Whoever writes from{' '}
          {oneOf(domains)} is one of its people, contact or not.
        </Text>
      )}
      {elsewhere === 0 ? null : (
        <Text>
          {elsewhere === 1
            ? '1 contact at these domains was given another company. It is listed there, and counts as a colleague here as well.'
            : `${elsewhere.toLocaleString('en')} contacts at these domains were given another company. They are listed there, and count as colleagues here as well.`}
        </Text>
      )}
    </Panel>
  )
}

function oneOf(domains: string[]): string {
  return domains.length > 3 ? 'one of its domains' : domains.join(' or ')
}
