/** What people outside would write, as a start that can be changed. */

import type { OfferedAnswer, ShownOutsideMail, Outsider } from '../control.ts'

export const explanations: Record<OfferedAnswer, string> = {
  reply: 'An ordinary answer in the same thread.',
  'reply-from-other':
    'An answer in the same thread, from an address the sender has never written to.',
  'out-of-office': 'What a mail server sends by itself while somebody is away.',
  'left-company': 'What a mail server sends by itself for somebody who works elsewhere now.',
  'auto-reply-ticket': 'What a help desk sends by itself: a ticket was opened.',
  'read-receipt': 'The mail program tells that the email was opened.',
  'unsubscribe-mail':
    'What a mail program sends when its own Unsubscribe button is pressed. The page behind the link in the email does the same.',
  delayed: 'The mail server reports that it is still trying.',
  bounce: "The mail server's report that there is no such mailbox.",
  'new-mail': 'A mail that answers nothing: no thread, a subject of its own.',
}

/** What a machine or a mail program writes in a form of its own: nothing is typed. */
const formal: readonly OfferedAnswer[] = [
  'bounce',
  'delayed',
  'read-receipt',
  'unsubscribe-mail',
  'auto-reply-ticket',
]

/** Whether a person types the words of it. */
export function isWritten(kind: OfferedAnswer): boolean {
  return !formal.includes(kind)
}

/** On the button that sends it. */
export function sendWords(kind: OfferedAnswer): string {
  if (kind === 'bounce' || kind === 'delayed') return 'Send the report'
  return kind === 'read-receipt' ? 'Send the receipt' : 'Send'
}

export function firstText(
  kind: OfferedAnswer,
  person: Outsider,
  mail: ShownOutsideMail | null,
): string {
  const own = firstName(person.name)
  const hello = mail?.from == null ? 'Hello' : `Hi ${firstName(mail.from.name)}`
  switch (kind) {
    case 'reply':
      return `${hello},\n\nthanks for your mail. Could we talk on Thursday?\n\n${own}`
    case 'reply-from-other':
      return `${hello},\n\nyour mail reached me on the road, so I answer from here. Please call me next week.\n\n${own}`
    case 'out-of-office':
      return `Thank you for your mail. I am away until Monday and will answer when I am back.\n\n${own}`
    case 'left-company':
      return `Thank you for your mail. I no longer work here and this mailbox is not read. Please write to ${colleagueOf(person)} from now on.\n\n${own}`
    case 'new-mail':
      return `Hello,\n\nI heard about you from a colleague. What does it cost for twenty people?\n\n${own}`
    default:
      return ''
  }
}

/** "Ana Alves" at work is ana.alves at home. */
export function otherAddress(person: Outsider): string {
  const name = person.name === '' ? (person.address.split('@')[0] ?? '') : person.name
  const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? ['somebody']
  return `${words.join('.')}@private.example`
}

function colleagueOf({ address }: Outsider): string {
  return `eva.evans@${address.slice(address.indexOf('@') + 1)}`
}

function firstName(name: string): string {
  return name.split(' ')[0] ?? name
}
