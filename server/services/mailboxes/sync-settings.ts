/** Looks at the mailbox's own settings now and then: its time zone, and whether its owner's automatic replies are on. */

import { earliest, later, type Instant } from '../../domain/time/instant.ts'
import { nextChange, repAway } from '../../domain/mailboxes/mailbox-pause.ts'
import { GraphError } from '../../graph/errors.ts'
import { mailboxSettings, type MailboxSettings } from '../../graph/mailbox-settings.ts'
import { hasOpenEnrollments } from '../../store/enrollments/enrollments.ts'
import { keepSettings } from '../../store/mailboxes/mailboxes.ts'
import { pauseMailbox, resumeMailbox } from './pause-mailbox.ts'
import type { MailboxSync } from './mailbox-sync.ts'

/** Microsoft sends no notifications of settings, and every mailbox asked costs a request. */
const checkMs = 15 * 60_000
const tryAgainMs = 60_000

/**
 * When that is due and somebody is enrolled from here. What cannot be asked leaves things as they are; it is answered as
 * text, to be stored with the mailbox, and tried again a minute later. Must not come between the last read and an email.
 */
export async function syncSettings(sync: MailboxSync): Promise<string | null> {
  const { context, mailbox } = sync
  const now = context.clock.now()
  if (mailbox.settingsDueAt > now || !(await hasOpenEnrollments(context.db, mailbox.id)))
    return null
  try {
    const settings = await mailboxSettings(sync.ask, mailbox.id)
    await keep(sync, now, settings)
    return null
  } catch (error) {
    if (!(error instanceof GraphError) || !isPassedOver(error)) throw error
    const dueAt = later(now, error.kind === 'refused' ? checkMs : tryAgainMs)
    await put(sync, { timeZone: mailbox.timeZone, dueAt })
    return `settings: ${error.message}`
  }
}

/** Only what says that the whole mailbox cannot be worked ends the sync. */
function isPassedOver({ kind }: GraphError): boolean {
  return kind === 'refused' || kind === 'unavailable' || kind === 'not-found'
}

async function keep(sync: MailboxSync, now: Instant, settings: MailboxSettings): Promise<void> {
  const { automaticReplies } = settings
  const dueAt = earliest(later(now, checkMs), nextChange(automaticReplies, now)) ?? now
  await put(sync, { timeZone: settings.timeZone ?? sync.mailbox.timeZone, dueAt })
  const away = repAway(automaticReplies, now)
  if (away) await pauseMailbox(sync, 'rep-away', away.until)
  else if (sync.mailbox.pauseKind === 'rep-away') await resumeMailbox(sync)
}

async function put(sync: MailboxSync, kept: { timeZone: string; dueAt: Instant }): Promise<void> {
  await keepSettings(sync.context.db, sync.mailbox.id, kept)
  sync.mailbox = { ...sync.mailbox, timeZone: kept.timeZone, settingsDueAt: kept.dueAt }
}
