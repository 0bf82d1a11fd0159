/** The job of imports: checks and imports their rows in batches, goes on where it stopped, and discards old files. */

import type { ImportCounts } from '../../../shared/import.ts'
import { contactName } from '../../domain/contacts/contact.ts'
import { dayMs, later, type Instant } from '../../domain/time/instant.ts'
import { putContact, setCompany } from '../../store/contacts/contacts.ts'
import type { Db } from '../../store/db/db.ts'
import { dropFileRows, fileRowsAfter, putResults } from '../../store/imports/import-rows.ts'
import {
  discardBefore,
  dropImport,
  importById,
  nextImport,
  putImport,
  type StoredImport,
} from '../../store/imports/imports.ts'
import { addAudit } from '../../store/history/audit.ts'
import { addNewContact, companyNamed } from '../contacts/create-contact.ts'
import type { Job } from '../job.ts'
import { newId, type Context } from '../context.ts'
import { judgeRows, type CheckedRow } from './check-rows.ts'
import { noteContactChange } from '../automation/record-change.ts'
import { tenantDomains } from '../tenant-domains.ts'

/** So long an import and its rows are kept; the contacts stay. */
export const keptMs = 30 * dayMs

// So many rows a transaction: everybody else waits no longer than these take.
const checkedAtOnce = 100
const importedAtOnce = 50
const droppedAtOnce = 500
/** After so many real milliseconds other jobs that are due get their turn. */
const longestStretchMs = 2_000

/** Throws GraphError when it is not known which domains are the tenant's own. */
export async function workImports(job: Job): Promise<Instant> {
  const { context } = job
  const { clock, db } = context
  const until = clock.real() + longestStretchMs
  await discardBefore(db, later(clock.now(), -keptMs))
  for (let one = await nextImport(db); one; one = await nextImport(db)) {
    if (clock.real() > until) return clock.now()
    await job.renewLease()
    if (one.state === 'discarded') await dropSome(db, one.id)
    else await workBatch(context, one.id, await tenantDomains(context))
  }
  return later(clock.now(), dayMs)
}

async function dropSome(db: Db, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    if (!(await dropFileRows(tx, id, droppedAtOnce))) await dropImport(tx, id)
  })
}

/** A batch and how far it brought the import stand or fall together: a crash repeats nothing. */
async function workBatch(context: Context, id: string, ownDomains: string[]): Promise<void> {
  await context.db.transaction(async (tx) => {
    const one = await importById(tx, id)
    if (one?.state !== 'checking' && one?.state !== 'importing') return
    const imports = one.state === 'importing'
    const most = imports ? importedAtOnce : checkedAtOnce
    const rows = await fileRowsAfter(tx, id, one.workedTo, most)
    const judged = await judgeRows(tx, one, rows, ownDomains)
    const results = []
    for (const row of judged) {
      const contactId = imports ? await importRow(tx, context, one, row) : null
      const { number, key, outcome } = row
      const reason = 'reason' in row ? row.reason : null
      results.push({ number, addressKey: key, outcome, reason, contactId })
    }
    await putResults(tx, id, results)
    const isLast = rows.length < most
    await putImport(tx, {
      ...one,
      worked: one.worked + rows.length,
      workedTo: rows.at(-1)?.number ?? one.workedTo,
      counts: countedWith(one.counts, judged),
      ...(isLast && imports ? { state: 'done', doneAt: context.clock.now() } : {}),
      ...(isLast && !imports ? { state: 'checked' } : {}),
    })
  })
  // What a change of a contact ended may have an email to withdraw.
  context.wake()
}

/** Writes what the row came to, as if a person had; answers the contact's id, null when the row is left out. */
async function importRow(
  tx: Db,
  context: Context,
  { userId }: StoredImport,
  row: CheckedRow,
): Promise<string | null> {
  switch (row.outcome) {
    case 'new': {
      const { email, name, company, properties } = row.person
      const { contact } = await addNewContact(tx, context, {
        id: newId(),
        email,
        name: contactName(name, email),
        company: company === '' ? null : company,
        companyId: null,
        properties,
        addressState: 'ok',
        createdAt: context.clock.now(),
      })
      await audit(tx, context, userId, 'add-contact', contact.id)
      return contact.id
    }
    case 'changed': {
      const { known, changed } = row
      await putContact(tx, changed)
      if (changed.company !== null && changed.company !== known.company)
        await setCompany(tx, known.id, await companyNamed(tx, context, changed.company))
      await noteContactChange(tx, context, known)
      await audit(tx, context, userId, 'change-contact', known.id)
      return known.id
    }
    case 'unchanged':
      return row.known.id
    case 'duplicate':
    case 'rejected':
      return null
    default: {
      const never: never = row
      return never
    }
  }
}

function audit(tx: Db, { clock }: Context, userId: string, action: string, subjectId: string) {
  return addAudit(tx, { id: newId(), at: clock.now(), userId, action, subjectId })
}

function countedWith(before: ImportCounts, judged: CheckedRow[]): ImportCounts {
  const counts = { ...before }
  for (const { outcome, suppressed } of judged) {
    counts[outcome] += 1
    if (suppressed) counts.suppressed += 1
  }
  return counts
}
