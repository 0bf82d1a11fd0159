/** A person says that an address is a contact's, or that it is not. */

import type { AliasResource as Shown } from '../../../shared/contact.ts'
import { addressKey, domainOf, normalAddress } from '../../domain/contacts/address.ts'
import { isMachineAddress } from '../../domain/contacts/role-address.ts'
import type { Alias } from '../../domain/contacts/alias.ts'
import type { Contact } from '../../domain/contacts/contact.ts'
import { wholeSecond } from '../../domain/time/instant.ts'
import { limitsOf, type User } from '../../domain/directory/user.ts'
import { GraphError } from '../../graph/errors.ts'
import { aliasesOf, aliasesToShow, putAlias } from '../../store/contacts/aliases.ts'
import { forgetMeetingsKnown } from '../../store/meetings/calendars.ts'
import { contactById } from '../../store/contacts/contacts.ts'
import { suppress, suppressionOf } from '../../store/contacts/suppressions.ts'
import type { Db } from '../../store/db/db.ts'
import {
  enrollmentsOfContact,
  openEnrollmentsOfContact,
} from '../../store/enrollments/enrollments.ts'
import { requestSyncNow, rewindCursor } from '../../store/mailboxes/mailboxes.ts'
import { addEntry } from '../../store/history/timeline.ts'
import { addAudit } from '../../store/history/audit.ts'
import { newId, type Context } from '../context.ts'
import { badAddress, graphAway, isRefused, notFound, refuse, type Refused } from '../problem.ts'
import { tenantDomains } from '../tenant-domains.ts'
import { whyNotAlias } from '../policies/address-owner.ts'

const mostAliases = 20

export async function showAliases(db: Db, contactId: string): Promise<Shown[]> {
  return (await aliasesToShow(db, contactId)).flatMap((one) =>
    one.state === 'unlinked'
      ? []
      : [{ address: one.address, state: one.state, since: one.since, text: one.text }],
  )
}

/**
 * Links an address to the contact, or confirms one that was learned or offered. Mail from it counts from the beginning of
 * each open enrollment: what lies there already is read again. Where the contact has unsubscribed, so has the address.
 */
export async function linkAlias(
  context: Context,
  user: User,
  contactId: string,
  text: string,
): Promise<Alias | Refused> {
  const limits = limitsOf(user)
  if (limits) return refuse(403, 'no-seat', 'No seat', limits)
  const address = normalAddress(text)
  if (address === null) return badAddress(text)
  const barred = await whyNever(context, address)
  if (barred) return barred
  const result = await context.db.transaction(async (tx) => {
    const contact = await contactById(tx, contactId)
    if (!contact) return notFound('contact')
    const aliases = await aliasesOf(tx, contactId)
    const known = aliasLike(aliases, address)
    if (known?.state === 'confirmed') return known
    const refused = (await whyNotLink(tx, contact, address)) ?? tooMany(aliases, contact)
    if (refused) return refused
    const at = context.clock.now()
    const alias: Alias = {
      contactId,
      address: known?.address ?? address,
      state: 'confirmed',
      text: `Linked by ${user.name}.`,
      since: at,
    }
    await putAlias(tx, alias)
    if (known?.state !== 'learned') await forgetMeetingsKnown(tx, contactId)
    await suppressLike(tx, contact, alias.address)
    await note(tx, context, user, contact, {
      action: 'link-alias',
      text: `${user.name} linked ${alias.address} to ${contact.name}. Mail from it counts as theirs.`,
    })
    for (const open of await openEnrollmentsOfContact(tx, contactId)) {
      await rewindCursor(tx, open.mailboxId, wholeSecond(open.beganAt))
      await requestSyncNow(tx, open.mailboxId, at)
    }
    return alias
  })
  if (!isRefused(result)) context.wake()
  return result
}

/** Mail from the address counts no longer, and it is never learned for this contact again. */
export async function unlinkAlias(
  context: Context,
  user: User,
  contactId: string,
  text: string,
): Promise<Contact | Refused> {
  const limits = limitsOf(user)
  if (limits) return refuse(403, 'no-seat', 'No seat', limits)
  const address = normalAddress(text)
  if (address === null) return badAddress(text)
  return context.db.transaction(async (tx) => {
    const contact = await contactById(tx, contactId)
    if (!contact) return notFound('contact')
    const known = aliasLike(await aliasesOf(tx, contactId), address)
    if (!known)
      return refuse(
        404,
        'not-found',
        'Not linked',
        `${address} is no further address of ${contact.name}. Look at the contact’s addresses again.`,
      )
    if (known.state === 'unlinked') return contact
    await putAlias(tx, {
      ...known,
      state: 'unlinked',
      text: `Unlinked by ${user.name}.`,
      since: context.clock.now(),
    })
    await note(tx, context, user, contact, {
      action: 'unlink-alias',
      text: `${user.name} said that ${known.address} is not an address of ${contact.name}.`,
    })
    return contact
  })
}

function aliasLike(aliases: Alias[], address: string): Alias | undefined {
  return aliases.find((alias) => addressKey(alias.address) === addressKey(address))
}

/** What can be no contact's address, whoever the contact is. */
async function whyNever(context: Context, address: string): Promise<Refused | null> {
  if (isMachineAddress(address))
    return refuse(
      422,
      'machine-address',
      'Nobody writes from there',
      `${address} is an address that programs send from. Link one that the contact writes from.`,
    )
  try {
    if (!(await tenantDomains(context)).includes(domainOf(address))) return null
    return refuse(
      422,
      'own-address',
      'A colleague',
      `${address} belongs to your own company. A contact’s addresses are outside it.`,
    )
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    return graphAway('the address was not linked')
  }
}

async function whyNotLink(tx: Db, contact: Contact, address: string): Promise<Refused | null> {
  if (addressKey(address) === addressKey(contact.email))
    return refuse(
      409,
      'alias-known',
      'Known already',
      `${address} is known already: it is ${contact.email} in another spelling, or that very address.`,
    )
  return whyNotAlias(tx, address, contact.id)
}

function tooMany(aliases: Alias[], contact: Contact): Refused | null {
  if (aliases.filter((one) => one.state === 'confirmed').length < mostAliases) return null
  return refuse(
    409,
    'too-many-aliases',
    'Too many addresses',
    `${contact.name} has ${String(mostAliases)} further addresses already. Unlink one first.`,
  )
}

/** Whoever asked for no more asked it for every address that is certainly theirs. */
export async function suppressLike(tx: Db, contact: Contact, address: string): Promise<void> {
  const suppression = await suppressionOf(tx, contact.email)
  if (suppression?.reason === 'unsubscribed')
    await suppress(tx, { address, reason: 'unsubscribed', since: suppression.since })
}

/** The audit log has it always; the timeline where there is an enrollment to tell it of. */
async function note(
  tx: Db,
  context: Context,
  user: User,
  contact: Contact,
  done: { action: string; text: string },
): Promise<void> {
  const at = context.clock.now()
  const newest = (await enrollmentsOfContact(tx, contact.id, 1)).at(0)
  if (newest)
    await addEntry(tx, {
      id: newId(),
      enrollmentId: newest.id,
      contactId: contact.id,
      at,
      kind: 'alias',
      text: done.text,
      evidence: null,
    })
  await addAudit(tx, {
    id: newId(),
    at,
    userId: user.id,
    action: done.action,
    subjectId: contact.id,
  })
}
