/** The same few people, mails and emails everywhere: each maker fills in what a test does not care about. */

import { completeRead, type CompleteRead } from '../../../server/domain/mailboxes/complete-read.ts'
import type { Enrollment } from '../../../server/domain/enrollments/enrollment.ts'
import type { Email } from '../../../server/domain/outbound/email.ts'
import type { InboundMessage } from '../../../server/domain/mail/message/message.ts'
import {
  defaultSettings,
  type Sequence,
  type Step,
  type StepDraft,
} from '../../../server/domain/sequences/sequence.ts'
import type { ReadMessage, Subject } from '../../../server/domain/unenrollment/subject.ts'
import type { User } from '../../../server/domain/directory/user.ts'

export const start = '2026-03-02T09:00:00.000Z'

export const ana = { address: 'ana@acme.example', name: 'Ana Alves' }
export const ben = { address: 'ben@acme.example', name: 'Ben Bauer' }
export const cleo = { address: 'cleo@other.example', name: 'Cleo Costa' }
export const ritaId = '11111111-1111-4111-8111-111111111111'
export const samId = '22222222-2222-4222-8222-222222222222'
export const miaId = '33333333-3333-4333-8333-333333333333'

export function aUser(given: Partial<User> = {}): User {
  return {
    id: 'user-rita',
    oid: ritaId,
    address: 'rita@contoso.example',
    name: 'Rita Ross',
    seat: 'professional',
    role: 'rep',
    managerId: null,
    createdAt: start,
    ...given,
  }
}

export const rita = aUser()
export const sam = aUser({
  id: 'user-sam',
  oid: samId,
  address: 'sam@contoso.example',
  name: 'Sam Stone',
})
export const mia = aUser({
  id: 'user-mia',
  oid: miaId,
  address: 'mia@contoso.example',
  name: 'Mia Moss',
  role: 'admin',
})

export function aMessage(given: Partial<InboundMessage> = {}): InboundMessage {
  return {
    id: 'mail-1',
    messageId: '<mail-1@acme.example>',
    receivedAt: '2026-03-02T10:00:00.000Z',
    isDraft: false,
    from: ana,
    sender: null,
    replyTo: [],
    to: [{ address: 'rita@contoso.example', name: 'Rita Ross' }],
    cc: [],
    subject: 'Hello',
    preview: '',
    messageClass: 'IPM.Note',
    mark: null,
    isEventMessage: false,
    headers: [],
    ...given,
  }
}

/** A mail as the rules are shown it; human unless said otherwise. */
export function aReadMessage(given: Partial<ReadMessage> = {}): ReadMessage {
  const mail = aMessage(given)
  return {
    ...mail,
    kind: 'human',
    sub: null,
    returnDate: null,
    successor: null,
    because: ['nothing in it says that a machine wrote it'],
    key: mail.messageId ?? `graph:${mail.id}`,
    answers: [],
    report: null,
    unsubscribes: null,
    ...given,
  }
}

/** Ana's active enrollment, begun at nine, as a rule is shown it. */
export function aSubject(given: Partial<Subject> = {}): Subject {
  return {
    enrollmentId: 'enrollment-1',
    state: 'active',
    address: ana.address,
    furtherAddresses: [],
    isSomebodyElse: false,
    isColleague: false,
    beganAt: start,
    messagesBefore: [],
    emailNumber: null,
    answersSequence: false,
    inItsMailbox: true,
    wroteToRep: true,
    isListPost: false,
    wrote: true,
    ownDomains: ['contoso.example'],
    settings: defaultSettings,
    timeZone: 'UTC',
    ...given,
  }
}

export function aStep(given: Partial<Step> = {}): Step {
  return {
    id: 'step-1',
    number: 1,
    kind: 'automatic-email',
    delay: 'PT0S',
    subject: 'A short question',
    body: 'Hello {{ contact.first_name }}',
    thread: 'new',
    ...given,
  }
}

