/** Why an enrollment waits, as people are shown it: its own hold, or that of the whole mailbox it sends from. */

import type { Enrollment as Shown } from '../../../shared/enrollment.ts'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import type { Mailbox } from '../../domain/mailboxes/mailbox.ts'
import { tellMailboxHold } from '../../domain/mailboxes/mailbox-pause.ts'
import type { Db } from '../../store/db/db.ts'
import { userById } from '../../store/directory/users.ts'

export interface ShownHold {
  state: Shown['state']
  hold: Shown['hold']
  /** Why nobody can resume it, in a sentence: a mailbox's hold ends by itself alone. */
  whyNotResume: string | null
}

/** An enrollment's own hold comes first: of that one, a person may dispose. */
export async function shownHold(
  db: Db,
  one: Enrollment,
  mailbox: Mailbox | null,
): Promise<ShownHold> {
  if (one.state === 'held' && one.holdReason && one.heldAt)
    return {
      state: 'held',
      hold: {
        reason: one.holdReason,
        since: one.heldAt,
        until: one.heldUntil,
        text: one.holdText ?? '',
        evidence: one.holdEvidence,
      },
      whyNotResume: null,
    }
  if (one.state !== 'active' || !mailbox?.holdReason || !mailbox.holdSince)
    return { state: one.state, hold: null, whyNotResume: null }
  const rep = await userById(db, mailbox.userId)
  const told = tellMailboxHold(mailbox.holdReason, rep?.name ?? mailbox.address)
  return {
    state: 'held',
    hold: {
      reason: mailbox.holdReason,
      // Whoever was enrolled meanwhile has been waiting since then.
      since: mailbox.holdSince > one.createdAt ? mailbox.holdSince : one.createdAt,
      until: mailbox.holdUntil,
      text: told.text,
      evidence: null,
    },
    whyNotResume: told.whyNotResume,
  }
}
