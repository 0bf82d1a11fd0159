/** Reads $filter and $orderby for messages: comparisons joined by `and`, as far as Exchange's index answers them. */

import type { Person } from '../../person.ts'
import { folderOf } from '../../state/message.ts'
import type { ColumnCondition, Condition } from '../../state/messages.ts'
import { normalPropertyId } from './extended-property.ts'
import { badRequest, badUri, GraphRefusal } from '../refusal.ts'

export interface Filter {
  conditions: Condition[]
  /** Properties in the order in which the filter names them. */
  properties: string[]
}

type Literal = 'time' | 'boolean' | 'string'

const comparable: Record<string, { column: ColumnCondition['column']; literal: Literal }> = {
  receivedDateTime: { column: 'received_ms', literal: 'time' },
  isDraft: { column: 'is_draft', literal: 'boolean' },
  isRead: { column: 'is_read', literal: 'boolean' },
  internetMessageId: { column: 'internet_message_id', literal: 'string' },
  'from/emailAddress/address': { column: 'from_address', literal: 'string' },
  parentFolderId: { column: 'folder', literal: 'string' },
  conversationId: { column: 'conversation_id', literal: 'string' },
}

const operators: Record<string, ColumnCondition['operator']> = {
  eq: '=',
  ne: '<>',
  gt: '>',
  ge: '>=',
  lt: '<',
  le: '<=',
}

const clausePattern =
  /^\s*([A-Za-z/]+)\s+(eq|ne|gt|ge|lt|le)\s+('(?:[^']|'')*'|[^\s'()]+)(?:\s+(and)\s+|\s*$)/

/** Throws the refusals of Graph for what does not parse and for what Exchange does not compare. */
export function readFilter(text: string, person: Person): Filter {
  const filter: Filter = { conditions: [], properties: [] }
  let rest = text
  let expectsMore = true
  while (expectsMore) {
    const clause = propertyClause(rest) ?? comparison(rest, person)
    if (clause === undefined) throw badRequest(`Invalid filter clause: '${text}'.`)
    filter.properties.push(clause.property)
    filter.conditions.push(...clause.conditions)
    rest = rest.slice(clause.length)
    expectsMore = clause.expectsMore
  }
  return filter
}

interface Clause {
  property: string
  conditions: Condition[]
  /** Characters read. */
  length: number
  expectsMore: boolean
}

function comparison(text: string, person: Person): Clause | undefined {
  const match = clausePattern.exec(text)
  if (match === null) return undefined
  const [whole, property = '', operator = '', literal = '', and] = match
  const conditions = conditionsOf(property, operator, literal, person)
  return { property, conditions, length: whole.length, expectsMore: and !== undefined }
}

const propertyPattern =
  /^\s*singleValueExtendedProperties\/any\(\s*(\w+)\s*:\s*\1\/id\s+eq\s+('(?:[^']|'')*')\s+and\s+\1\/value\s+eq\s+('(?:[^']|'')*')\s*\)(?:\s+(and)\s+|\s*$)/i

/** Finds what was set through Graph; Exchange compares more ways than `eq`, and more properties. */
function propertyClause(text: string): Clause | undefined {
  const match = propertyPattern.exec(text)
  if (match === null) return undefined
  const [whole, , id = '', value = '', and] = match
  const property = normalPropertyId(unquoted(id))
  return {
    property: 'singleValueExtendedProperties',
    conditions: [{ property, value: unquoted(value) }],
    length: whole.length,
    expectsMore: and !== undefined,
  }
}

function unquoted(literal: string): string {
  return literal.slice(1, -1).replaceAll("''", "'")
}

function conditionsOf(
  property: string,
  operator: string,
  literal: string,
  person: Person,
): Condition[] {
  const known = comparable[property]
  if (known === undefined)
    throw badUri(
      `Could not find a property named '${property}' on type 'microsoft.graph.message', or it cannot be filtered here.`,
    )
  const { column } = known
  const compare = operators[operator] ?? '='
  switch (known.literal) {
    case 'time':
      return timeConditions(readTime(literal), operator, compare)
    case 'boolean':
      if (!/^(true|false)$/.test(literal)) throw incompatible('Edm.Boolean')
      return [{ column, operator: equality(operator, compare), value: literal === 'true' ? 1 : 0 }]
    case 'string': {
      if (!literal.startsWith("'")) throw incompatible('Edm.String')
      const value = unquoted(literal)
      return [
        { column, operator: equality(operator, compare), value: textValue(column, value, person) },
      ]
    }
    default:
      return known.literal satisfies never
  }
}

/** Times are kept with milliseconds and shown without, so `gt` finds the rest of the same second again; `eq` means the second. */
function timeConditions(
  ms: number,
  operator: string,
  compare: ColumnCondition['operator'],
): Condition[] {
  const column = 'received_ms'
  if (operator === 'ne') throw badRequest('Operator ne is not supported on receivedDateTime.')
  if (operator !== 'eq') return [{ column, operator: compare, value: ms }]
  return [
    { column, operator: '>=', value: ms },
    { column, operator: '<', value: ms + 1000 },
  ]
}

function textValue(column: ColumnCondition['column'], value: string, person: Person): string {
  if (column === 'from_address') return value.toLowerCase()
  if (column !== 'folder') return value
  const folder = folderOf(person, value)
  if (folder === undefined)
    throw new GraphRefusal(400, 'ErrorInvalidIdMalformed', 'Id is malformed.')
  return folder
}

function readTime(literal: string): number {
  const shape = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,12})?)?(Z|[+-]\d\d:\d\d))?$/
  const ms = shape.test(literal) ? Date.parse(literal) : Number.NaN
  if (Number.isNaN(ms)) throw incompatible('Edm.DateTimeOffset')
  return ms
}

function equality(
  operator: string,
  compare: ColumnCondition['operator'],
): ColumnCondition['operator'] {
  if (operator !== 'eq' && operator !== 'ne')
    throw badRequest(
      `A binary operator with incompatible types was detected for operator kind '${operator}'.`,
    )
  return compare
}

function incompatible(wanted: string): GraphRefusal {
  return badRequest(
    `A binary operator with incompatible types was detected. Found operand types other than '${wanted}' for operator kind 'Equal'.`,
  )
}

/** Whether newest come first (Graph's own order too). With a filter, the sorted property must come first in it. */
export function readOrder(text: string | null, filter: Filter | undefined): boolean {
  if (text === null) return true
  const match = /^\s*receivedDateTime(?:\s+(asc|desc))?\s*$/i.exec(text)
  if (match === null)
    throw badRequest(
      `The sandbox sorts by receivedDateTime only; '${text}' cannot be used in $orderby.`,
    )
  if (filter !== undefined && filter.properties[0] !== 'receivedDateTime') {
    throw new GraphRefusal(
      400,
      'InefficientFilter',
      'The restriction or sort order is too complex for this operation.',
    )
  }
  return match[1]?.toLowerCase() === 'desc'
}
