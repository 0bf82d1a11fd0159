/** Reads an automatic answer whole where Graph's list has cut it off: the day of return may stand below. */

import { readMime } from '../../domain/mail/read-mime.ts'
import type { ReadMessage } from '../../domain/unenrollment/subject.ts'
import { GraphError } from '../../graph/errors.ts'
import { mimeOf } from '../../graph/messages.ts'
import type { MailboxSync } from '../mailboxes/mailbox-sync.ts'

/** Graph's bodyPreview ends after 255 characters. */
const wholePreview = 250

/** Whether there is more to read, and something that more of it may tell. */
export function isCutOff(mail: ReadMessage): boolean {
  if (mail.kind !== 'auto-reply' || mail.preview.length < wholePreview) return false
  return (
    (mail.sub === 'out-of-office' && mail.returnDate === null) ||
    (mail.sub === 'left-company' && !mail.successor)
  )
}

/** The mail with what its whole text adds. One that is gone or cannot be read stays what the list told of it. */
export async function readWhole(sync: MailboxSync, mail: ReadMessage): Promise<ReadMessage> {
  const whole = sync.wholes.get(mail.id) ?? (await fetchWhole(sync, mail))
  sync.wholes.set(mail.id, whole)
  return whole
}

async function fetchWhole(sync: MailboxSync, mail: ReadMessage): Promise<ReadMessage> {
  const mime = await orRefused(mimeOf(sync.ask, sync.mailbox.id, mail.id))
  if (!mime) return mail
  const whole = await readMime(mime, [sync.mailbox.address])
  if (whole.kind !== mail.kind || whole.sub !== mail.sub) return mail
  return { ...mail, ...whole, because: whole.because }
}

async function orRefused(asked: Promise<Uint8Array | null>): Promise<Uint8Array | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof GraphError && error.kind === 'refused') return null
    throw error
  }
}
