/** A delivery report as Exchange Online writes it (RFC 3464 inside RFC 6522, with Exchange's own marks). */

import { randomUUID } from 'node:crypto'
import { escapeHtml } from '../mail/html.ts'
import { headerBlock } from '../mail/raw-headers.ts'
import { exchangeMessageId, headerAddress, headerText } from '../mail/write-mime.ts'
import type { MailAddress } from '../person.ts'
import type { Wire } from './deliver.ts'

export interface Bounce {
  original: Wire
  /** The address that does not exist. */
  failed: string
  /** Who wrote the original. */
  to: MailAddress
  /** Domain that writes the report. */
  reporter: string
  text?: string
}

/** The raw report; null return path, `Action: failed`, `Status: 5.1.10`, and the original's headers with its Message-ID. */
export function bounceMessage(nowMs: number, bounce: Bounce): Buffer {
  const outer = randomUUID()
  const inner = randomUUID()
  const domain = bounce.failed.slice(bounce.failed.indexOf('@') + 1)
  const date = new Date(nowMs).toUTCString().replace('GMT', '+0000')
  const words =
    bounce.text ??
    `Your message to ${bounce.failed} couldn't be delivered.\r\n${bounce.failed} wasn't found at ${domain}. Check the address and send it again.`
  const lines = [
    'Return-Path: <>',
    `Received: from mail.${bounce.reporter} by sandbox.prod.outlook.com with Microsoft SMTP Server; ${date}`,
    `From: "Microsoft Outlook" <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@${bounce.reporter}>`,
    `To: ${headerAddress(bounce.to)}`,
    `Date: ${date}`,
    'Content-Type: multipart/report; report-type=delivery-status;',
    `\tboundary="${outer}"`,
    'X-MS-Exchange-Message-Is-Ndr:',
    'Content-Language: en-US',
    `Message-ID: ${exchangeMessageId()}`,
    `In-Reply-To: ${bounce.original.messageId}`,
    `References: ${bounce.original.messageId}`,
    `Subject: ${headerText(`Undeliverable: ${bounce.original.mail.subject}`)}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    '',
    `--${outer}`,
    `Content-Type: multipart/alternative; differences=Content-Type; boundary="${inner}"`,
    '',
    `--${inner}`,
    'Content-Type: text/plain; charset="utf-8"',
    'Content-Transfer-Encoding: base64',
    '',
    base64(words),
    `--${inner}`,
    'Content-Type: text/html; charset="utf-8"',
    'Content-Transfer-Encoding: base64',
    '',
    base64(`<html><body><p>${escapeHtml(words).replace(/\r?\n/g, '<br>')}</p></body></html>`),
    `--${inner}--`,
    '',
    `--${outer}`,
    'Content-Type: message/delivery-status',
    '',
    `Reporting-MTA: dns;mail.${bounce.reporter}`,
    'Received-From-MTA: dns;sandbox.prod.outlook.com',
    `Arrival-Date: ${date}`,
    '',
    `Final-Recipient: rfc822;${bounce.failed}`,
    'Action: failed',
    'Status: 5.1.10',
    `Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient ${bounce.failed} not found by SMTP address lookup`,
    '',
    `--${outer}`,
    'Content-Type: message/rfc822',
    '',
    // Exchange gives back the headers of the original, not its body.
    headerBlock(bounce.original.raw),
    '',
    '',
    `--${outer}--`,
    '',
  ]
  return Buffer.from(lines.join('\r\n'), 'latin1')
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n')
}
