/** Enrolling a contact: choose a sequence, see what it will do, start it. */

import {
  Field,
  Input,
  makeStyles,
  Select,
  Subtitle2,
  Text,
  tokens,
} from '@fluentui/react-components'
import { useState } from 'react'
import type { ContactCard } from '../../shared/contact.ts'
import type { EnrollmentRequest } from '../../shared/enrollment.ts'
import type { SequenceResource } from '../../shared/sequence.ts'
import type { Recipient } from '../outlook/recipients.ts'
import { ActionButton } from './ActionButton.tsx'
import { useCardTools } from './card-context.ts'
import { Surface } from './Surface.tsx'
import type { UsedChange } from './use-change.ts'
import { firstName, fullName, startSentence, stepsSentence } from './words.ts'

const useStyles = makeStyles({
  title: { margin: 0 },
  // Fluent's inputs have a width of their own that a narrow pane must be able to undercut.
  narrow: { minWidth: 0 },
  steps: { color: tokens.colorNeutralForeground2 },
})

interface EnrollPanelProps {
  card: ContactCard
  person: Recipient
  sequences: SequenceResource[]
  change: UsedChange
}

export function EnrollPanel({ card, person, sequences, change }: EnrollPanelProps) {
  const styles = useStyles()
  const { api, userId, times } = useCardTools()
  const [name, setName] = useState(person.name)
  const [company, setCompany] = useState('')
  const [chosen, setChosen] = useState('')
  const sequence = sequences.find((each) => each.id === chosen) ?? usualSequence(sequences, userId)
  const known = card.contact
  const who = known ? fullName(card, person) : name.trim() || person.email
  const { allowed, because } = card.mayEnroll

  function enroll(sequenceId: string): void {
    const contact = known ? { id: known.id } : newContact(card.email, name, company)
    void change.run('Enroll', () => api.enroll({ contact, sequenceId }))
  }

  return (
    <Surface label="Enroll in a sequence">
      <Subtitle2 as="h2" block className={styles.title}>
        Enroll in a sequence
      </Subtitle2>
      {known || !allowed ? null : (
        <Field label="Name">
          <Input
            className={styles.narrow}
            value={name}
            onChange={(_, told) => {
              setName(told.value)
            }}
          />
        </Field>
      )}
      {known || !allowed ? null : (
        <Field label="Company" hint="Emails may mention it.">
          <Input
            className={styles.narrow}
            value={company}
            onChange={(_, told) => {
              setCompany(told.value)
            }}
          />
        </Field>
      )}
      {sequence && allowed ? (
        <>
          <Field label="Sequence">
            <Select
              className={styles.narrow}
              value={sequence.id}
              onChange={(_, told) => {
                setChosen(told.value)
              }}
            >
              {sequences.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.name}
                </option>
              ))}
            </Select>
          </Field>
          <Text size={200} className={styles.steps}>
            {stepsSentence(sequence)}
          </Text>
          <Text size={200}>{startSentence(sequence, times.now())}</Text>
        </>
      ) : null}
      {sequence || !allowed ? (
        <ActionButton
          primary
          {...buttonWords(who)}
          busy={change.busy === 'Enroll'}
          blocked={change.busy !== null}
          because={allowed ? null : (because ?? 'You may not enroll this contact.')}
          onAct={() => {
            if (sequence) enroll(sequence.id)
          }}
        />
      ) : (
        <Text>There is no sequence yet. Somebody with a seat has to make one first.</Text>
      )}
    </Surface>
  )
}

/** The rep's own that was worked on last; somebody who has none chooses among all. */
function usualSequence(
  sequences: SequenceResource[],
  userId: string | null,
): SequenceResource | undefined {
  const own = sequences.filter(({ owner }) => owner.id === userId)
  const latest = own.sort((one, other) => other.updatedAt.localeCompare(one.updatedAt))[0]
  return latest ?? sequences[0]
}

/** A whole address would make a button of many lines. */
function buttonWords(who: string): { label: string; about?: string } {
  return who.includes('@') ? { label: 'Enroll', about: who } : { label: `Enroll ${firstName(who)}` }
}

/** What was left empty is not sent: the server makes a name from the address. */
function newContact(email: string, name: string, company: string): EnrollmentRequest['contact'] {
  return {
    email,
    ...(name.trim() === '' ? {} : { name: name.trim() }),
    ...(company.trim() === '' ? {} : { company: company.trim() }),
  }
}
