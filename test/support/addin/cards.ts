/** Makers of what the API answers to the pane, with the same few people everywhere. */

import type {
  AliasResource,
  ContactResource,
  ContactCard,
  TimelineEntry,
} from '../../../shared/contact.ts'
import type { EnrollmentResource, Pause } from '../../../shared/enrollment.ts'
import type { MessageEvidence, MeetingEvidence } from '../../../shared/evidence.ts'
import type { SequenceResource } from '../../../shared/sequence.ts'
import type { Me } from '../../../shared/user.ts'
import type { VerdictResource } from '../../../shared/verdict.ts'

const hour = 3_600_000

/** UTC, `hours` from now. */
export function inHours(hours: number): string {
  return new Date(Date.now() + hours * hour).toISOString()
}

export function rita(changes: Partial<Me> = {}): Me {
  return {
    id: 'user-rita',
    address: 'rita@contoso.example',
    name: 'Rita Rep',
    seat: 'professional',
    role: 'rep',
    managerId: null,
    limits: null,
    timeZone: 'UTC',
    ...changes,
  }
}

export function ana(changes: Partial<ContactResource> = {}): ContactResource {
  return {
    id: 'contact-ana',
    email: 'ana@acme.example',
    name: 'Ana Alpha',
    company: 'Acme',
    companyId: null,
    properties: {},
    addressState: 'ok',
    createdAt: inHours(-400),
    ...changes,
  }
}

export function anEnrollment(changes: Partial<EnrollmentResource> = {}): EnrollmentResource {
  return {
    id: 'enrollment-1',
    state: 'active',
    contact: { id: 'contact-ana', email: 'ana@acme.example', name: 'Ana Alpha' },
    sequence: { id: 'sequence-1', name: 'Spring offer', steps: 3 },
    enrolledBy: { id: 'user-rita', name: 'Rita Rep' },
    mailbox: 'rita@contoso.example',
    enrolledAt: inHours(-50),
    emailsSent: 1,
    nextStep: { number: 2, kind: 'automatic-email', dueAt: inHours(49), waits: null, task: null },
    finishedTask: null,
    pauses: [],
    pausedUntil: null,
    reason: null,
    endedAt: null,
    endedBy: null,
    evidence: null,
    explanation: null,
    offer: null,
    emailOnItsWay: null,
    may: { unenroll: true, undo: false, pause: true, resume: false, because: null },
    ...changes,
  }
}

export function aReply(changes: Partial<MessageEvidence> = {}): MessageEvidence {
  return {
    kind: 'message',
    id: 'AAMk1',
    messageId: '<reply@acme.example>',
    mailbox: 'rita@contoso.example',
    from: { address: 'ana@acme.example', name: 'Ana Alpha' },
    subject: 'Re: Your spring offer',
    receivedAt: inHours(-1),
    emailNumber: 1,
    returnDate: null,
    successor: null,
    because: ['it answers email 1 of this enrollment', 'a person wrote it'],
    ...changes,
  }
}

export function endedByReply(changes: Partial<EnrollmentResource> = {}): EnrollmentResource {
  return anEnrollment({
    state: 'ended',
    nextStep: null,
    reason: 'replied',
    endedAt: inHours(-1),
    endedBy: { kind: 'rule', rule: 'replied' },
    evidence: aReply(),
    explanation: 'Ana replied to email 1.',
    may: { unenroll: false, undo: true, pause: false, resume: false, because: null },
    ...changes,
  })
}

