/** What a judgement rests on, as a quotation: the mail, the meeting, the conditions, and what was seen in it. */

import { Caption1, Caption1Strong, makeStyles, tokens } from '@fluentui/react-components'
import type { Evidence as Grounds, MeetingEvidence } from '../../shared/evidence.ts'
import { Clauses } from './Clauses.tsx'
import { useCardTools } from './card-context.ts'

const useStyles = makeStyles({
  quotation: {
    margin: `${tokens.spacingVerticalXS} 0 0`,
    paddingLeft: tokens.spacingHorizontalM,
    borderLeft: `${tokens.strokeWidthThicker} solid ${tokens.colorNeutralStroke1}`,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXXS,
    minWidth: 0,
  },
  quiet: { color: tokens.colorNeutralForeground2 },
})

interface EvidenceProps {
  evidence: Grounds
  /** The meeting was called off since. */
  calledOff?: boolean
}

export function Evidence({ evidence, calledOff = false }: EvidenceProps) {
  const styles = useStyles()
  const lines = useLines(evidence, calledOff)
  return (
    <figure className={styles.quotation} aria-label={labels[evidence.kind]}>
      <Caption1Strong>{lines.title}</Caption1Strong>
      {lines.facts.map((fact) => (
        <Caption1 key={fact} className={styles.quiet}>
          {fact}
        </Caption1>
      ))}
      {evidence.because.length > 0 ? <Clauses clauses={evidence.because} /> : null}
    </figure>
  )
}

const labels: Record<Grounds['kind'], string> = {
  message: 'The mail it rests on',
  meeting: 'The meeting it rests on',
  condition: 'The conditions that were met',
  directory: 'What Microsoft 365 said',
  page: 'What the contact did',
}

function useLines(evidence: Grounds, calledOff: boolean): { title: string; facts: string[] } {
  const { times } = useCardTools()
  switch (evidence.kind) {
    case 'message':
      return {
        title: evidence.subject === '' ? '(no subject)' : evidence.subject,
        facts: [nameOf(evidence.from), `Received ${times.on(evidence.receivedAt)}`],
      }
    case 'meeting':
      return {
        title: evidence.subject === '' ? '(no subject)' : evidence.subject,
        facts: [
          calledOff ? 'It does not take place any more' : vias[evidence.via],
          ...(evidence.organizer ? [`Organized by ${nameOf(evidence.organizer)}`] : []),
          `${startWord(times.isPast(evidence.startsAt), calledOff)} ${times.on(evidence.startsAt)}`,
        ],
      }
    case 'condition':
      return {
        title: evidence.name,
        facts: [evidence.automation === 'trigger' ? 'A trigger of this sequence' : 'A workflow'],
      }
    case 'directory':
      return {
        title: evidence.user.name,
        facts: [
          `First seen ${times.on(evidence.seenAt)}`,
          `Confirmed ${times.on(evidence.confirmedAt)}`,
        ],
      }
    case 'page':
      return { title: 'The unsubscribe page', facts: [`Confirmed ${times.on(evidence.at)}`] }
  }
}

function startWord(isPast: boolean, calledOff: boolean): string {
  if (calledOff) return 'Was planned for'
  return isPast ? 'Started' : 'Starts'
}

const vias: Record<MeetingEvidence['via'], string> = {
  calendar: 'In the calendar',
  link: 'Booked through the meetings link',
  record: 'Logged by hand',
}

function nameOf({ name, address }: { name: string; address: string }): string {
  return name === '' || name === address ? address : `${name}, ${address}`
}
