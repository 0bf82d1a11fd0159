/** Emails and every Message-ID each is known by. */

import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { Instant } from '../../domain/time/instant.ts'
import type { Email } from '../../domain/outbound/email.ts'
import {
  emailLife,
  mayHaveGone,
  unfinishedStates,
  type EmailEvent,
  type SendAnswer,
} from '../../domain/outbound/email-life.ts'
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
  answers: string | null
  graph_id: string | null
  draft_print: string | null
  is_reps: number
  deleting: number
  sending_at: string | null
  sending_real: number | string | null
  send_answer: SendAnswer
  missed_at: string | null
  missed_real: number | string | null
  created_at: string
  sent_at: string | null
  seen_sent: number
  by_hand: number
}

/** One more than went, or may have gone, before it: what its contact would call it. The one place that counts. */
const number = sql`(
  select 1 + count(*)
  from emails b
  where b.enrollment_id = emails.enrollment_id
  and b.state in (${join([...mayHaveGone])})
  and (b.created_at, b.step, b.attempt) < (emails.created_at, emails.step, emails.attempt)) as number`

const columns = sql`emails.id, enrollment_id, mailbox_id, step, attempt, ${number}, state, subject, body, emails.message_id, answers,
  graph_id, draft_print, is_reps, deleting, sending_at, sending_real, send_answer, missed_at, missed_real, emails.created_at, sent_at, seen_sent, by_hand`

/** Written out, for an index that holds only these serves no statement whose states are parameters. */
const unfinished = raw(`state in (${unfinishedStates.map((one) => `'${one}'`).join(', ')})`)

/** What was written of an email when it is stored; all else is nothing yet, and its number follows from those before it. */
export type WrittenEmail = Pick<
  Email,
  | 'id'
  | 'enrollmentId'
  | 'mailboxId'
  | 'step'
  | 'attempt'
  | 'subject'
  | 'text'
  | 'messageId'
  | 'answers'
  | 'byHand'
  | 'createdAt'
>

