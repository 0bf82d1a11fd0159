/** To or Cc: chips for who is in, a field to type the next one, known people offered. */

import {
  Avatar,
  InteractionTag,
  InteractionTagPrimary,
  InteractionTagSecondary,
  makeStyles,
  Text,
  tokens,
} from '@fluentui/react-components'
import { useEffect, useId, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { Outsider } from '../control.ts'
import type { PersonSpec, Recipient } from '../host/item.ts'
import { offersFor, readPeople } from './read-people.ts'
import { RecipientOffers } from './RecipientOffers.tsx'

const useStyles = makeStyles({
  row: {
    position: 'relative',
    display: 'flex',
    flexWrap: 'wrap',
    gap: '6px',
    alignItems: 'center',
    padding: '6px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    ':focus-within': { borderBottomColor: tokens.colorCompoundBrandStroke },
  },
  label: { width: '32px', color: tokens.colorNeutralForeground2 },
  input: {
    flex: 1,
    minWidth: '140px',
    minHeight: '28px',
    border: 0,
    outlineStyle: 'none',
    background: 'none',
    color: 'inherit',
    font: 'inherit',
  },
  hint: { color: tokens.colorPaletteRedForeground1, width: '100%', paddingInlineStart: '38px' },
})

interface RecipientFieldProps {
  label: string
  list: Recipient[]
  people: Outsider[]
  focusFirst: boolean
  change: (list: PersonSpec[]) => void
}

export function RecipientField({ label, list, people, focusFirst, change }: RecipientFieldProps) {
  const styles = useStyles()
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(false)
  const [marked, setMarked] = useState(-1)
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  const offers = offersFor(typed, people, list)

  useEffect(() => {
    if (focusFirst) input.current?.focus()
    // Only when the field appears: later the person decides where to type.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])

  function write(text: string): void {
    setTyped(text)
    setWrong(false)
    setMarked(-1)
  }

  function add(found: PersonSpec[]): void {
    const known = new Set(list.map((one) => one.address.toLowerCase()))
    change([...list, ...found.filter((one) => !known.has(one.address.toLowerCase()))])
    write('')
  }

  function take(): void {
    const found = readPeople(typed, people)
    if (found === null) setWrong(typed.trim() !== '')
    else add(found)
  }

  function press(event: KeyboardEvent<HTMLInputElement>): void {
    const offer = offers[marked]
    switch (event.key) {
      case 'Backspace':
        if (typed === '' && list.length > 0) change(list.slice(0, -1))
        return
      case 'ArrowDown':
      case 'ArrowUp': {
        if (offers.length === 0) return
        event.preventDefault()
        const step = event.key === 'ArrowDown' ? 1 : -1
        setMarked((now) => (now + step + offers.length) % offers.length)
        return
      }
      case 'Escape':
        write('')
        return
      case 'Enter':
      case ',':
      case ';':
        event.preventDefault()
        if (offer === undefined) take()
        else add([offer])
    }
  }

  return (
    <div className={styles.row}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      {list.map((person) => (
        <InteractionTag key={person.address} shape="circular" size="small">
          <InteractionTagPrimary
            hasSecondaryAction
            media={<Avatar name={person.name} color="colorful" size={20} aria-hidden />}
            title={person.address}
          >
            {person.name.length > 40 ? `${person.name.slice(0, 39)}…` : person.name}
          </InteractionTagPrimary>
          <InteractionTagSecondary
            aria-label={`Remove ${person.address}`}
            onClick={() => {
              change(list.filter((one) => one.address !== person.address))
              input.current?.focus()
            }}
          />
        </InteractionTag>
      ))}
      <input
        ref={input}
        id={id}
        className={styles.input}
        value={typed}
        autoComplete="off"
        role="combobox"
        aria-expanded={offers.length > 0}
        aria-controls={`${id}-offers`}
        aria-autocomplete="list"
        aria-activedescendant={marked < 0 ? undefined : `${id}-${marked}`}
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-hint` : undefined}
        onChange={(event) => {
          write(event.target.value)
        }}
        onKeyDown={press}
        onBlur={take}
      />
      {offers.length > 0 && (
        <RecipientOffers
          id={id}
          offers={offers}
          marked={marked}
          choose={(one) => {
            add([one])
          }}
        />
      )}
      {wrong && (
        <Text size={200} id={`${id}-hint`} className={styles.hint}>
          This is no mail address. Write one like ana@acme.example.
        </Text>
      )}
    </div>
  )
}
