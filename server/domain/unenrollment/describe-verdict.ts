/** Says in one sentence what a mail meant for an enrollment, for the timeline that people read. */

import { DateTime } from 'luxon'
import { capital } from '../time/capital.ts'
import type { ReadMessage } from './subject.ts'
import type { Judgement } from './decide.ts'
import { describePause } from './describe-pause.ts'

/** `contact` is the contact's name. What a message paused is told by the pause, unless the enrollment was paused before. */
export function describeVerdict(
  mail: Pick<ReadMessage, 'kind' | 'sub' | 'returnDate' | 'successor' | 'from' | 'report'>,
  judgement: Judgement,
  contact: string,
): string {
  if (judgement.listPost)
    return `${writerIn(mail)} wrote to a mailing list, not to the rep. It is noted.`
  if (judgement.effect === 'noted')
    return `${contact}: ${whatCame(mail)} arrived after the enrollment had ended. It is noted.`
  if (judgement.effect === 'paused' && judgement.pause)
    return `${describePause(judgement.pause, contact, mail.successor ?? null)} It was paused already, so nothing changes.`
  const goesOn = 'it ends nothing, so the enrollment goes on'
  if (mail.kind === 'auto-reply')
    switch (mail.sub) {
      case 'out-of-office':
        return mail.returnDate === null
          ? `${contact} is out of the office: ${goesOn}.`
          : `${contact} was out of the office until ${dayIn(mail.returnDate)}, which has come: ${goesOn}.`
      case 'left-company':
        return `An automatic reply says that ${contact} has left the company: ${goesOn} until you end it.`
      case 'ticket':
        return `A ticket system answered for ${contact}: ${goesOn}.`
      case 'other':
      case null:
        return `An automatic reply came from ${contact}: ${goesOn}.`
    }
  return `${capital(whatCame(mail))} arrived from ${contact}: ${goesOn}.`
}

/** `YYYY-MM-DD` -> `3 March 2026` */
function dayIn(date: string): string {
  const day = DateTime.fromISO(date, { zone: 'utc' })
  return day.isValid ? day.setLocale('en').toFormat('d MMMM yyyy') : date
}

function whatCame(mail: Pick<ReadMessage, 'kind' | 'sub' | 'report'>): string {
  switch (mail.kind) {
    case 'bounce':
      return isDelay(mail) ? 'a report that an email is delayed' : 'a delivery report'
    case 'receipt':
      return 'a receipt'
    case 'calendar':
      return 'a meeting message'
    case 'auto-reply':
      return mail.sub === 'out-of-office' ? 'an out-of-office answer' : 'an automatic reply'
    case 'unreadable':
      return 'a mail that could not be read'
    case 'human':
    case 'own':
      return 'a mail'
    default: {
      const never: never = mail.kind
      return never
    }
  }
}

/** The server still tries, and has given up on nobody. */
function isDelay({ report }: Pick<ReadMessage, 'report'>): boolean {
  const actions = report?.fates.map(({ action }) => action) ?? []
  return actions.includes('delayed') && !actions.includes('failed')
}

function writerIn(mail: Pick<ReadMessage, 'from'>): string {
  const name = mail.from?.name.trim().slice(0, 100) ?? ''
  return name === '' ? (mail.from?.address ?? 'Somebody') : name
}
