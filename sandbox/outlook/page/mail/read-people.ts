/** Reads what is typed into To or Cc. */

import type { Outsider } from '../control.ts'
import type { PersonSpec, Recipient } from '../host/item.ts'

/** Known people who fit what is typed and are not in yet. */
export function offersFor(typed: string, people: Outsider[], list: Recipient[]): Outsider[] {
  const wanted = typed.trim().toLowerCase()
  if (wanted === '') return []
  const inside = new Set(list.map((one) => one.address.toLowerCase()))
  return people
    .filter((one) => !inside.has(one.address.toLowerCase()))
    .filter((one) => `${one.name} ${one.address}`.toLowerCase().includes(wanted))
    .slice(0, 5)
}

/** Reads "Ana Alves <ana@acme.example>; ben@acme.example"; null when one of them is no address. */
export function readPeople(text: string, people: Outsider[]): PersonSpec[] | null {
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