/** Answers it as it is stored. */
export async function addEmail(db: Db, email: WrittenEmail): Promise<Email> {
  await db.all(sql`
    insert into emails (id, enrollment_id, mailbox_id, step, attempt, state, subject, body, message_id, answers, by_hand,
      created_at)
    values (${email.id}, ${email.enrollmentId}, ${email.mailboxId}, ${email.step}, ${email.attempt},
      'stored', ${email.subject}, ${email.text}, ${email.messageId}, ${email.answers},
      ${email.byHand ? 1 : 0}, ${email.createdAt})`)
  await addMessageIdOf(db, email.id, email.messageId)
  const stored = await emailById(db, email.id)
  if (!stored) throw new Error('An email could not be read in the transaction that stored it.')
  return stored
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

/**
 * One that lies among the drafts as it should, for the rep: an email by hand whose turn it is, or whose words the rep has changed
 * and that a pause keeps back. What is missed there is looked for.
 */
const awaitsRep = sql`(by_hand = 1 or is_reps = 1)
  and state = 'drafted'
  and missed_at is null
  and exists (
    select 1
    from enrollments e
    where e.id = emails.enrollment_id
    and e.next_step = emails.step
    and ((e.state = 'active'
        and by_hand = 1
        and not exists (select 1 from suppressions s where s.address_key = e.address_key))
      or (e.state = 'paused' and is_reps = 1)))`

/** Every email of the mailbox with which something is still to be done by us: stored, drafted or in doubt. */
export async function unfinishedEmails(db: Db, mailboxId: string): Promise<Email[]> {
  return list(
    db,
    sql`
    where mailbox_id = ${mailboxId}
    and ${unfinished}
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

export async function emailsByIds(db: Db, ids: string[]): Promise<Map<string, Email>> {
  const found = new Map<string, Email>()
  for (let from = 0; from < ids.length; from += 200)
    for (const email of await list(db, sql`where id in (${join(ids.slice(from, from + 200))})`))
      found.set(email.id, email)
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

/** What is learned of an email in the moment it moves on. */
export interface Learned {
  /** Under which id and with which print its draft lies in the mailbox. */
  draft?: { graphId: string; print: string }
  sentAt?: Instant
}

/** Moves the email on as the table of its life says; false when it was in no state that this event moves on from. */
export async function advanceEmail(
  db: Db,
  emailId: string,
  event: EmailEvent,
  { draft, sentAt }: Learned = {},
): Promise<boolean> {
  const { from, to } = emailLife[event]
  const row = await db.one(sql`
    update emails
    set state = ${to},
      graph_id = coalesce(${draft?.graphId ?? null}, graph_id),
      draft_print = coalesce(${draft?.print ?? null}, draft_print),
      sent_at = coalesce(${sentAt ?? null}, sent_at),
      missed_at = null,
      missed_real = null,
      deleting = 0
    where id = ${emailId}
    and state in (${join([...from])})
    returning id`)
  return row !== undefined
}

/** What Graph said when it was asked to send it. */
export async function noteSendAnswer(db: Db, emailId: string, answer: SendAnswer): Promise<void> {
  await db.all(sql`update emails set send_answer = ${answer} where id = ${emailId}`)
}

/** Its draft was not found: since when, unless it was missed before. With null it is there again. */
export async function noteMissed(
  db: Db,
  emailId: string,
  since: { at: Instant; real: number } | null,
): Promise<void> {
  if (since === null)
    await db.all(sql`
      update emails
      set missed_at = null,
        missed_real = null,
        deleting = 0
      where id = ${emailId}`)
  else
    await db.all(sql`
      update emails
      set missed_at = ${since.at},
        missed_real = ${since.real}
      where id = ${emailId}
      and missed_at is null`)
}

/** Its draft is about to be deleted: told before it is asked for, so that a crash leaves no riddle. */
export async function noteDeleting(db: Db, emailId: string): Promise<void> {
  await db.all(sql`update emails set deleting = 1 where id = ${emailId}`)
}

/** The rep has changed the draft; `print` is what it looks like now. */
export async function leaveDraftToRep(db: Db, emailId: string, print: string): Promise<void> {
  await db.all(sql`
    update emails
    set is_reps = 1,
      draft_print = ${print}
    where id = ${emailId}`)
}

/** It lies in the mailbox under another id now: Outlook on a desktop makes a sent copy of its own. */
export async function setGraphId(db: Db, emailId: string, graphId: string): Promise<void> {
  await db.all(sql`update emails set graph_id = ${graphId} where id = ${emailId}`)
}

/** It was read in the mailbox after it went. */
export async function noteSeenSent(db: Db, emailId: string): Promise<void> {
  await db.all(sql`update emails set seen_sent = 1 where id = ${emailId}`)
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
    and ${unfinished}
    limit 1`)
  return row ?? null
}

/** How many of these enrollments have an email that went and was not read in the mailbox since. */
export async function unseenBefore(db: Db, enrollmentIds: string[]): Promise<number> {
  if (enrollmentIds.length === 0) return 0
  const row = await db.one<{ n: number | string }>(sql`
    select count(distinct enrollment_id) as n
    from emails
    where enrollment_id in (${join(enrollmentIds)})
    and state = 'sent'
    and seen_sent = 0`)
  return Number(row?.n ?? 0)
}

export async function emailNumberOf(db: Db, emailId: string): Promise<number | null> {
  return (await emailById(db, emailId))?.number ?? null
}

async function emailById(db: Db, emailId: string): Promise<Email | null> {
  const [email] = await list(db, sql`where id = ${emailId}`)
  return email ?? null
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
    answers: row.answers,
    graphId: row.graph_id,
    draftPrint: row.draft_print,
    isReps: row.is_reps === 1,
    isDeleting: row.deleting === 1,
    sendingAt: row.sending_at,
    sendingReal: row.sending_real === null ? null : Number(row.sending_real),
    sendAnswer: row.send_answer,
    missedAt: row.missed_at,
    missedReal: row.missed_real === null ? null : Number(row.missed_real),
    createdAt: row.created_at,
    sentAt: row.sent_at,
    seenSent: row.seen_sent === 1,
    byHand: row.by_hand === 1,
  }
}
