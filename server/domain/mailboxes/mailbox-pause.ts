/** What pauses a whole mailbox: its owner's own automatic replies, or Microsoft 365 that lets nobody in. */

import type { Instant } from '../time/instant.ts'
import type { Mailbox } from './mailbox.ts'

export interface AutomaticReplies {
  status: 'off' | 'always' | 'scheduled'
  /** They matter while `scheduled`. */
  from: Instant | null
  until: Instant | null
}

/** Null while the owner's automatic replies are off; `until` is null when nobody has said when they end. */
export function repAway(replies: AutomaticReplies, now: Instant): { until: Instant | null } | null {
  if (replies.status === 'off') return null
  if (replies.status === 'always') return { until: null }
  const isNow =
    (replies.from === null || replies.from <= now) &&
    (replies.until === null || now < replies.until)
  return isNow ? { until: replies.until } : null
}

/** When the automatic replies begin or end by plan: the next moment at which they have to be looked at again. */
export function nextChange(replies: AutomaticReplies, now: Instant): Instant | null {
  if (replies.status !== 'scheduled') return null
  return [replies.from, replies.until].find((at) => at !== null && at > now) ?? null
}

/** Names the pause of a mailbox among those of an enrollment; a mailbox has one at a time. */
export function mailboxPauseId(mailboxId: string): string {
  return `mailbox-${mailboxId}`
}

/** What the person reads while an enrollment waits for its mailbox. `rep` is the name of the mailbox's owner. */
export function describeMailboxPause(
  reason: NonNullable<Mailbox['pauseKind']>,
  rep: string,
): { text: string; whyNotResume: string } {
  if (reason === 'rep-away')
    return {
      text: `${rep}’s automatic replies are on: nothing is sent meanwhile.`,
      whyNotResume: `It goes on by itself as soon as ${rep}’s automatic replies are off. They are looked at every 15 minutes.`,
    }
  return {
    text: `Microsoft 365 does not let us into ${rep}’s mailbox. It is tried again and again.`,
    whyNotResume: `It goes on by itself as soon as Microsoft 365 lets us into ${rep}’s mailbox again. Ask your administrator if that takes long.`,
  }
}
