/** The table of sequences: its columns, and which rows are shown in which order. */

import type { SequenceResource } from '../../../shared/sequence.ts'

export interface Column {
  key: string
  title: string
  numeric: boolean
  value: (sequence: SequenceResource) => string | number
}

export const columns: readonly Column[] = [
  { key: 'name', title: 'Name', numeric: false, value: (one) => one.name.toLowerCase() },
  { key: 'owner', title: 'Owner', numeric: false, value: (one) => one.owner.name.toLowerCase() },
  { key: 'steps', title: 'Steps', numeric: true, value: (one) => one.steps.length },
  { key: 'active', title: 'Active', numeric: true, value: (one) => one.performance.active },
  {
    key: 'completed',
    title: 'Completed',
    numeric: true,
    value: (one) => one.performance.ended.completed ?? 0,
  },
  { key: 'replied', title: 'Replied', numeric: true, value: (one) => one.performance.replied },
  {
    key: 'meetings',
    title: 'Meetings',
    numeric: true,
    value: (one) => one.performance.ended['meeting-booked'] ?? 0,
  },
  { key: 'bounced', title: 'Bounced', numeric: true, value: (one) => one.performance.bounced },
  { key: 'edited', title: 'Last edited', numeric: false, value: (one) => one.updatedAt },
]

export interface Wanted {
  search: string
  /** Id of the owner, or empty for all. */
  owner: string
  /** Key of a column. */
  sort: string
  descending: boolean
}

/** Equal ones keep the order of their names. */
export function wantedSequences(
  all: readonly SequenceResource[],
  wanted: Wanted,
): SequenceResource[] {
  const piece = wanted.search.trim().toLowerCase()
  const column = columns.find(({ key }) => key === wanted.sort) ?? columns[0]
  const sign = wanted.descending ? -1 : 1
  return all
    .filter(
      (one) =>
        one.name.toLowerCase().includes(piece) &&
        (wanted.owner === '' || one.owner.id === wanted.owner),
    )
    .sort((one, other) => one.name.localeCompare(other.name))
    .sort((one, other) => sign * compare(column?.value(one), column?.value(other)))
}

function compare(one: string | number | undefined, other: string | number | undefined): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other
  return String(one).localeCompare(String(other))
}

/** Everybody who owns one of these, by name. */
export function ownersOf(all: readonly SequenceResource[]): { id: string; name: string }[] {
  const byId = new Map(all.map(({ owner }) => [owner.id, owner]))
  return [...byId.values()].sort((one, other) => one.name.localeCompare(other.name))
}
