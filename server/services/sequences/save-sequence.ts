/** Saves a sequence, new or in a new version that reaches new enrollments, or also those enrolled now. */

import type { SendWindow } from '../../../shared/send-window.ts'
import type { SendWindowRequest, SequenceChange } from '../../../shared/sequence.ts'
import { planWindow, sameWindow } from '../../domain/enrollments/send-window.ts'
import { areSameSteps } from '../../domain/sequences/edited-steps.ts'
import { defaultSettings, type Sequence, type Step } from '../../domain/sequences/sequence.ts'
import { limitsOf, type User } from '../../domain/directory/user.ts'
import { requestJob } from '../../store/jobs/jobs.ts'
import type { Db } from '../../store/db/db.ts'
import { mailboxOfUser } from '../../store/mailboxes/mailboxes.ts'
import { putRollout } from '../../store/enrollments/rollouts.ts'
import { putSequence, setPlanAfter } from '../../store/sequences/sequences.ts'
import { lastVersion, stepsOf } from '../../store/sequences/steps.ts'
import { addAudit } from '../../store/history/audit.ts'
import { newId, type Context } from '../context.ts'
import { manageable } from '../policies/manage-sequence.ts'
import { whyNotFrom } from './edited-meanwhile.ts'
import { planVersion } from './next-version.ts'
import { rollOutBatch } from './roll-out-steps.ts'
import { isRefused, refuse, type Refused } from '../problem.ts'

/** So many batches go before the answer; what is left is the job's, for a request should not last minutes. */
const mostBatches = 10

/**
 * `id` null makes a new sequence; of one that is there, what the request leaves out stays as it is. `ifMatch` is the edit tag of what
 * the change was made from, `*` for whatever is there, null when the request does not say.
 */
export async function saveSequence(
  context: Context,
  user: User,
  id: string | null,
  request: SequenceChange,
  ifMatch: string | null = '*',
): Promise<Sequence | Refused> {
  const limits = limitsOf(user)
  if (limits) return refuse(403, 'no-seat', 'No seat', limits)
  const saved = await context.db.transaction((tx) =>
    save(tx, context, user, { id, ifMatch }, request),
  )
  if (isRefused(saved) || request.applyTo !== 'enrolled') return saved
  let batches = 0
  while (batches < mostBatches && !(await rollOutBatch(context, saved.id))) batches += 1
  return saved
}

async function save(
  tx: Db,
  context: Context,
  user: User,
  { id, ifMatch }: { id: string | null; ifMatch: string | null },
  request: SequenceChange,
): Promise<Sequence | Refused> {
  const at = context.clock.now()
  const known = id === null ? newSequence(user) : await editable(tx, user, id)
  if (isRefused(known)) return known
  const edited = id === null ? null : await whyNotFrom(tx, known, ifMatch)
  if (edited) return edited
  const name = (request.name ?? known.name).replace(/\s+/g, ' ').trim()
  if (!name) return refuse(422, 'no-name', 'No name', 'Give the sequence a name.')
  const steps = request.steps
    ? await planVersion(tx, known, request.steps)
    : await stepsOf(tx, known.id, known.version)
  if (isRefused(steps)) return steps
  const isRollingOut = id !== null && request.applyTo === 'enrolled'
  const sequence = await versionFor(tx, known, steps, isRollingOut)
  const { sendWindow: wanted, ...settings } = request.settings ?? {}
  const sendWindow =
    wanted === undefined
      ? sequence.settings.sendWindow
      : await windowOf(tx, sequence.ownerId, wanted)
  if (sendWindow !== null && isRefused(sendWindow)) return sendWindow
  const saved = {
    ...sequence,
    name,
    settings: { ...sequence.settings, ...settings, sendWindow },
    createdAt: sequence.createdAt || at,
    updatedAt: at,
    updatedBy: user.id,
  }
  const isNewVersion = (await stepsOf(tx, saved.id, saved.version)).length === 0
  await putSequence(tx, saved, isNewVersion ? steps : [])
  if (isRollingOut) {
    await putRollout(tx, { sequenceId: saved.id, version: saved.version, askedBy: user.id })
    await requestJob(tx, 'rollouts', at)
  }
  if (!sameWindow(sendWindow, sequence.settings.sendWindow)) {
    await setPlanAfter(tx, saved.id, '')
    await requestJob(tx, 'windows', at)
  }
  await addAudit(tx, {
    id: newId(),
    at,
    userId: user.id,
    action: isRollingOut ? 'save-sequence-for-enrolled' : 'save-sequence',
    subjectId: saved.id,
  })
  return saved
}

/** In its one spelling, in the zone of the owner's mailbox if none is named; null: any time. */
async function windowOf(
  tx: Db,
  ownerId: string,
  wanted: SendWindowRequest | null,
): Promise<SendWindow | null | Refused> {
  if (wanted === null) return null
  const timeZone = wanted.timeZone ?? (await zoneOfOwner(tx, ownerId))
  const plan = planWindow({ ...wanted, timeZone })
  return 'refused' in plan
    ? refuse(422, 'bad-send-window', 'The send window needs attention', plan.refused)
    : plan
}

/** A mailbox says its zone when it is first worked; until then this machine's has to do. */
async function zoneOfOwner(tx: Db, ownerId: string): Promise<string> {
  const mailbox = await mailboxOfUser(tx, ownerId)
  return mailbox?.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone
}

async function editable(tx: Db, user: User, id: string): Promise<Sequence | Refused> {
  const known = await manageable(tx, user, id)
  if (isRefused(known) || !known.deletedAt) return known
  return refuse(
    409,
    'sequence-deleted',
    'The sequence was deleted',
    `“${known.name}” is deleted. Restore it before you change it.`,
  )
}

/**
 * A new version only when the steps differ (another name or setting is no reason to keep the same emails twice), or when
 * they are to reach everybody: every version that anybody goes by comes before that one.
 */
async function versionFor(
  tx: Db,
  known: Sequence,
  steps: Step[],
  isRollingOut: boolean,
): Promise<Sequence> {
  const before = await stepsOf(tx, known.id, known.version)
  if (!isRollingOut && areSameSteps(before, steps)) return known
  return { ...known, version: (await lastVersion(tx, known.id)) + 1 }
}

function newSequence(owner: User): Sequence {
  return {
    id: newId(),
    name: '',
    ownerId: owner.id,
    version: 1,
    settings: defaultSettings,
    archivedAt: null,
    deletedAt: null,
    deletedBy: null,
    halt: null,
    createdAt: '',
    updatedAt: '',
    updatedBy: owner.id,
  }
}
