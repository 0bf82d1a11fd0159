/** Makes the host's item of a mail, and the beginning of a new mail or an answer. */

import type { ShownMessage, Outsider, Rep } from '../control.ts'
import type { ItemSpec } from '../host/item.ts'
import { fullTime } from '../times.ts'

/** Exchange's form of the id has other letters than the REST form (office.js: convertToRestId). */
export function exchangeId(restId: string): string {
  return restId.replace(/-/g, '/').replace(/_/g, '+')
}

export function itemOf(message: ShownMessage): ItemSpec {
  return {
    kind: 'message',
    id: exchangeId(message.id),
    conversationId: exchangeId(message.conversationId),
    subject: message.subject,
    body: message.bodyHtml,
    ...(message.from === null ? {} : { from: message.from }),
    to: message.to,
    cc: message.cc,
    internetMessageId: message.internetMessageId,
    created: new Date(message.receivedDateTime).getTime(),
    headers: Object.fromEntries(message.headers.map(({ name, value }) => [name, value])),
  }
}

/**
 * @param address whom a new mail goes to, or null.
 * @param answered the mail that is answered, or null for a new one.
 */
export function draftOf(
  address: string | null,
  answered: ShownMessage | null,
  rep: Rep,
  people: Outsider[],
): ItemSpec {
  if (answered === null) {
    const known = people.find((one) => one.address === address)
    return { kind: 'messageCompose', to: address === null ? [] : [known ?? { address }] }
  }
  const own = answered.from?.address.toLowerCase() === rep.address.toLowerCase()
  const to = own ? answered.to : answered.from === null ? [] : [answered.from]
  return {
    kind: 'messageCompose',
    composeType: 'reply',
    conversationId: exchangeId(answered.conversationId),
    subject: /^re:/i.test(answered.subject) ? answered.subject : `RE: ${answered.subject}`,
    to,
    body: quoted(answered),
  }
}

function quoted(message: ShownMessage): string {
  const from = message.from?.name ?? ''
  const lines = message.bodyText.trimEnd().split('\n')
  const head = `On ${fullTime(message.receivedDateTime)}, ${from} wrote:`
  return ['', '', head, ...lines.map((line) => `> ${line}`)].map(escape).join('<br>')
}

/** The text a person edits, of the HTML the host keeps. */
export function textOfBody(html: string): string {
  const text = html.replace(/<br\s*\/?>/gi, '\n')
  return new DOMParser().parseFromString(`<pre>\n${text}</pre>`, 'text/html').body.textContent
}

export function bodyOfText(text: string): string {
  return text.split('\n').map(escape).join('<br>')
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
