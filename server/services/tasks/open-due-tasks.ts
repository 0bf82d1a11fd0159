/** Opens the tasks that are due: a call or a to-do waits for somebody to do it, an email lies among the rep's drafts first. */

import { isTaskKind, type TaskKind } from '../../../shared/task.ts'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import { dueAtOf, stepOf } from '../../domain/enrollments/next-step.ts'
import type { Step } from '../../domain/sequences/sequence.ts'
import { taskWords } from '../../domain/sequences/task.ts'
import { contactById } from '../../store/contacts/contacts.ts'
import { enrollmentById } from '../../store/enrollments/enrollments.ts'
import { dueTasks } from '../../store/enrollments/due.ts'
import { setUndue } from '../../store/enrollments/next-step.ts'
import { stepsOf } from '../../store/sequences/steps.ts'
import { putOpenTask } from '../../store/outbound/tasks.ts'
import { userById } from '../../store/directory/users.ts'
import { newId } from '../context.ts'
import { createDraftOf, type Drafted } from '../outbound/create-draft.ts'
import { meetingsLink } from '../links.ts'
import { tokenValues } from '../../domain/templates/token-values.ts'
import { recheckIn, type MailboxSync } from '../mailboxes/mailbox-sync.ts'
import { composeEmail } from '../outbound/compose-email.ts'
import { takeUpDraft } from './take-up-draft.ts'

const openedPerSync = 50
/** When so many drafts in a row are not taken, it is Graph that is away, and the rest need not be tried. */
const mostAway = 3

export async function openTasks(sync: MailboxSync, kinds: readonly TaskKind[]): Promise<void> {
  const { context, mailbox } = sync
  const due = await dueTasks(context.db, mailbox.id, kinds, context.clock.now(), openedPerSync)
  let away = 0
  for (const enrollment of due) {
    if (away >= mostAway) break
    away = (await openOne(sync, enrollment)) === 'away' ? away + 1 : 0
  }
  if (due.length === openedPerSync) recheckIn(sync, 0)
}

async function openOne(sync: MailboxSync, enrollment: Enrollment): Promise<Drafted> {
  const steps = await stepsOf(sync.context.db, enrollment.sequenceId, enrollment.version)
  const step = steps.find((one) => one.number === stepOf(enrollment.next))
  if (!step || !isTaskKind(step.kind))
    throw new Error(`Enrollment ${enrollment.id} has no task ${String(stepOf(enrollment.next))}.`)
  if (step.kind === 'manual-email') return openEmail(sync, enrollment)
  await open(sync, enrollment, step.kind, await wordsFor(sync, enrollment, step))
  return 'yes'
}

/** The email is written and drafted as any other; from there on it is the rep's. The mailbox's pace is not ours to keep. */
async function openEmail(sync: MailboxSync, enrollment: Enrollment): Promise<Drafted> {
  if (!(await takeUpDraft(sync, enrollment))) return 'no'
  const ready = await composeEmail(sync, enrollment)
  if (!ready) return 'no'
  const drafted = await createDraftOf(sync, ready)
  if (drafted === 'yes')
    await open(sync, enrollment, 'manual-email', { title: ready.email.subject, body: '' })
  return drafted
}

async function wordsFor(
  sync: MailboxSync,
  { id, contactId }: Enrollment,
  step: Step,
): Promise<{ title: string; body: string }> {
  const { context, mailbox } = sync
  const contact = await contactById(context.db, contactId)
  const rep = await userById(context.db, mailbox.userId)
  if (!contact || !rep) throw new Error(`Enrollment ${id} lacks its contact or its rep.`)
  const sender = {
    name: rep.name,
    address: mailbox.address,
    meetingsLink: meetingsLink(context, id),
  }
  return taskWords(step, tokenValues(contact, sender))
}

/** Nothing is due for us any more: the task is, for a person. */
async function open(
  { context, mailbox }: MailboxSync,
  { id, sequenceId, next }: Enrollment,
  kind: TaskKind,
  words: { title: string; body: string },
): Promise<void> {
  await context.db.transaction(async (tx) => {
    const one = await enrollmentById(tx, id)
    // Ended, paused or done meanwhile: a draft of it is withdrawn by the next sync.
    const step = stepOf(next)
    if (one?.state !== 'active' || step === null || stepOf(one.next) !== step) return
    const now = context.clock.now()
    const task = {
      ...{ id: newId(), enrollmentId: id, sequenceId, mailboxId: mailbox.id, step, kind, ...words },
      ...({ state: 'open', dueAt: dueAtOf(one.next) ?? now } as const),
      ...{ finishedAt: null, finishedBy: null, note: null },
    }
    await putOpenTask(tx, task, now)
    await setUndue(tx, { enrollmentId: id, step }, { kind: 'task', waits: null })
  })
}
