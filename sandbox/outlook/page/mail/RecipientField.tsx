/** To or Cc: chips for who is in, a field to type the next one, known people offered. */

import {
  Avatar,
  InteractionTag,
  InteractionTagPrimary,
  InteractionTagSecondary,
  makeStyles,
  mergeClasses,
  Text,
  tokens,
} from '@fluentui/react-components'
import { useEffect, useId, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { Outsider } from '../control.ts'
import type { PersonSpec, Recipient } from '../host/item.ts'

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
  offers: {
    position: 'absolute',
    insetBlockStart: '100%',
    insetInlineStart: '36px',
    zIndex: 1,
    minWidth: '260px',
    margin: 0,
    padding: '4px',
    listStyle: 'none',
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusMedium,
    boxShadow: tokens.shadow16,
  },
  offer: {
    display: 'flex',
    gap: '10px',
    alignItems: 'center',
    padding: '6px 10px',
    borderRadius: tokens.borderRadiusMedium,
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  marked: { backgroundColor: tokens.colorNeutralBackground1Selected },
  who: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  soft: { color: tokens.colorNeutralForeground2 },
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
        <ul id={`${id}-offers`} role="listbox" aria-label="People" className={styles.offers}>
          {offers.map((one, index) => (
            <li
              key={one.address}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === marked}
              className={mergeClasses(styles.offer, index === marked && styles.marked)}
              // Before the field loses the focus and takes the half-typed text.
              onMouseDown={(event) => {
                event.preventDefault()
                add([one])
              }}
            >
              <Avatar name={one.name} color="colorful" size={28} aria-hidden />
              <span className={styles.who}>
                <Text>{one.name}</Text>
                <Text size={200} className={styles.soft}>
                  {one.address}
                </Text>
              </span>
            </li>
          ))}
        </ul>
      )}
      {wrong && (
        <Text size={200} id={`${id}-hint`} className={styles.hint}>
          This is no mail address. Write one like ana@acme.example.
        </Text>
      )}
    </div>
  )
}

/** Known people who fit what is typed and are not in yet. */
function offersFor(typed: string, people: Outsider[], list: Recipient[]): Outsider[] {
  const wanted = typed.trim().toLowerCase()
  if (wanted === '') return []
  const inside = new Set(list.map((one) => one.address.toLowerCase()))
  return people
    .filter((one) => !inside.has(one.address.toLowerCase()))
    .filter((one) => `${one.name} ${one.address}`.toLowerCase().includes(wanted))
    .slice(0, 5)
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
