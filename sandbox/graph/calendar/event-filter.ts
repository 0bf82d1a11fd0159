/** Reads $filter for lists of events: comparisons joined by `and`. */

import { DateTime } from 'luxon'
import type { CalendarEvent } from '../../state/event.ts'
import { badRequest, badUri } from '../refusal.ts'

type Value = string | number | boolean

const values: Record<string, (event: CalendarEvent) => Value> = {
  'start/dateTime': ({ item }) => item.startMs,
  'end/dateTime': ({ item }) => item.endMs,
  createdDateTime: ({ item }) => item.createdMs,
  lastModifiedDateTime: ({ item }) => item.modifiedMs,
  subject: ({ item }) => item.subject,
  iCalUId: ({ uid }) => uid,
  isCancelled: ({ item }) => item.isCancelled,
  isOrganizer: ({ item }) => item.isOrganizer,
  isAllDay: ({ item }) => item.isAllDay,
}

const clause = /^\s*([A-Za-z/]+)\s+(eq|ne|gt|ge|lt|le)\s+('(?:[^']|'')*'|[^\s'()]+)\s*$/

/** Times of start and end are strings in UTC, those of the item itself are not; as in Graph. */
export function readEventFilter(text: string | null): (event: CalendarEvent) => boolean {
  if (text === null) return () => true
  const tests = text.split(/\s+and\s+/).map((part) => {
    const [, property = '', operator = '', literal = ''] = clause.exec(part) ?? []
    if (property === '') throw badRequest(`Invalid filter clause: '${text}'.`)
    const valueOf = values[property]
    if (valueOf === undefined)
      throw badUri(
        `Could not find a property named '${property}' on type 'microsoft.graph.event', or the sandbox cannot filter by it.`,
      )
    const wanted = readLiteral(property, literal)
    return (event: CalendarEvent) => compare(valueOf(event), operator, wanted)
  })
  return (event) => tests.every((test) => test(event))
}

function readLiteral(property: string, literal: string): Value {
  const quoted = literal.startsWith("'")
  const text = quoted ? literal.slice(1, -1).replaceAll("''", "'") : literal
  if (property.startsWith('is')) {
    if (!/^(true|false)$/.test(literal)) throw incompatible(property)
    return literal === 'true'
  }
  const isTime = /dateTime$/i.test(property)
  if (quoted !== (property.includes('/') || !isTime)) throw incompatible(property)
  if (!isTime) return text
  const ms = DateTime.fromISO(text, { zone: 'utc' }).toMillis()
  if (Number.isNaN(ms)) throw incompatible(property)
  return ms
}

function compare(value: Value, operator: string, wanted: Value): boolean {
  switch (operator) {
    case 'eq':
      return value === wanted
    case 'ne':
      return value !== wanted
    case 'gt':
      return value > wanted
    case 'ge':
      return value >= wanted
    case 'lt':
      return value < wanted
    default:
      return value <= wanted
  }
}

function incompatible(property: string): Error {
  return badRequest(
    `A binary operator with incompatible types was detected in the filter on '${property}'.`,
  )
}
