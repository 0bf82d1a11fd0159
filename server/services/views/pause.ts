/** Why an enrollment waits, as people are shown it: its own pause, and that of the whole mailbox it sends from. */

import type { EnrollmentResource as Shown, Pause } from '../../../shared/enrollment.ts'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import type { Mailbox } from '../../domain/mailboxes/mailbox.ts'
import { describeMailboxPause, mailboxPauseId } from '../../domain/mailboxes/mailbox-pause.ts'
import type { Db } from '../../store/db/db.ts'
import { userById } from '../../store/directory/users.ts'

export interface ShownPauses {
  state: Shown['state']
  pauses: Pause[]
  pausedUntil: string | null
  /** Why nobody can resume it, in a sentence: a mailbox's pause ends by itself alone. */
  whyNotResume: string | null
}

/** An enrollment's own pause comes first: of that one, a person may dispose. */
export async function shownPauses(
  db: Db,
  one: Enrollment,
  mailbox: Mailbox | null,
): Promise<ShownPauses> {
  const own = ownPause(one)
  const held = one.state === 'ended' ? null : await pauseOfMailbox(db, one, mailbox)
  const pauses = [own, held?.pause ?? null].filter((each) => each !== null)
  return {
    state: pauses.length > 0 ? 'paused' : one.state,
    pauses,
    pausedUntil: endOf(pauses),
    whyNotResume: own ? null : (held?.whyNotResume ?? null),
  }
}

function ownPause(one: Enrollment): Pause | null {
  if (one.state !== 'paused' || !one.pauseId || !one.pauseKind || !one.pausedAt) return null
  return {
    id: one.pauseId,
    kind: one.pauseKind,
    since: one.pausedAt,
    until: one.pausedUntil,
    text: one.pauseText ?? '',
    evidence: one.pauseEvidence,
  }
}

async function pauseOfMailbox(
  db: Db,
  one: Enrollment,
  mailbox: Mailbox | null,
): Promise<{ pause: Pause; whyNotResume: string } | null> {
  if (!mailbox?.pauseKind || !mailbox.pausedSince) return null
  const rep = await userById(db, mailbox.userId)
  const told = describeMailboxPause(mailbox.pauseKind, rep?.name ?? mailbox.address)
  return {
    pause: {
      id: mailboxPauseId(mailbox.id),
      kind: mailbox.pauseKind,
      // Whoever was enrolled meanwhile has been waiting since then.
      since: mailbox.pausedSince > one.createdAt ? mailbox.pausedSince : one.createdAt,
      until: mailbox.pausedUntil,
      text: told.text,
      evidence: null,
    },
    whyNotResume: told.whyNotResume,
  }
}

/** Nothing goes before the last of them is over. */
function endOf(pauses: Pause[]): string | null {
  const ends = pauses.map(({ until }) => until)
  return ends.includes(null) ? null : (ends.sort().at(-1) ?? null)
}
