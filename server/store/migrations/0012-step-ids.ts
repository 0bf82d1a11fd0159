/** Steps keep their id through all editions, those enrolled can be taken over to edited steps, and letters name properties. */

import sql from 'sql-template-tag'
import type { Db } from '../db/db.ts'
import { notePropertyNames } from '../contacts/property-names.ts'

export const stepIds: readonly string[] = [
  `alter table steps add column step_id text not null default ''`,

  `create table reaches (
    sequence_id text primary key references sequences (id),
    edition integer not null,
    asked_by text not null references users (id),
    after_id text not null default '',
    moved integer not null default 0
  ) /* strict */`,

  `create table joined_editions (
    sequence_id text not null references sequences (id),
    from_edition integer not null,
    done integer not null,
    onto_edition integer not null,
    edition integer not null,
    primary key (sequence_id, from_edition, done, onto_edition)
  ) /* strict */`,

  `create table property_names (
    name text primary key
  ) /* strict */`,
]

interface Row {
  sequence_id: string
  edition: number
  number: number
  subject: string
  body: string
  kind: string
}

export async function fillStepIds(tx: Db): Promise<void> {
  await nameSteps(tx)
  const names = new Set<string>()
  for (const { properties } of await tx.all<{ properties: string }>(sql`
    select distinct properties
    from contacts`))
    for (const name of Object.keys(JSON.parse(properties) as object)) names.add(name)
  await notePropertyNames(tx, [...names])
}

/**
 * Which step is which was not written down before: one with the very words of a step of the edition before is taken for
 * that step, every other for a new one. A step wrongly taken for new changes nothing for those enrolled; one wrongly taken
 * for old could send a letter twice.
 */
async function nameSteps(tx: Db): Promise<void> {
  const rows = await tx.all<Row>(sql`
    select sequence_id, edition, number, subject, body, kind
    from steps
    order by sequence_id, edition, number`)
  let before: { words: string; id: string }[] = []
  let current: { words: string; id: string }[] = []
  let at = ''
  let sequenceId = ''
  for (const row of rows) {
    const place = `${row.sequence_id} ${String(row.edition)}`
    if (place !== at) {
      before = row.sequence_id === sequenceId ? current : []
      current = []
    }
    at = place
    sequenceId = row.sequence_id
    const words = JSON.stringify([row.kind, row.subject, row.body])
    const same = before.findIndex((one) => one.words === words)
    const [known] = same < 0 ? [] : before.splice(same, 1)
    const id = known?.id ?? `${String(row.edition)}-${String(row.number)}`
    current.push({ words, id })
    await tx.all(sql`
      update steps
      set step_id = ${id}
      where sequence_id = ${row.sequence_id}
      and edition = ${row.edition}
      and number = ${row.number}`)
  }
}
