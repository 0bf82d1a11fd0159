/** Why an enrollment waits, as people are shown it: its own pauses, and that of the whole mailbox it sends from. */

import type { EnrollmentResource as Shown, Pause } from '../../../shared/enrollment.ts'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import { lastToEnd, type OwnPause } from '../../domain/enrollments/pause.ts'
import type { Mailbox } from '../../domain/mailboxes/mailbox.ts'
import { describeMailboxPause, mailboxPauseId } from '../../domain/mailboxes/mailbox-pause.ts'
import type { Db } from '../../store/db/db.ts'
import { userById } from '../../store/directory/users.ts'

export interface ShownPauses {
  state: Shown['state']
  pauses: Pause[]
  pausedUntil: string | null
}

/**
 * An enrollment's own pauses come first: of those, a person may dispose. `denied` says in a sentence why the asking one may not;
 * null when nothing is in the way.
 */
export async function shownPauses(
  db: Db,
  one: Enrollment,
  mailbox: Mailbox | null,
  denied: string | null,
): Promise<ShownPauses> {
  const own = one.state === 'paused' ? one.pauses.map((pause) => showPause(pause, denied)) : []
  const ofMailbox = one.state === 'ended' ? null : await pauseOfMailbox(db, one, mailbox)
  const pauses = ofMailbox ? [...own, ofMailbox] : own
  return {
    state: pauses.length > 0 ? 'paused' : one.state,
    pauses,
    // Nothing goes before the last of them is over.
    pausedUntil: lastToEnd(pauses)?.until ?? null,
  }
}

function showPause(pause: OwnPause, denied: string | null): Pause {
  const { id, kind, since, until, text, evidence } = pause
  // Only an administrator lets that go on, by handing the sequence over.
  const because = denied ?? (kind === 'owner-removed' ? text : null)
  return { id, kind, since, until, text, evidence, may: { resume: because === null, because } }
}

async function pauseOfMailbox(
  db: Db,
  one: Enrollment,
  mailbox: Mailbox | null,
): Promise<Pause | null> {
  if (!mailbox?.pauseKind || !mailbox.pausedSince) return null
  const rep = await userById(db, mailbox.userId)
  const told = describeMailboxPause(mailbox.pauseKind, rep?.name ?? mailbox.address)
  return {
    id: mailboxPauseId(mailbox.id),
    kind: mailbox.pauseKind,
    // Whoever was enrolled meanwhile has been waiting since then.
    since: mailbox.pausedSince > one.createdAt ? mailbox.pausedSince : one.createdAt,
    until: mailbox.pausedUntil,
    text: told.text,
    evidence: null,
    may: { resume: false, because: told.whyNotResume },
  }
}
