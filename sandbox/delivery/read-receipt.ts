/** A read receipt: a disposition notification as Outlook sends it (RFC 8098). */

import { randomUUID } from 'node:crypto'
import { headerAddress, headerText, messageIdOf } from '../mail/write-mime.ts'
import type { MailAddress } from '../person.ts'
import type { OutsideMail } from '../state/outside-mails.ts'

export interface Receipt {
  email: OutsideMail
  reader: MailAddress
  to: MailAddress
}

/** The raw report. `nowMs` in product time. */
export function readReceipt(nowMs: number, { email, reader, to }: Receipt): Buffer {
  const boundary = randomUUID()
  const date = new Date(nowMs).toUTCString().replace('GMT', '+0000')
  const lines = [
    `From: ${headerAddress(reader)}`,
    `To: ${headerAddress(to)}`,
    `Subject: ${headerText(`Read: ${email.subject}`)}`,
    `Date: ${date}`,
    `Message-ID: ${messageIdOf(reader.address)}`,
    `In-Reply-To: ${email.internetMessageId}`,
    `References: ${email.internetMessageId}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=disposition-notification;',
    `\tboundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset="us-ascii"',
    '',
    'Your message was read.',
    '',
    `--${boundary}`,
    'Content-Type: message/disposition-notification',
    '',
    `Final-Recipient: RFC822; ${reader.address}`,
    `Original-Message-ID: ${email.internetMessageId}`,
    'Disposition: automatic-action/MDN-sent-automatically; displayed',
    '',
    `--${boundary}--`,
    '',
  ]
  return Buffer.from(lines.join('\r\n'), 'latin1')
}
