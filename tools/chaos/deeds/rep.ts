/** What the reps do, through the product's API and in their own Drafts. */
import { reps } from '../cast.ts'
import type { PlayedContact } from '../cast.ts'
import type { RepAct } from '../deed.ts'
import type { Intervention } from '../facts.ts'
import { seenCard, seenEnrollment } from '../product-shapes.ts'
import type { SeenEnrollment } from '../product-shapes.ts'
import { enrollmentIn, mailboxMessages } from '../shapes.ts'
import type { MailboxMessage } from '../shapes.ts'
import { productTimeAt, read } from '../stage.ts'
import type { Stage, StagedSequence } from '../stage.ts'
import type { Reply } from '../../dev/world-reply.ts'

/** The sequence's owner enrolls the contact from the own mailbox. Answers a line for the log. */
export async function enroll(
  stage: Stage,
  contact: PlayedContact,
  sequence: StagedSequence,
): Promise<string> {
  const reply = await stage.api(sequence.owner, 'POST', '/api/enrollments', {
    contact: { email: contact.email },
    sequenceId: sequence.id,
  })
  if (reply?.status !== 201) return said(reply)
  const { id } = read(seenEnrollment, reply, 201)
  stage.records.beganAt.set(id, Date.now())
  return `enrolled as ${id}`
}

/** Looks where the contact stands, and does it if that can be done there. */
export async function act(
  stage: Stage,
  { email }: PlayedContact,
  wanted: RepAct,
  hours: number,
): Promise<string> {
  const shown = await stage.api(reps[2], 'GET', `/api/contact-cards?email=${email}`)
  if (shown?.status !== 200) return said(shown)
  const one = read(seenCard, shown).enrollments[0]
  if (one === undefined) return 'is not enrolled'
  const at = `/api/enrollments/${one.id}`
  const ask = async (method: string, path: string, body?: object): Promise<string> =>
    `${one.id} ${said(await stage.api(one.mailbox, method, path, body))}`
  switch (wanted) {
    case 'send-by-hand':
      return sendByHand(stage, one, 'web')
    case 'send-by-desktop':
      return sendByHand(stage, one, 'desktop')
    case 'change-draft':
      return changeDraft(stage, one)
    case 'delete-draft':
      return deleteDraft(stage, one)
    case 'finish-task':
    case 'skip-task': {
      const task = one.nextStep?.task
      if (task == null) return 'has no task'
      const outcome = wanted === 'skip-task' ? 'skipped' : 'done'
      return ask('POST', `/api/tasks/${task.id}/completion`, { outcome })
    }
    case 'reopen-task':
      if (one.finishedTask === null) return 'has no finished task'
      return ask('DELETE', `/api/tasks/${one.finishedTask.id}/completion`)
    case 'pause':
      return ask('POST', `${at}/pauses`, {})
    case 'pause-until': {
      const now = Date.parse(productTimeAt(stage.records, Date.now()))
      const until = new Date(now + hours * 3_600_000).toISOString()
      return ask('POST', `${at}/pauses`, { until })
    }
    case 'resume': {
      // Any of those that stand, by the hours of the deed: not always the first.
      const pause = one.pauses[hours % Math.max(1, one.pauses.length)]
      if (pause === undefined) return 'is not paused'
      return intervene(stage, { kind: 'resume', enrollmentId: one.id, pause: pause.kind }, () =>
        ask('DELETE', `${at}/pauses/${pause.id}`),
      )
    }
    case 'unenroll':
      stage.records.unenrolled.add(one.id)
      return ask('POST', `${at}/unenrollment`, {})
    case 'undo':
      if (one.state !== 'ended') return 'has not ended'
      return intervene(stage, { kind: 'undo', enrollmentId: one.id, pause: null }, () =>
        ask('DELETE', `${at}/unenrollment`),
      )
  }
}

/** Whether it was done or not, from its beginning on it may have been. */
async function intervene(
  stage: Stage,
  what: Pick<Intervention, 'kind' | 'enrollmentId' | 'pause'>,
  doIt: () => Promise<string>,
): Promise<string> {
  const kept: Intervention = { ...what, startedAt: Date.now(), answeredAt: null }
  stage.records.interventions.push(kept)
  const line = await doIt()
  if (!line.endsWith(unanswered)) kept.answeredAt = Date.now()
  return line
}

const unanswered = 'no answer'

function said(reply: Reply | null): string {
  if (reply === null) return unanswered
  const { body } = reply
  const isProblem = typeof body === 'object' && body !== null && 'type' in body
  return `${reply.status}${isProblem ? ` ${String(body.type)}` : ''}`
}

/** The draft of that enrollment in its rep's mailbox, or null. */
async function draftFor(stage: Stage, one: SeenEnrollment): Promise<MailboxMessage | null> {
  const path = `/mailboxes/${one.mailbox}/messages?limit=300`
  const { items } = read(mailboxMessages, await stage.world.control('GET', path))
  return items.find((item) => item.isDraft && enrollmentIn(item.bodyText) === one.id) ?? null
}

/** Desktop Outlook sends a copy with new ids; the draft is gone. */
async function sendByHand(
  stage: Stage,
  one: SeenEnrollment,
  client: 'web' | 'desktop',
): Promise<string> {
  // Exchange sends twice what is sent again on its way; of emails that the server sends, that would be the rep's own doing.
  if (one.nextStep?.kind !== 'manual-email') return 'has no email by hand'
  const draft = await draftFor(stage, one)
  if (draft === null) return 'has no draft'
  const path = `/mailboxes/${one.mailbox}/messages/${draft.id}/sending`
  return `${one.id} ${said(await stage.world.control('POST', path, { client }))}`
}

/** In words and subject, as a rep might; the link under it stays. */
async function changeDraft(stage: Stage, one: SeenEnrollment): Promise<string> {
  const draft = await draftFor(stage, one)
  if (draft === null) return 'has no draft'
  const path = `/mailboxes/${one.mailbox}/messages/${draft.id}`
  const reply = await stage.world.control('PATCH', path, {
    subject: `${draft.subject} (mine)`,
    text: `PS: I will ring you.\n\n${draft.bodyText}`,
  })
  if (reply.status === 200) stage.records.changedDrafts.add(draft.id)
  return `${one.id} ${said(reply)}`
}

async function deleteDraft(stage: Stage, one: SeenEnrollment): Promise<string> {
  const draft = await draftFor(stage, one)
  if (draft === null) return 'has no draft'
  const path = `/mailboxes/${one.mailbox}/messages/${draft.id}`
  return `${one.id} ${said(await stage.world.control('DELETE', path))}`
}
