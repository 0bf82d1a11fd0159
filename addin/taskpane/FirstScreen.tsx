/** What the pane opens with: what the mail being read did, then the person on it, or each of several. */

import { useSyncExternalStore } from 'react'
import type { VerdictResource } from '../../shared/verdict.ts'
import type { OpenItem } from '../outlook/office.ts'
import type { Recipient } from '../outlook/recipients.ts'
import { Glance } from './Glance.tsx'
import { OnThisMail } from './OnThisMail.tsx'
import { usePane } from './pane-context.ts'
import { PeopleList } from './PeopleList.tsx'
import { restingPause } from './resting-pause.ts'
import { useShown } from './use-shown.ts'
import { useVerdicts } from './use-verdicts.ts'

interface FirstScreenProps {
  item: OpenItem
  /** Whose contact the person just came back from, or null. */
  left: string | null
  onArrived: () => void
  onView: (person: Recipient) => void
}

export function FirstScreen({ item, left, onArrived, onView }: FirstScreenProps) {
  const { cards } = usePane().queries
  const all = useSyncExternalStore(cards.subscribe, cards.snapshot)
  // Older Outlooks may not say; a mail without a Message-ID has no verdicts to ask for.
  const messageId = item.mail?.internetMessageId ?? ''
  const verdicts = useVerdicts(messageId === '' ? null : messageId)
  const people = whomItConcerns(item, verdicts)
  useShown(people)
  const below = new Set(people.flatMap(({ email }) => all.get(email)?.value?.contact?.id ?? []))
  const told = new Set(
    verdicts
      // A banner that changed nothing offers no way back, so the card below has to.
      .filter(({ stands, effect }) => stands && (effect === 'ended' || effect === 'paused'))
      .flatMap((verdict) =>
        verdict.effect === 'ended' ? [verdict.enrollment.id] : (restingPause(verdict)?.id ?? []),
      ),
  )
  const [first, ...others] = people
  return (
    <>
      <OnThisMail key={item.mail?.itemId ?? ''} {...{ verdicts, below, onView }} />
      {!first ? null : others.length === 0 ? (
        <Glance
          key={first.email}
          person={first}
          cameBack={left === first.email}
          {...{ onArrived, onView, told }}
        />
      ) : (
        <PeopleList people={people} cameFrom={left} {...{ onArrived, onView }} />
      )}
    </>
  )
}

/** Behind a delivery report stands a mail server; the people to look at are those it reports on. */
function whomItConcerns({ recipients }: OpenItem, verdicts: VerdictResource[]): Recipient[] {
  const reported = verdicts.filter((verdict) => verdict.messageKind === 'bounce')
  if (reported.length === 0) return recipients.people
  const contacts = reported.map((verdict) => verdict.enrollment.contact)
  const byEmail = new Map(contacts.map(({ email, name }) => [email, { email, name }]))
  return [...byEmail.values()]
}
