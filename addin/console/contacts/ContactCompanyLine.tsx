/** A contact's company on its record: a link to the company's, or the offer to make one. */

import { makeStyles, Text, tokens } from '@fluentui/react-components'
import type { ContactResource } from '../../../shared/contact.ts'
import { useConsole } from '../../api/console-context.ts'
import { TextLink } from '../ui/TextLink.tsx'
import { useCompanyOf } from '../../api/queries/use-company-of.ts'

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
})

export function ContactCompanyLine({ contact }: { contact: ContactResource }) {
  const styles = useStyles()
  const { me } = useConsole()
  const { value } = useCompanyOf(contact.id)
  if (value?.company)
    return (
      <Text className={styles.quiet}>
        <TextLink to={`/companies/${encodeURIComponent(value.company.id)}`}>
          {value.company.name}
        </TextLink>
        {value.by === 'domain' ? ', by the domain of the address' : ''}
      </Text>
    )
  if (value?.offer && me.limits === null)
    return (
      <Text className={styles.quiet}>
        {contact.company === null ? '' : `${contact.company}: `}
        <TextLink to={`/companies/new?${new URLSearchParams(value.offer).toString()}`}>
          Make a company record
        </TextLink>
      </Text>
    )
  return contact.company === null ? null : <Text className={styles.quiet}>{contact.company}</Text>
}
