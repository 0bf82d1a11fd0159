/** The contact's other addresses: what was learned, what a person has to decide, and how to take it back. */

import { makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components'
import type { AliasResource, AliasState, ContactCard } from '../../shared/contact.ts'
import { Badge } from '../ui/Badge.tsx'
import { ActionButton } from './ActionButton.tsx'
import { useCardTools } from './card-context.ts'
import { Surface } from './Surface.tsx'
import type { UsedChange } from './use-change.ts'

const useStyles = makeStyles({
  title: { margin: 0 },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
  },
  alias: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'stretch',
    rowGap: tokens.spacingVerticalXS,
  },
  quiet: { color: tokens.colorNeutralForeground2 },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
})

const badges: Record<
  AliasState,
  { title: string; color: 'success' | 'brand' | 'warning'; link: string | null; unlink: string }
> = {
  offered: { title: 'Is it theirs?', color: 'warning', link: 'Link', unlink: 'Not theirs' },
  learned: { title: 'Learned', color: 'brand', link: 'Confirm', unlink: 'Unlink' },
  confirmed: { title: 'Confirmed', color: 'success', link: null, unlink: 'Unlink' },
}

interface AliasesProps {
  card: ContactCard
  change: UsedChange
}

export function Aliases({ card, change }: AliasesProps) {
  const styles = useStyles()
  if (!card.contact || card.aliases.length === 0) return null
  const contactId = card.contact.id
  return (
    <Surface label="Other addresses">
      <Subtitle2 as="h2" block className={styles.title}>
        Other addresses
      </Subtitle2>
      <ul className={styles.list}>
        {card.aliases.map((alias) => (
          <li key={alias.address} className={styles.alias}>
            <Text weight="semibold">{alias.address}</Text>
            <Badge color={badges[alias.state].color}>{badges[alias.state].title}</Badge>
            <Text size={200} className={styles.quiet}>
              {alias.text}
            </Text>
            <Choice {...{ alias, contactId, change }} />
          </li>
        ))}
      </ul>
    </Surface>
  )
}

interface ChoiceProps {
  alias: AliasResource
  contactId: string
  change: UsedChange
}

function Choice({ alias: { address, state }, contactId, change }: ChoiceProps) {
  const styles = useStyles()
  const { api, limits } = useCardTools()
  // Who may change nothing has read so below.
  if (limits !== null) return null
  const { link, unlink } = badges[state]
  const act = (label: string, ask: typeof api.link) => ({
    label,
    about: address,
    busy: change.busy === `${label} ${address}`,
    blocked: change.busy !== null,
    onAct: () => void change.run(`${label} ${address}`, () => ask(contactId, address)),
  })
  return (
    <div className={styles.buttons}>
      {link === null ? null : <ActionButton {...act(link, api.link)} />}
      <ActionButton {...act(unlink, api.unlink)} />
    </div>
  )
}
