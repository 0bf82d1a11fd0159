/** To or Cc: chips for who is in, a field to type the next one, known people offered. */

import {
  InteractionTag,
  InteractionTagPrimary,
  InteractionTagSecondary,
} from '@fluentui/react-components'
import { Avatar, makeStyles, Text, tokens } from '@fluentui/react-components'
import { useEffect, useId, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { Outsider } from '../control.ts'
import type { PersonSpec, Recipient } from '../host/item.ts'

const useStyles = makeStyles({
  row: {
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
  const input = useRef<HTMLInputElement>(null)
  const id = useId()

  useEffect(() => {
    if (focusFirst) input.current?.focus()
    // Only when the field appears: later the person decides where to type.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])

  function take(text: string): void {
    const found = readPeople(text, people)
    if (found === null) {
      setWrong(text.trim() !== '')
      return
    }
    const known = new Set(list.map((one) => one.address.toLowerCase()))
    change([...list, ...found.filter((one) => !known.has(one.address.toLowerCase()))])
    setTyped('')
    setWrong(false)
  }

  function press(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === 'Backspace' && typed === '' && list.length > 0) change(list.slice(0, -1))
    if (event.key !== 'Enter' && event.key !== ',' && event.key !== ';') return
    event.preventDefault()
    take(typed)
  }

  const picked = people.find((one) => `${one.name} <${one.address}>` === typed)
  useEffect(() => {
    if (picked !== undefined) take(typed)
    // Choosing from the list writes exactly such a text: it is taken at once.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [picked])

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
            {person.name}
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
        list={`${id}-people`}
        autoComplete="off"
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-hint` : undefined}
        onChange={(event) => {
          setTyped(event.target.value)
          setWrong(false)
        }}
        onKeyDown={press}
        onBlur={() => {
          take(typed)
        }}
      />
      <datalist id={`${id}-people`}>
        {people.map((one) => (
          <option key={one.address} value={`${one.name} <${one.address}>`} />
        ))}
      </datalist>
      {wrong && (
        <Text size={200} id={`${id}-hint`} className={styles.hint}>
          This is no mail address. Write one like ana@acme.example.
        </Text>
      )}
    </div>
  )
}

/** Reads "Ana Alves <ana@acme.example>; ben@acme.example"; null when one of them is no address. */
function readPeople(text: string, people: Outsider[]): PersonSpec[] | null {
  const parts = text.split(/[;,]/).map((part) => part.trim())
  const found = parts.filter((part) => part !== '').map((part) => readPerson(part, people))
  const good = found.flatMap((one) => (one === null ? [] : [one]))
  return good.length === found.length && good.length > 0 ? good : null
}

function readPerson(text: string, people: Outsider[]): PersonSpec | null {
  const named = /^(.*)<([^<>]+)>$/.exec(text)
  const address = (named?.[2] ?? text).trim()
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address)) return null
  const known = people.find((one) => one.address.toLowerCase() === address.toLowerCase())
  const name = named?.[1]?.trim() ?? known?.name ?? ''
  return { name, address }
}
