/** Says in one sentence, on the very mail, what it did. */

import { DateTime } from 'luxon'
import type { MessageEvidence } from '../../../shared/evidence.ts'
import type { Reason } from '../../../shared/reason.ts'
import type { MessageKind } from '../../../shared/verdict.ts'
import { capital } from '../time/capital.ts'
import type { Instant } from '../time/instant.ts'
import type { Effect } from './decide.ts'

interface OnMail {
  kind: MessageKind
  sub: string | null
  rule: Reason | null
  effect: Effect
  evidence: Pick<MessageEvidence, 'returnDate'>
}

interface Now {
  contact: string
  /** Shown as a day in `timeZone` (IANA). */
  pausedUntil: Instant | null
  timeZone: string
  /** What the mail did is still so. */
  stands: boolean
  /** The enrollment has ended. */
  ended: boolean
  /** Another answer of the same kind pauses it now. */
  superseded: boolean
}

export function describeOnMessage(verdict: OnMail, facts: Now): string {
  switch (verdict.effect) {
    case 'ended':
      return facts.stands
        ? `Unenrolled by this ${thing(verdict)}.`
        : `This ${thing(verdict)} unenrolled ${facts.contact}. That has been taken back since.`
    case 'paused':
      return paused(verdict, facts)
    case 'noted':
      return `Noted: this ${thing(verdict)} changed nothing.`
    case 'kept':
      // The calendar, not the message, tells whether there is a meeting.
      if (verdict.kind === 'calendar') return 'A meeting message: by itself it ends nothing.'
      return `${capital(withArticle(thing(verdict)))}: the enrollment goes on.`
  }
}

function paused(verdict: OnMail, facts: Now): string {
  const why = absenceOf(verdict, facts)
  if (facts.stands) return `${why}: paused.`
  if (facts.ended) return `${why}. The enrollment has ended since.`
  return facts.superseded ? `${why}. Another answer counts since.` : `${why}. The pause is over.`
}

function absenceOf(
  verdict: OnMail,
  facts: { pausedUntil: Instant | null; timeZone: string },
): string {
  if (verdict.sub === 'left-company') return 'Has left the company'
  if (verdict.sub !== 'out-of-office') return `Because of this ${thing(verdict)}`
  const day = verdict.evidence.returnDate
    ? DateTime.fromISO(verdict.evidence.returnDate, { zone: 'utc' })
    : facts.pausedUntil
      ? DateTime.fromISO(facts.pausedUntil).setZone(facts.timeZone)
      : null
  return day?.isValid
    ? `Out of office until ${day.setLocale('en').toFormat('d MMMM')}`
    : 'Out of office'
}

function thing(verdict: OnMail): string {
  if (verdict.rule === 'unsubscribed') return 'unsubscribe mail'
  switch (verdict.kind) {
    case 'bounce':
      return 'delivery report'
    case 'receipt':
      return 'receipt'
    case 'calendar':
      return 'meeting message'
    case 'auto-reply':
      return verdict.sub === 'out-of-office' ? 'out-of-office answer' : 'automatic reply'
    case 'human':
      return verdict.rule === 'replied' ||
        verdict.rule === 'replied-from-other-address' ||
        verdict.rule === 'same-company-replied'
        ? 'reply'
        : 'mail'
    case 'own':
    case 'unreadable':
      return 'mail'
  }
}

function withArticle(noun: string): string {
  return /^[aeou]/.test(noun) ? `an ${noun}` : `a ${noun}`
}
