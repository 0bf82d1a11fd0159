/** The suppression list in an administrator's hands: shown, added to, and shortened by what an administrator had added. */

import type {
  SuppressionResource as Shown,
  SuppressionRequest,
} from '../../../shared/suppression.ts'
import type { Page } from '../../../shared/problem.ts'
import { addressKey, normalAddress } from '../../domain/contacts/address.ts'
import type { User } from '../../domain/directory/user.ts'
import {
  type ListedSuppression,
  addByAdmin,
  leaveToContact,
  listSuppressions,
  listedAt,
  removeOfAdmin,
  suppressionOf,
} from '../../store/contacts/suppressions.ts'
import type { Db } from '../../store/db/db.ts'
import { openEnrollmentsAt } from '../../store/enrollments/enrollments.ts'
import { requestSyncNow } from '../../store/mailboxes/mailboxes.ts'
import { addAudit } from '../../store/history/audit.ts'
import { userById } from '../../store/directory/users.ts'
import { newId, type Context } from '../context.ts'
import { adminsOnly } from '../policies/admins-only.ts'
import { badAddress, notFound, refuse, type Refused } from '../problem.ts'

const pageSize = 100

/** `after` is the `next` of the page before, empty at first; `search` a piece of the address. */
export async function showSuppressions(
  db: Db,
  by: User,
  search: string,
  after: string,
): Promise<Page<Shown> | Refused> {
  if (by.role !== 'admin') return adminsOnly('sees the suppression list')
  const found = await listSuppressions(db, search.trim().toLowerCase(), after, pageSize + 1)
  const items = await Promise.all(found.slice(0, pageSize).map((one) => show(db, one)))
  return { items, next: found.length > pageSize ? (items.at(-1)?.address ?? null) : null }
}

/** Nothing is sent there from now on; enrollments of the address wait, they do not end. */
export async function addSuppression(
  context: Context,
  by: User,
  request: SuppressionRequest,
): Promise<Shown | Refused> {
  if (by.role !== 'admin') return adminsOnly('adds to the suppression list')
  const address = normalAddress(request.address)
  if (address === null) return badAddress(request.address)
  const reason = request.reason.replace(/\s+/g, ' ').trim()
  if (reason === '')
    return refuse(
      422,
      'no-reason',
      'No reason',
      'Write why nothing may be sent to this address, such as “Asked on the phone”.',
    )
  return context.db.transaction(async (tx) => {
    const known = await suppressionOf(tx, address)
    if (known)
      return refuse(
        409,
        'already-suppressed',
        'On the list already',
        `${known.address} is on the suppression list already, and nothing is sent there.`,
      )
    const since = context.clock.now()
    await addByAdmin(tx, { address, reason, since, addedBy: by.id })
    await describeEnrollments(tx, context, address)
    await audit(tx, context, by, 'add-suppression', address)
    return { address, reason, since, addedBy: { id: by.id, name: by.name } }
  })
}

/**
 * Answers it as it was, and what waited for it goes on; where the contact unsubscribed too, as it still stands, for that is the
 * contact's to take back.
 */
export async function removeSuppression(
  context: Context,
  by: User,
  address: string,
): Promise<Shown | Refused> {
  if (by.role !== 'admin') return adminsOnly('takes addresses off the suppression list')
  const result = await context.db.transaction(async (tx) => {
    const known = await listedAt(tx, normalAddress(address) ?? '')
    if (!known) return notFound('address on the suppression list')
    if (known.addedBy === null)
      return refuse(
        409,
        'not-by-admin',
        'The contact’s own wish',
        `${known.address} unsubscribed. Only the contact can take that back, with the link in any email.`,
      )
    if (known.askedAt === null) await removeOfAdmin(tx, known.address)
    else await leaveToContact(tx, known.address, 'unsubscribed')
    await describeEnrollments(tx, context, known.address)
    await audit(tx, context, by, 'remove-suppression', known.address)
    return show(tx, (await listedAt(tx, known.address)) ?? known)
  })
  context.wake()
  return result
}

/** Their emails wait, or go on: screens and mailboxes hear of it. */
async function describeEnrollments(tx: Db, context: Context, address: string): Promise<void> {
  for (const { id, contactId, mailboxId } of await openEnrollmentsAt(tx, [addressKey(address)])) {
    await requestSyncNow(tx, mailboxId, context.clock.now())
    tx.publish({ kind: 'enrollment', id }, { kind: 'contact', id: contactId })
  }
}

async function show(
  db: Db,
  { address, reason, since, addedBy }: ListedSuppression,
): Promise<Shown> {
  const by = addedBy === null ? null : await userById(db, addedBy)
  return { address, reason, since, addedBy: by && { id: by.id, name: by.name } }
}

function audit(tx: Db, { clock }: Context, by: User, action: string, subjectId: string) {
  return addAudit(tx, { id: newId(), at: clock.now(), userId: by.id, action, subjectId })
}
