/** What the people outside do: answer, write, book, unsubscribe. */
import { ask } from '../../dev/ask.ts'
import type { Reaction, ReactionKind } from '../facts.ts'
import { delivered, enrollmentIn, receivedMails, unsubscribePathIn } from '../shapes.ts'
import type { ReceivedMail } from '../shapes.ts'
import { productTimeAt, read } from '../stage.ts'
import type { Stage } from '../stage.ts'

/** The newest of our emails that the contact has received, or null; what the rep's own automatic replies say is none. */
export async function newestMail(stage: Stage, email: string): Promise<ReceivedMail | null> {
  const reply = await stage.world.control('GET', `/outside/${email}/messages?limit=20`)
  return read(receivedMails, reply).items.find((mail) => enrollmentIn(mail.text) !== null) ?? null
}

/**
 * Somebody outside reacts. Whoever has received nothing can only write a mail or invite: to `mailbox`, that of the rep who
 * enrolled them. Answers a line for the log.
 */
export async function react(
  stage: Stage,
  email: string,
  how: ReactionKind,
  mailbox: string,
): Promise<string> {
  const mail = await newestMail(stage, email)
  const to = mail?.from?.address ?? mailbox
  if (how === 'invitation') return keep(stage, await invite(stage, email, to))
  if (mail === null) {
    if (how !== 'new-mail' && how !== 'reply') return 'has received nothing'
    return keep(stage, await answer(stage, { email, how: 'new-mail', to, mail: null }))
  }
  if (how === 'unsubscribe-click') return keep(stage, await click(stage, email, to, mail))
  return keep(stage, await answer(stage, { email, how, to, mail }))
}

function keep(stage: Stage, reaction: Reaction | string): string {
  if (typeof reaction === 'string') return reaction
  stage.records.reactions.push(reaction)
  return `${reaction.kind} into ${reaction.mailbox}${reaction.answers === null ? '' : ` for ${reaction.answers}`}`
}

interface AnswerWish {
  email: string
  how: Exclude<ReactionKind, 'invitation' | 'unsubscribe-click'>
  to: string
  mail: ReceivedMail | null
}

async function answer(
  stage: Stage,
  { email, how, to, mail }: AnswerWish,
): Promise<Reaction | string> {
  const startedAt = Date.now()
  const reply = await stage.world.control('POST', `/outside/${email}/answers`, {
    kind: how,
    ...(mail === null ? { to } : { messageId: mail.id }),
  })
  if (reply.status !== 201) return `is refused: ${JSON.stringify(reply.body)}`
  const arrivedAt = Date.now()
  const { internetMessageId, receivedDateTime } = read(delivered, reply, 201)
  return {
    contact: email,
    kind: how,
    messageId: internetMessageId,
    mailbox: to,
    startedAt,
    arrivedAt,
    receivedAt: receivedDateTime,
    answers: how === 'new-mail' || mail === null ? null : enrollmentIn(mail.text),
  }
}

async function invite(stage: Stage, email: string, to: string): Promise<Reaction | string> {
  const startedAt = Date.now()
  const soon = Date.parse(productTimeAt(stage.records, startedAt)) + 3 * 24 * 3_600_000
  const reply = await stage.world.control('POST', `/outside/${email}/invitations`, {
    to,
    subject: 'Shall we talk',
    start: new Date(soon).toISOString(),
    end: new Date(soon + 1_800_000).toISOString(),
  })
  if (reply.status !== 201) return `is refused: ${JSON.stringify(reply.body)}`
  const arrivedAt = Date.now()
  const receivedAt = productTimeAt(stage.records, startedAt)
  const kind = 'invitation' as const
  return {
    ...{ contact: email, kind, messageId: null, mailbox: to, startedAt, arrivedAt, receivedAt },
    answers: null,
  }
}

/** The link in the email, and the button behind it. */
async function click(
  stage: Stage,
  email: string,
  to: string,
  mail: ReceivedMail,
): Promise<Reaction | string> {
  const path = unsubscribePathIn(mail.text)
  if (path === null) return 'finds no link'
  const startedAt = Date.now()
  const { certFile, productUrl } = stage.world
  const reply = await ask(`${productUrl}${path}`, { method: 'POST', certFile }).catch(() => null)
  // Nobody answered: it may have been done or not, and the contact knows that.
  if (reply?.status !== 200) return `gets no page (${String(reply?.status ?? 'no answer')})`
  return {
    contact: email,
    kind: 'unsubscribe-click',
    messageId: null,
    mailbox: to,
    startedAt,
    arrivedAt: Date.now(),
    receivedAt: null,
    answers: enrollmentIn(mail.text),
  }
}
