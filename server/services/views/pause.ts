/** Why an enrollment waits, as people are shown it: its own pause, or that of the whole mailbox it sends from. */

import type { Enrollment as Shown } from '../../../shared/enrollment.ts'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import type { Mailbox } from '../../domain/mailboxes/mailbox.ts'
import { describeMailboxPause } from '../../domain/mailboxes/mailbox-pause.ts'
import type { Db } from '../../store/db/db.ts'
import { userById } from '../../store/directory/users.ts'

export interface ShownPause {
  state: Shown['state']
  pause: Shown['pause']
  /** Why nobody can resume it, in a sentence: a mailbox's pause ends by itself alone. */
  whyNotResume: string | null
}

/** An enrollment's own pause comes first: of that one, a person may dispose. */
export async function shownPause(
  db: Db,
  one: Enrollment,
  mailbox: Mailbox | null,
): Promise<ShownPause> {
  if (one.state === 'paused' && one.pauseKind && one.pausedAt)
    return {
      state: 'paused',
      pause: {
        reason: one.pauseKind,
        since: one.pausedAt,
        until: one.pausedUntil,
        text: one.pauseText ?? '',
        evidence: one.pauseEvidence,
      },
      whyNotResume: null,
    }
  if (one.state !== 'active' || !mailbox?.pauseKind || !mailbox.pausedSince)
    return { state: one.state, pause: null, whyNotResume: null }
  const rep = await userById(db, mailbox.userId)
  const told = describeMailboxPause(mailbox.pauseKind, rep?.name ?? mailbox.address)
  return {
    state: 'paused',
    pause: {
      reason: mailbox.pauseKind,
      // Whoever was enrolled meanwhile has been waiting since then.
      since: mailbox.pausedSince > one.createdAt ? mailbox.pausedSince : one.createdAt,
      until: mailbox.pausedUntil,
      text: told.text,
      evidence: null,
    },
    whyNotResume: told.whyNotResume,
  }
}
