/** Steps keep their id through all versions, those enrolled can be taken over to edited steps, and emails name properties. */

import sql from 'sql-template-tag'
import type { Db } from '../db/db.ts'
import { notePropertyNames } from '../contacts/property-names.ts'

export const stepIds: readonly string[] = [
  `alter table steps add column step_id text not null default ''`,

  `create table rollouts (
    sequence_id text primary key references sequences (id),
    version integer not null,
    asked_by text not null references users (id),
    after_id text not null default '',
    moved integer not null default 0
  ) /* strict */`,

  `create table joined_versions (
    sequence_id text not null references sequences (id),
    from_version integer not null,
    done integer not null,
    onto_version integer not null,
    version integer not null,
    primary key (sequence_id, from_version, done, onto_version)
  ) /* strict */`,

  `create table property_names (
    name text primary key
  ) /* strict */`,
]

interface Row {
  sequence_id: string
  version: number
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
 * Which step is which was not written down before: one with the very words of a step of the version before is taken for
 * that step, every other for a new one. A step wrongly taken for new changes nothing for those enrolled; one wrongly taken
 * for old could send an email twice.
 */
async function nameSteps(tx: Db): Promise<void> {
  const rows = await tx.all<Row>(sql`
    select sequence_id, version, number, subject, body, kind
    from steps
    order by sequence_id, version, number`)
  let before: { words: string; id: string }[] = []
  let current: { words: string; id: string }[] = []
  let at = ''
  let sequenceId = ''
  for (const row of rows) {
    const place = `${row.sequence_id} ${String(row.version)}`
    if (place !== at) {
      before = row.sequence_id === sequenceId ? current : []
      current = []
    }
    at = place
    sequenceId = row.sequence_id
    const words = JSON.stringify([row.kind, row.subject, row.body])
    const same = before.findIndex((one) => one.words === words)
    const [known] = same < 0 ? [] : before.splice(same, 1)
    const id = known?.id ?? `${String(row.version)}-${String(row.number)}`
    current.push({ words, id })
    await tx.all(sql`
      update steps
      set step_id = ${id}
      where sequence_id = ${row.sequence_id}
      and version = ${row.version}
      and number = ${row.number}`)
  }
}
