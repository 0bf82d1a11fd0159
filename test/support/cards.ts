/** Makers of what the API answers to the pane, with the same few people everywhere. */

import type { Contact, ContactCard, TimelineEntry } from '../../shared/contact.ts'
import type { Enrollment } from '../../shared/enrollment.ts'
import type { MailEvidence } from '../../shared/evidence.ts'
import type { Sequence } from '../../shared/sequence.ts'
import type { Me } from '../../shared/user.ts'

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
    ...changes,
  }
}

export function ana(changes: Partial<Contact> = {}): Contact {
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

export function anEnrollment(changes: Partial<Enrollment> = {}): Enrollment {
  return {
    id: 'enrollment-1',
    state: 'active',
    contact: { id: 'contact-ana', email: 'ana@acme.example', name: 'Ana Alpha' },
    sequence: { id: 'sequence-1', name: 'Spring offer', steps: 3 },
    enrolledBy: { id: 'user-rita', name: 'Rita Rep' },
    mailbox: 'rita@contoso.example',
    enrolledAt: inHours(-50),
    lettersSent: 1,
    nextStep: { number: 2, kind: 'automatic-email', dueAt: inHours(49), waits: null },
    hold: null,
    heldUntil: null,
    reason: null,
    endedAt: null,
    endedBy: null,
    evidence: null,
    explanation: null,
    offer: null,
    letterOnItsWay: null,
    may: { unenroll: true, undo: false, pause: true, resume: false, because: null },
    ...changes,
  }
}

export function aReply(changes: Partial<MailEvidence> = {}): MailEvidence {
  return {
    kind: 'mail',
    id: 'AAMk1',
    messageId: '<reply@acme.example>',
    mailbox: 'rita@contoso.example',
    from: { address: 'ana@acme.example', name: 'Ana Alpha' },
    subject: 'Re: Your spring offer',
    receivedAt: inHours(-1),
    letter: 1,
    returnDate: null,
    successor: null,
    because: ['In-Reply-To names letter 1', 'written by a person'],
    ...changes,
  }
}

export function endedByReply(changes: Partial<Enrollment> = {}): Enrollment {
  return anEnrollment({
    state: 'ended',
    nextStep: null,
    reason: 'replied',
    endedAt: inHours(-1),
    endedBy: { kind: 'rule', rule: 'replied' },
    evidence: aReply(),
    explanation: 'Ana replied to letter 1.',
    may: { unenroll: false, undo: true, pause: false, resume: false, because: null },
    ...changes,
  })
}

export function anEntry(changes: Partial<TimelineEntry> = {}): TimelineEntry {
  return {
    id: 'entry-1',
    at: inHours(-50),
    kind: 'letter-sent',
    enrollmentId: 'enrollment-1',
    sequence: { id: 'sequence-1', name: 'Spring offer' },
    text: 'Letter 1 was sent.',
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

export function aSequence(changes: Partial<Sequence> = {}): Sequence {
  const letter = {
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
      { ...letter, number: 1, delay: 'PT0S', thread: 'new' },
      { ...letter, number: 2, delay: 'P2D' },
      { ...letter, number: 3, delay: 'P1W' },
    ],
    settings: {
      unenrollSameCompany: false,
      outOfOfficeDays: 7,
      ownerRemoved: 'unenroll',
      severalAtOnce: false,
      mostAttendees: 25,
    },
    deletedAt: null,
    figures: {
      enrolled: 2,
      active: 1,
      held: 0,
      ended: { replied: 1 },
      lettersSent: 3,
      replied: 1,
      bounced: 0,
    },
    createdAt: inHours(-900),
    updatedAt: inHours(-900),
    ...changes,
  }
}
