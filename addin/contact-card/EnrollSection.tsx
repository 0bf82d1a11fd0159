/** The way into a sequence, with the sequences to choose from as soon as they are known. */

import { Link } from '@fluentui/react-components'
import type { ContactCard } from '../../shared/contact.ts'
import { Hint } from '../ui/Hint.tsx'
import type { Recipient } from '../outlook/recipients.ts'
import { CardSkeleton } from './CardSkeleton.tsx'
import { EnrollPanel } from './EnrollPanel.tsx'
import type { UsedChange } from './use-change.ts'
import { useSequences } from './use-sequences.ts'

interface EnrollSectionProps {
  card: ContactCard
  person: Recipient
  change: UsedChange
}

export function EnrollSection({ card, person, change }: EnrollSectionProps) {
  const { sequences, retry } = useSequences()
  switch (sequences.kind) {
    case 'loading':
      return <CardSkeleton label="Looking up the sequences" />
    case 'failed':
      return (
        <Hint
          tone="warning"
          role="alert"
          action={
            <Link as="button" onClick={retry}>
              Try again
            </Link>
          }
        >
          The sequences could not be read. {sequences.sentence}
        </Hint>
      )
    case 'loaded':
      return <EnrollPanel {...{ card, person, change }} sequences={sequences.items} />
  }
}