export function aSequence(given: Partial<Sequence> = {}): Sequence {
  return {
    id: 'sequence-1',
    name: 'Spring',
    ownerId: rita.id,
    version: 1,
    settings: defaultSettings,
    archivedAt: null,
    deletedAt: null,
    deletedBy: null,
    halt: null,
    createdAt: start,
    updatedAt: start,
    updatedBy: rita.id,
    ...given,
  }
}

export const threeEmails: StepDraft[] = [
  { subject: 'A short question', body: 'Hello {{ contact.first_name }}, have you a minute?' },
  { body: 'Did you see my email, {{ contact.first_name }}?', delay: 'P2D' },
  { body: 'A last try.', delay: 'P3D' },
]

export function anEnrollment(given: Partial<Enrollment> = {}): Enrollment {
  return {
    id: 'enrollment-1',
    sequenceId: 'sequence-1',
    version: 1,
    contactId: 'contact-ana',
    mailboxId: ritaId,
    enrolledBy: rita.id,
    address: ana.address,
    state: 'active',
    beganAt: start,
    messagesBefore: [],
    next: { kind: 'due', step: 1, wantedAt: start, dueAt: start, waits: null },
    emailsSent: 0,
    pauses: [],
    pausedUntil: null,
    reason: null,
    endedAt: null,
    endedBy: null,
    evidence: null,
    explanation: null,
    offer: null,
    emailOnItsWay: null,
    createdAt: start,
    ...given,
  }
}

export function anEmail(given: Partial<Email> = {}): Email {
  return {
    id: 'email-1',
    enrollmentId: 'enrollment-1',
    mailboxId: ritaId,
    step: 1,
    attempt: 1,
    number: 1,
    state: 'stored',
    subject: 'A short question',
    text: 'Hello Ana',
    messageId: '<email-1@contoso.example>',
    answers: null,
    graphId: null,
    draftPrint: null,
    isReps: false,
    isDeleting: false,
    sendingAt: null,
    sendingReal: null,
    sendAnswer: 'silence',
    missedAt: null,
    missedReal: null,
    createdAt: start,
    sentAt: null,
    seenSent: false,
    byHand: false,
    ...given,
  }
}

/** A delivery report in RFC 3464's own form, a block per recipient. */
export function aReport(
  fates: { to: string; action: string; status: string; diagnostic?: string }[],
  original: string | null,
): Uint8Array {
  const blocks = fates.map((fate) =>
    [
      `Final-Recipient: rfc822; ${fate.to}`,
      `Action: ${fate.action}`,
      `Status: ${fate.status}`,
      ...(fate.diagnostic ? [`Diagnostic-Code: smtp; ${fate.diagnostic}`] : []),
    ].join('\r\n'),
  )
  const parts = [
    'Content-Type: text/plain\r\n\r\nYour email had trouble.',
    `Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.acme.example\r\n\r\n${blocks.join('\r\n\r\n')}`,
    ...(original === null
      ? []
      : [
          `Content-Type: message/rfc822\r\n\r\nFrom: rita@contoso.example\r\nSubject: A short question\r\nMessage-ID: ${original}\r\n\r\nHello`,
        ]),
  ]
  return new TextEncoder().encode(
    [
      'From: Mail Delivery <mailer-daemon@acme.example>',
      'To: rita@contoso.example',
      'Subject: Undeliverable: A short question',
      'Message-ID: <report@acme.example>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="cut"',
      '',
      ...parts.map((part) => `--cut\r\n${part}\r\n`),
      '--cut--',
      '',
    ].join('\r\n'),
  )
}

/** A complete read of Rita's mailbox, asked for at `wall` by all clocks. */
export function aRead({
  wall = 0,
  mailboxId = ritaId,
  ...given
}: Partial<ReadFacts> = {}): CompleteRead {
  const asked = { monotonic: wall, wall, uptime: wall }
  return completeRead({ mailboxId, asked, requests: 1, news: 0, met: new Set(), ...given })
}

type ReadFacts = Parameters<typeof completeRead>[0] & { wall: number }
