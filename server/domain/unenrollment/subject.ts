/** What a rule is shown: one mail as it was read, beside one enrollment that it may concern. */

import type { Instant } from '../time/instant.ts'
import type { DeliveryReport } from '../mail/delivery/delivery-report.ts'
import type { Kind } from '../mail/kind.ts'
import type { InboundMessage } from '../mail/message/message.ts'
import type { EnrollmentState } from '../../../shared/enrollment.ts'
import type { Reason } from '../../../shared/reason.ts'
import type { SequenceSettings } from '../../../shared/sequence.ts'

export interface ReadMessage extends InboundMessage, Kind {
  /** Message-ID, or what stands in for it. */
  key: string
  /** Message-IDs it answers; for a delivery report the one it reports on comes first. */
  answers: string[]
  report: DeliveryReport | null
  /** The enrollment whose unsubscribe token its subject bears, or null. */
  unsubscribes: string | null
}

export interface Subject {
  enrollmentId: string
  state: EnrollmentState
  /** The address that was enrolled. */
  address: string
  /** The contact's further addresses: the present one where that has changed, learned and confirmed aliases. */
  furtherAddresses: readonly string[]
  /** Whether the author's address is known to be another contact's, or was unlinked from this one. */
  isSomebodyElse: boolean
  /** Whether the author works at the contact's company. */
  isColleague: boolean
  beganAt: Instant
  /** Keys of the contact's mails that lay there already in the second it began. */
  messagesBefore: readonly string[]
  /** Number of this enrollment's email that the mail names, or null. */
  emailNumber: number | null
  /** Whether the mail names an email of this sequence, to whomever that went. */
  answersSequence: boolean
  /** Whether the mail lies in the mailbox that this enrollment sends from. */
  inItsMailbox: boolean
  /** Whether the rep stands in To, not merely in Cc, or it answers an email of the rep's. */
  wroteToRep: boolean
  /** Whether it is a post to a mailing list that does not name the enrollment's own rep, in whichever mailbox it lies. */
  isListPost: boolean
  /** Whether an email has gone to this address from its mailbox. */
  wrote: boolean
  /** The company's own mail domains, lower case: their senders never count. */
  ownDomains: readonly string[]
  settings: SequenceSettings
  /** IANA zone of the rep: a day of return begins there. */
  timeZone: string
}

export interface Finding {
  reason: Reason
  because: string
}

/** One rule: says that the mail ends the enrollment, and on what grounds, or null. */
export type Rule = (mail: ReadMessage, subject: Subject) => Finding | null

/** Exchange keeps whole seconds, so a mail of the very second counts unless it was seen lying there before. */
export function cameAfter(mail: ReadMessage, subject: Subject): boolean {
  return mail.receivedAt >= subject.beganAt && !subject.messagesBefore.includes(mail.key)
}