/** `changes` are those of the pause; the out-of-office answer it rests on names the third day from now. */
export function paused(
  changes: Partial<Pause> = {},
  more: Partial<EnrollmentResource> = {},
): EnrollmentResource {
  const pause: Pause = {
    id: 'pause-1',
    kind: 'out-of-office',
    since: inHours(-2),
    until: inHours(73),
    text: 'Ana Alpha is out of the office.',
    evidence: aReply({
      messageId: '<away@acme.example>',
      subject: 'Automatic reply: Hello',
      because: ['it is an automatic reply', 'it names a day of return'],
      emailNumber: null,
    }),
    may: { resume: more.may?.resume ?? true, because: more.may?.because ?? null },
    ...changes,
  }
  return anEnrollment({
    state: 'paused',
    pauses: [pause],
    pausedUntil: pause.until,
    explanation: pause.text,
    may: { unenroll: true, undo: false, pause: false, resume: true, because: null },
    ...more,
  })
}

export function aMeeting(changes: Partial<MeetingEvidence> = {}): MeetingEvidence {
  return {
    kind: 'meeting',
    via: 'calendar',
    id: 'AAMkEvent',
    mailbox: 'rita@contoso.example',
    subject: 'Talk about the spring offer',
    startsAt: inHours(26),
    organizer: { address: 'ana@acme.example', name: 'Ana Alpha' },
    because: ['Ana Alpha and Rita Rep both take part', 'it was made after the enrollment began'],
    ...changes,
  }
}

export function anAlias(changes: Partial<AliasResource> = {}): AliasResource {
  return {
    address: 'ana@home.example',
    state: 'learned',
    since: inHours(-30),
    text: 'Ana Alpha answered email 1 from here.',
    ...changes,
  }
}

export function aVerdict(changes: Partial<VerdictResource> = {}): VerdictResource {
  const enrollment = changes.enrollment ?? endedByReply()
  const ground = enrollment.pauses[0]?.evidence
  return {
    id: 'verdict-1',
    messageKind: 'human',
    rule: 'replied',
    effect: 'ended',
    stands: true,
    text: 'Unenrolled by this reply.',
    judgedAt: inHours(-1),
    evidence: changes.effect === 'paused' && ground?.kind === 'message' ? ground : aReply(),
    enrollment,
    ...changes,
  }
}

export function anEntry(changes: Partial<TimelineEntry> = {}): TimelineEntry {
  return {
    id: 'entry-1',
    at: inHours(-50),
    kind: 'email-sent',
    enrollmentId: 'enrollment-1',
    sequence: { id: 'sequence-1', name: 'Spring offer' },
    text: 'Email 1 was sent.',
    evidence: null,
    ...changes,
  }
}

export function aCard(changes: Partial<ContactCard> = {}): ContactCard {
  const contact = changes.contact === undefined ? ana() : changes.contact
  return {
    email: contact?.email ?? 'ana@acme.example',
    contact,
    enrollments: [],
    timeline: [],
    aliases: [],
    suppressed: null,
    mayEnroll: { allowed: true, because: null },
    ...changes,
  }
}

export function aSequence(changes: Partial<SequenceResource> = {}): SequenceResource {
  const email = {
    kind: 'automatic-email',
    subject: 'Hello',
    body: 'Hello',
    thread: 'same',
  } as const
  return {
    id: 'sequence-1',
    name: 'Spring offer',
    owner: { id: 'user-rita', name: 'Rita Rep' },
    steps: [
      { ...email, id: 'step-1', number: 1, delay: 'PT0S', thread: 'new' },
      { ...email, id: 'step-2', number: 2, delay: 'P2D' },
      { ...email, id: 'step-3', number: 3, delay: 'P1W' },
    ],
    settings: {
      unenrollSameCompany: false,
      outOfOfficeDays: 7,
      ownerRemoved: 'unenroll',
      severalAtOnce: false,
      mostAttendees: 25,
      sendWindow: null,
    },
    archivedAt: null,
    deletedAt: null,
    performance: {
      enrolled: 2,
      active: 1,
      paused: 0,
      ended: { replied: 1 },
      emailsSent: 3,
      replied: 1,
      bounced: 0,
    },
    rollout: null,
    createdAt: inHours(-900),
    updatedAt: inHours(-900),
    updatedBy: { id: 'user-rita', name: 'Rita Rep' },
    etag: '"1-first"',
    ...changes,
  }
}
