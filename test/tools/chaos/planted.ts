/** A history in which all went well, to plant a breach into: Ana was enrolled, received two emails, and replied. */
import type {
  Facts,
  MailboxItem,
  Reaction,
  ReceivedEmail,
  SeenSend,
} from '../../../tools/chaos/facts.ts'
import type { SeenEnrollment } from '../../../tools/chaos/product-shapes.ts'

export const ana = 'ana@acme.example'
export const rita = 'rita@contoso.example'
export const began = Date.parse('2026-03-02T09:00:00Z')

/** Real milliseconds so many seconds after the enrolling. */
export function after(seconds: number): number {
  return began + seconds * 1000
}

export function enrollment(more: Partial<SeenEnrollment> = {}): SeenEnrollment {
  return {
    id: 'e1',
    state: 'ended',
    contact: { email: ana },
    sequence: { id: 's0' },
    mailbox: rita,
    enrolledAt: '2026-03-02T09:00:00.000Z',
    emailsSent: 2,
    nextStep: null,
    finishedTask: null,
    pauses: [],
    reason: 'replied',
    endedAt: '2026-03-03T10:00:00.000Z',
    endedBy: { kind: 'rule' },
    evidence: { kind: 'message', messageId: '<reply@acme.example>' },
    explanation: 'Ana Alves replied to email 2.',
    emailOnItsWay: null,
    ...more,
  }
}

/** One that goes on: its third step is to come. */
export function running(more: Partial<SeenEnrollment> = {}): SeenEnrollment {
  return enrollment({
    state: 'active',
    nextStep: { number: 3, kind: 'automatic-email', dueAt: null, waits: null, task: null },
    reason: null,
    endedAt: null,
    endedBy: null,
    evidence: null,
    explanation: null,
    ...more,
  })
}

export function reaction(more: Partial<Reaction> = {}): Reaction {
  return {
    contact: ana,
    kind: 'reply',
    messageId: '<reply@acme.example>',
    mailbox: rita,
    startedAt: after(60),
    arrivedAt: after(60),
    receivedAt: '2026-03-03T10:00:00Z',
    answers: 'e1',
    ...more,
  }
}

export function send(draftId: string, at: number): SeenSend {
  return { at, mailbox: rita, draftId, productTime: new Date(at).toISOString() }
}

export function received(mark: number, more: Partial<ReceivedEmail> = {}): ReceivedEmail {
  return {
    contact: ana,
    enrollmentId: 'e1',
    step: { code: 'S0', mark },
    internetMessageId: `<${String(mark)}@contoso.example>`,
    inReplyTo: mark === 100 ? null : `<${String(mark - 100)}@contoso.example>`,
    subject: 'S0 for Acme',
    receivedAt: '2026-03-02T09:00:00Z',
    ...more,
  }
}

export function item(mark: number, more: Partial<MailboxItem> = {}): MailboxItem {
  return {
    id: `d${String(mark)}`,
    mailbox: rita,
    enrollmentId: 'e1',
    step: { code: 'S0', mark },
    isDraft: false,
    folder: 'sentitems',
    internetMessageId: `<${String(mark)}@contoso.example>`,
    conversationId: 'c1',
    subject: 'S0 for Acme',
    changedByRep: false,
    ...more,
  }
}

/** Nothing in it is a breach. */
export function history(more: Partial<Facts> = {}): Facts {
  const enrollments = more.enrollments ?? [enrollment()]
  const items = more.items ?? [item(100), item(200)]
  const all = { enrollments, items, received: more.received ?? [received(100), received(200)] }
  const count = (state: SeenEnrollment['state']): number =>
    enrollments.filter((one) => one.state === state).length
  return {
    windowMs: 10_000,
    allowanceMs: 1_000,
    passed: [],
    sends: [send('d100', after(1)), send('d200', after(30))],
    emails: items,
    reactions: [reaction()],
    interventions: [],
    unenrolled: [],
    swept: enrollments,
    beganAt: { e1: began },
    timeline: [
      entry('email-sent', 'Email 1 was sent: “S0 for Acme”.', '2026-03-02T09:00:00.000Z'),
      entry('email-sent', 'Email 2 was sent: “Re: S0 for Acme”.', '2026-03-03T09:00:00.000Z'),
    ],
    sequences: [
      {
        id: 's0',
        code: 'S0',
        name: 'Days apart',
        performance: {
          enrolled: enrollments.length,
          active: count('active'),
          paused: count('paused'),
          ended: count('ended') > 0 ? { replied: count('ended') } : {},
          emailsSent: new Set(all.received.map(({ step }) => step?.mark)).size,
          replied: 1,
          bounced: 0,
        },
      },
    ],
    complaints: [],
    integrity: ['ok'],
    watchedUntil: after(3600),
    ...all,
    ...more,
  }
}

export function entry(kind: string, text: string, at: string): Facts['timeline'][number] {
  return { contact: ana, enrollmentId: 'e1', at, kind, text, messageId: null }
}
