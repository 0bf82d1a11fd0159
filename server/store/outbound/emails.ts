/** Emails and every Message-ID each is known by. */

import sql, { join, type Sql } from 'sql-template-tag'
import type { Instant } from '../../domain/time/instant.ts'
import { mayHaveGone, type Email } from '../../domain/outbound/email.ts'
import type { Db } from '../db/db.ts'

interface Row {
  id: string
  enrollment_id: string
  mailbox_id: string
  step: number
  attempt: number
  number: number | string
  state: Email['state']
  subject: string
  body: string
  message_id: string
  graph_id: string | null
  sending_at: string | null
  sending_real: number | string | null
  sent_at: string | null
  by_hand: number
}

/** One more than went, or may have gone, before it: what its contact would call it. */
const number = sql`(
  select 1 + count(*)
  from emails b
  where b.enrollment_id = emails.enrollment_id
  and b.state in (${join([...mayHaveGone])})
  and (b.created_at, b.step, b.attempt) < (emails.created_at, emails.step, emails.attempt)) as number`

const columns = sql`emails.id, enrollment_id, mailbox_id, step, attempt, ${number}, state, subject, body, emails.message_id,
  graph_id, sending_at, sending_real, sent_at, by_hand`

export async function addEmail(db: Db, email: Email, now: Instant): Promise<void> {
  await db.all(sql`
    insert into emails (id, enrollment_id, mailbox_id, step, attempt, state, subject, body, message_id, by_hand,
      created_at)
    values (${email.id}, ${email.enrollmentId}, ${email.mailboxId}, ${email.step}, ${email.attempt},
      ${email.state}, ${email.subject}, ${email.text}, ${email.messageId}, ${email.byHand ? 1 : 0}, ${now})`)
  await addMessageIdOf(db, email.id, email.messageId)
}

/** One more name for the email, and the one it goes by from now on. A name that another email bears stays there. */
export async function addMessageIdOf(db: Db, emailId: string, messageId: string): Promise<void> {
  await db.all(sql`update emails set message_id = ${messageId} where id = ${emailId}`)
  await db.all(sql`
    insert into email_message_ids (message_id, email_id)
    values (${messageId}, ${emailId})
    on conflict (message_id) do nothing`)
}

export async function messageIdsOf(db: Db, emailId: string): Promise<string[]> {
  const rows = await db.all<{ message_id: string }>(sql`
    select message_id
    from email_message_ids
    where email_id = ${emailId}`)
  return rows.map((row) => row.message_id)
}

export async function emailsOf(db: Db, enrollmentId: string): Promise<Email[]> {
  return list(db, sql`where enrollment_id = ${enrollmentId} order by step, attempt`)
}

/** An email by hand that lies among the drafts as it should, for the rep to send. */
const awaitsRep = sql`by_hand = 1
  and state = 'drafted'
  and exists (
    select 1
    from enrollments e
    where e.id = emails.enrollment_id
    and e.state = 'active'
    and e.next_step = emails.step
    and not exists (select 1 from suppressions s where s.address_key = e.address_key))`

/** Every email of the mailbox with which something is still to be done by us: stored, drafted or in doubt. */
export async function unfinishedEmails(db: Db, mailboxId: string): Promise<Email[]> {
  return list(
    db,
    sql`
    where mailbox_id = ${mailboxId}
    and state in ('stored', 'drafted', 'sending')
    and not (${awaitsRep})
    order by created_at, id`,
  )
}

/** The emails that are known by these Message-IDs, by Message-ID. */
export async function emailsNamed(db: Db, messageIds: string[]): Promise<Map<string, Email>> {
  const found = new Map<string, Email>()
  for (let from = 0; from < messageIds.length; from += 200) {
    const some = messageIds.slice(from, from + 200)
    const rows = await db.all<Row & { known_as: string }>(sql`
      select n.message_id as known_as, ${columns}
      from email_message_ids n
      join emails on emails.id = n.email_id
      where n.message_id in (${join(some)})`)
    for (const row of rows) found.set(row.known_as, toEmail(row))
  }
  return found
}

/** The emails of the mailbox that lie in it under these Graph ids, by Graph id. */
export async function emailsByGraphId(
  db: Db,
  mailboxId: string,
  graphIds: string[],
): Promise<Map<string, Email>> {
  const found = new Map<string, Email>()
  for (let from = 0; from < graphIds.length; from += 200) {
    const some = graphIds.slice(from, from + 200)
    const emails = await list(
      db,
      sql`where mailbox_id = ${mailboxId} and graph_id in (${join(some)})`,
    )
    for (const email of emails) if (email.graphId) found.set(email.graphId, email)
  }
  return found
}

export async function markDrafted(db: Db, emailId: string, graphId: string): Promise<boolean> {
  const row = await db.one(sql`
    update emails
    set state = 'drafted',
      graph_id = ${graphId}
    where id = ${emailId}
    and state = 'stored'
    returning id`)
  return row !== undefined
}

/** Moves on from one of the states given; false when the email was in none of them. */
export async function moveEmail(
  db: Db,
  emailId: string,
  from: Email['state'][],
  to: { state: Email['state']; sentAt?: Instant },
): Promise<boolean> {
  const row = await db.one(sql`
    update emails
    set state = ${to.state},
      sent_at = ${to.sentAt ?? null}
    where id = ${emailId}
    and state in (${join(from)})
    returning id`)
  return row !== undefined
}

/** What the rep made of the subject before sending it by hand: what follows in the thread answers that. */
export async function setSubject(db: Db, emailId: string, subject: string): Promise<void> {
  await db.all(sql`update emails set subject = ${subject} where id = ${emailId}`)
}

/** The enrollment's email that is neither sent nor given up, if there is one. */
export async function unfinishedEmail(
  db: Db,
  enrollmentId: string,
): Promise<Pick<Email, 'id' | 'state'> | null> {
  const row = await db.one<Pick<Email, 'id' | 'state'>>(sql`
    select id, state
    from emails
    where enrollment_id = ${enrollmentId}
    and state in ('stored', 'drafted', 'sending')
    limit 1`)
  return row ?? null
}

export async function emailNumberOf(db: Db, emailId: string): Promise<number | null> {
  const [email] = await list(db, sql`where id = ${emailId}`)
  return email?.number ?? null
}

async function list(db: Db, rest: Sql): Promise<Email[]> {
  const rows = await db.all<Row>(sql`select ${columns} from emails ${rest}`)
  return rows.map(toEmail)
}

function toEmail(row: Row): Email {
  return {
    id: row.id,
    enrollmentId: row.enrollment_id,
    mailboxId: row.mailbox_id,
    step: row.step,
    attempt: row.attempt,
    number: Number(row.number),
    state: row.state,
    subject: row.subject,
    text: row.body,
    messageId: row.message_id,
    graphId: row.graph_id,
    sendingAt: row.sending_at,
    sendingReal: row.sending_real === null ? null : Number(row.sending_real),
    sentAt: row.sent_at,
    byHand: row.by_hand === 1,
  }
}
