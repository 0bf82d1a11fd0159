/** An import in a person's hands: shown, its columns corrected, checked, carried out, discarded. */

import type { ContactImport, ImportCheck, ImportList, ImportState } from '../../../shared/import.ts'
import { propertyName } from '../../domain/contacts/contact-properties.ts'
import { whyNotColumns } from '../../domain/imports/columns.ts'
import { later } from '../../domain/time/instant.ts'
import { limitsOf, type User } from '../../domain/directory/user.ts'
import { GraphError } from '../../graph/errors.ts'
import { requestJob } from '../../store/jobs/jobs.ts'
import type { Db } from '../../store/db/db.ts'
import { fileRowsAfter, reasonsOf } from '../../store/imports/import-rows.ts'
import {
  importById,
  importsOfUser,
  noCounts,
  putImport,
  type StoredImport,
} from '../../store/imports/imports.ts'
import { addAudit } from '../../store/history/audit.ts'
import { userById } from '../../store/directory/users.ts'
import { newId, type Context } from '../context.ts'
import { discard } from './upload-file.ts'
import { keptMs } from './import-job.ts'
import { graphAway, isRefused, notFound, refuse, type Refused } from '../problem.ts'
import { tenantDomains } from '../tenant-domains.ts'

const mostListed = 20
const mostReasons = 10
const mostSamples = 3
const longestSample = 100

/** The import, if it is this person's or the person is an administrator; to all others there is none. */
export async function visibleImport(db: Db, user: User, id: string): Promise<ReadImport | Refused> {
  const one = await importById(db, id)
  if (!one || !isRead(one) || (one.userId !== user.id && user.role !== 'admin'))
    return notFound('import')
  return one
}

type ReadImport = StoredImport & { state: ImportState }

function isRead(one: StoredImport): one is ReadImport {
  return one.state !== 'reading' && one.state !== 'discarded'
}

export async function listImports(db: Db, user: User): Promise<ImportList> {
  const items = (await importsOfUser(db, user.id, mostListed))
    .filter(isRead)
    .map(({ id, fileName, state, createdAt, rowCount }) => ({
      id,
      fileName,
      state,
      createdAt,
      rows: rowCount,
    }))
  return { items, next: null }
}

export async function showImport(db: Db, user: User, id: string): Promise<ContactImport | Refused> {
  const one = await visibleImport(db, user, id)
  if (isRefused(one)) return one
  const by = await userById(db, one.userId)
  const samples = await fileRowsAfter(db, id, 0, mostSamples)
  const isWorked = one.state === 'checked' || one.state === 'done'
  return {
    id,
    fileName: one.fileName,
    state: one.state,
    by: { id: one.userId, name: by?.name ?? '' },
    createdAt: one.createdAt,
    doneAt: one.doneAt,
    keptUntil: later(one.createdAt, keptMs),
    columns: one.columns.map((match, at) => ({
      ...match,
      header: one.headers[at] ?? '',
      samples: samples.map(({ cells }) => (cells[at] ?? '').trim().slice(0, longestSample)),
    })),
    existing: one.existing,
    rows: one.rowCount,
    worked: one.worked,
    counts: one.counts,
    reasons: isWorked ? await reasonsOf(db, id, mostReasons) : [],
  }
}

/** Keeps what the columns are, and begins to look at each row; nothing is written to any contact. */
export async function checkImport(
  context: Context,
  user: User,
  id: string,
  { columns, existing }: ImportCheck,
): Promise<ContactImport | Refused> {
  return begin(context, user, id, 'checking', (one) => {
    const fault = whyNotColumns(columns, one.headers)
    if (fault !== null) return refuse(422, 'bad-columns', 'The columns need attention', fault)
    const matches = columns.map(({ use, property }) => ({
      use,
      property: use === 'property' ? propertyName(property) : '',
    }))
    return { ...one, columns: matches, existing }
  })
}

/** Begins to write what the check has shown. It goes on in the background, whoever looks. */
export async function startImport(
  context: Context,
  user: User,
  id: string,
): Promise<ContactImport | Refused> {
  return begin(context, user, id, 'importing', (one) =>
    one.state === 'checked'
      ? one
      : refuse(
          409,
          'not-checked',
          'Not checked yet',
          'Check the file first: you see what would happen.',
        ),
  )
}

async function begin(
  context: Context,
  user: User,
  id: string,
  state: 'checking' | 'importing',
  prepare: (one: StoredImport) => StoredImport | Refused,
): Promise<ContactImport | Refused> {
  const limits = limitsOf(user)
  if (limits) return refuse(403, 'no-seat', 'No seat', limits)
  try {
    // Asked now, while somebody is there to read why it cannot go on.
    await tenantDomains(context)
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    return graphAway('the file was not looked at')
  }
  const begun = await context.db.transaction(async (tx) => {
    const one = await visibleImport(tx, user, id)
    if (isRefused(one)) return one
    if (one.state === 'importing' || one.state === 'done') return begunAlready(one.state)
    const prepared = prepare(one)
    if (isRefused(prepared)) return prepared
    await putImport(tx, { ...prepared, state, worked: 0, workedTo: 0, counts: noCounts })
    const at = context.clock.now()
    if (state === 'importing')
      await addAudit(tx, {
        id: newId(),
        at,
        userId: user.id,
        action: 'import-contacts',
        subjectId: id,
      })
    await requestJob(tx, 'imports', at)
    return prepared
  })
  if (isRefused(begun)) return begun
  context.wake()
  return showImport(context.db, user, id)
}

/** Forgets the file. What was imported stays; what is being imported cannot be stopped. */
export async function discardImport(
  context: Context,
  user: User,
  id: string,
): Promise<ContactImport | Refused> {
  const shown = await showImport(context.db, user, id)
  if (isRefused(shown)) return shown
  const one = await importById(context.db, id)
  if (one?.state === 'importing') return begunAlready('importing')
  if (one) await discard(context, one)
  return shown
}

function begunAlready(state: 'importing' | 'done'): Refused {
  return refuse(
    409,
    'import-begun',
    'Begun already',
    state === 'done'
      ? 'This file was imported already. To import it anew, bring it once more.'
      : 'This file is being imported already. Wait until it is done.',
  )
}
