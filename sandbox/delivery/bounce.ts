/** A delivery report as Exchange Online writes it (RFC 3464 inside RFC 6522, with Exchange's own marks). */

import { randomUUID } from 'node:crypto'
import { escapeHtml } from '../mail/html.ts'
import { headerBlock } from '../mail/raw-headers.ts'
import { exchangeMessageId, headerAddress, headerText } from '../mail/write-mime.ts'
import type { MailAddress } from '../person.ts'
import type { WireMessage } from './deliver.ts'

export interface Bounce {
  original: WireMessage
  /** The address that does not exist. */
  failed: string
  /** Who wrote the original. */
  to: MailAddress
  /** Domain that writes the report. */
  reporter: string
  text?: string
  /** Enhanced status code (RFC 3463); an unknown address, 5.1.10, unless given. */
  status?: string
  /** The server is still trying. */
  delayed?: boolean
}

/** The raw report: null return path, `Action: failed` or `delayed`, the status, and the original's headers with its Message-ID. */
export function bounceMessage(nowMs: number, bounce: Bounce): Buffer {
  const outer = randomUUID()
  const inner = randomUUID()
  const date = new Date(nowMs).toUTCString().replace('GMT', '+0000')
  const delayed = bounce.delayed === true
  const status = bounce.status ?? (delayed ? '4.4.7' : '5.1.10')
  const words = bounce.text ?? wordsOf(bounce.failed, status, delayed)
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
    `Subject: ${headerText(`${delayed ? 'Delivery delayed' : 'Undeliverable'}: ${bounce.original.mail.subject}`)}`,
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
    `Action: ${delayed ? 'delayed' : 'failed'}`,
    `Status: ${status}`,
    `Diagnostic-Code: smtp;${diagnosisOf(bounce.failed, status)}`,
    ...(delayed ? [`Will-Retry-Until: ${inTwoDays(nowMs)}`] : []),
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

/** What Exchange Online tells the sender, by the first fitting code. */
function wordsOf(failed: string, status: string, delayed: boolean): string {
  const domain = failed.slice(failed.indexOf('@') + 1)
  const opening = `Your message to ${failed} couldn't be delivered.`
  if (delayed)
    return `Delivery to ${failed} is delayed. The server of ${domain} has not accepted the message yet; we keep trying and you need not send it again.`
  if (/^5\.1\.90$/.test(status))
    return `${opening}\r\nYou have sent to too many recipients in a day.`
  if (/^5\.7\.70[58]$/.test(status))
    return `${opening}\r\nYour organization is not allowed to send: traffic not accepted from this IP.`
  if (/^5\.1\.2$|^5\.4\.[14]$/.test(status))
    return `${opening}\r\nThe domain ${domain} was not found.`
  if (status.startsWith('5.1.'))
    return `${opening}\r\n${failed} wasn't found at ${domain}. Check the address and send it again.`
  if (/^5\.2\.2$/.test(status)) return `${opening}\r\nThe mailbox of ${failed} is full.`
  if (status.startsWith('5.7.'))
    return `${opening}\r\nThe server of ${domain} does not accept this message.`
  if (status.startsWith('4'))
    return `${opening}\r\nThe server of ${domain} could not be reached for two days, so we gave up.`
  return `${opening}\r\nThe server of ${domain} refused it.`
}

function diagnosisOf(failed: string, status: string): string {
  switch (status) {
    case '5.1.10':
      return `550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient ${failed} not found by SMTP address lookup`
    case '5.1.1':
      return `550 5.1.1 <${failed}>: Recipient address rejected: User unknown`
    case '5.7.708':
      return '550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP'
    case '4.4.1':
      return '441 4.4.1 Connection timed out'
    default:
      return `${status.startsWith('4') ? '450' : '550'} ${status} ${failed} not accepted`
  }
}

function inTwoDays(nowMs: number): string {
  return new Date(nowMs + 2 * 24 * 3_600_000).toUTCString().replace('GMT', '+0000')
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n')
}
