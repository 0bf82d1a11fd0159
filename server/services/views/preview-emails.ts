/** Writes emails as one contact would get them, by the very renderer that writes those that go out. Stores nothing. */

import type { Preview, PreviewedStep, PreviewRequest } from '../../../shared/preview.ts'
import type { Contact } from '../../domain/contacts/contact.ts'
import { composeWithGaps, unsubscribeWords } from '../../domain/outbound/email.ts'
import { isEmailStep, lookThrough, type Step } from '../../domain/sequences/sequence.ts'
import { variablesIn, type TokenValues } from '../../domain/templates/template.ts'
import { describeMissing } from '../../domain/templates/tokens.ts'
import type { User } from '../../domain/directory/user.ts'
import { contactById } from '../../store/contacts/contacts.ts'
import type { Db } from '../../store/db/db.ts'
import { firstOpenOf, openEnrollmentsOfContact } from '../../store/enrollments/enrollments.ts'
import { mailboxById, mailboxOfUser } from '../../store/mailboxes/mailboxes.ts'
import { userById } from '../../store/directory/users.ts'
import type { Context } from '../context.ts'
import { notFound, type Refused } from '../problem.ts'
import { tokenValues } from '../../domain/templates/token-values.ts'

type Reader = Pick<Contact, 'name' | 'email' | 'company' | 'properties'> & { id: string | null }

export async function previewEmails(
  context: Context,
  user: User,
  { steps: drafts, contactId, sequenceId }: PreviewRequest,
): Promise<Preview | Refused> {
  const { db } = context
  const steps = lookThrough(drafts)
  const known = await chosen(db, contactId, sequenceId)
  if (contactId !== undefined && known === null) return notFound('contact')
  const contact = known ?? invented(drafts.flatMap(({ subject = '', body }) => [subject, body]))
  const sender = await senderFor(db, user, known, sequenceId)
  const values = tokenValues(contact, {
    name: sender.name,
    address: sender.email,
    // Every contact has a link of their own, and nobody shall book through this one.
    meetingsLink: `${context.publicUrl}/meet/…`,
  })
  const { id, name, email } = contact
  return {
    contact: { id, name, email },
    sender,
    unsubscribe: unsubscribeWords,
    steps: writeAll(steps, values, name),
  }
}

/** Email after email: one that answers bears the subject of its thread. */
function writeAll(
  steps: { step: Step; fault: string | null }[],
  values: TokenValues,
  whose: string,
): PreviewedStep[] {
  let subject: string | null = null
  return steps.map(({ step, fault }) => {
    const { number, kind } = step
    if (fault !== null) return { number, kind, fault, subject: '', text: '', missing: [] }
    const thread = { subject: isEmailStep(step) ? subject : null, references: [] }
    const { missing, ...written } = composeWithGaps(step, values, thread)
    if (isEmailStep(step)) subject = written.subject
    return {
      number,
      kind,
      fault,
      ...written,
      missing: missing.map((one) => describeMissing(one, whose)),
    }
  })
}

async function chosen(
  db: Db,
  contactId: string | undefined,
  sequenceId: string | undefined,
): Promise<Contact | null> {
  if (contactId !== undefined) return contactById(db, contactId)
  const first = sequenceId === undefined ? null : await firstOpenOf(db, sequenceId)
  return first && contactById(db, first.contactId)
}

/** Nobody there is, with a value for every property that the emails name. */
function invented(texts: string[]): Reader {
  const names = texts.flatMap(variablesIn).flatMap(([on, list, name]) => {
    return on === 'contact' && list === 'properties' && name !== undefined ? [name] : []
  })
  return {
    id: null,
    name: 'Sample Contact',
    email: 'sample.contact@example.com',
    company: 'Sample Company',
    properties: Object.fromEntries(names.map((name) => [name, `sample ${name}`])),
  }
}

/** Whoever enrolled the contact, else the one who asks. */
async function senderFor(
  db: Db,
  user: User,
  contact: Contact | null,
  sequenceId: string | undefined,
): Promise<Preview['sender']> {
  const open = contact ? await openEnrollmentsOfContact(db, contact.id) : []
  const enrolled = open.find((one) => one.sequenceId === sequenceId)
  if (!enrolled) {
    const own = await mailboxOfUser(db, user.id)
    return { name: user.name, email: own?.address ?? user.address }
  }
  const mailbox = await mailboxById(db, enrolled.mailboxId)
  const rep = mailbox && (await userById(db, mailbox.userId))
  return { name: rep?.name ?? user.name, email: mailbox?.address ?? user.address }
}
