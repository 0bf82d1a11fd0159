/** The judge of the chaos can fail: each promise, broken in a planted history, is found; and what only looks like it is not. */
import type { Facts } from '../../../tools/chaos/facts.ts'
import { promises } from '../../../tools/chaos/judge/breach.ts'
import type { Promised } from '../../../tools/chaos/judge/breach.ts'
import { judgeFacts } from '../../../tools/chaos/judge/judge.ts'
import {
  after,
  enrollment,
  entry,
  history,
  item,
  reaction,
  received,
  running,
  send,
} from './planted.ts'

function brokenIn(facts: Facts): Promised[] {
  return [...new Set(judgeFacts(facts).map(({ promised }) => promised))]
}

test('where all went well nothing is found', () => {
  expect(judgeFacts(history())).toEqual([])
})

const draft = item(300, { isDraft: true, folder: 'drafts' })
const waiting = running({
  nextStep: {
    ...{ number: 3, kind: 'manual-email', dueAt: null, waits: null },
    task: { id: 't1', kind: 'manual-email', title: 'S0 for Acme' },
  },
})
const paused = running({
  state: 'paused',
  pauses: [
    { id: 'p1', kind: 'left-company', until: null, text: 'Ana Alves has left.', evidence: null },
  ],
})

const planted: [Promised, string, Facts][] = [
  [
    'nothing after a reaction',
    'a third email is asked for 12 s after the reply',
    history({
      sends: [send('d300', after(72))],
      emails: [item(300)],
    }),
  ],
  [
    'nothing after a reaction',
    'an email goes to somebody who is away for eight more days',
    history({
      enrollments: [paused],
      reactions: [reaction({ kind: 'out-of-office', receivedAt: '2026-03-02T09:01:00Z' })],
      timeline: [
        {
          ...entry('paused', 'Paused.', '2026-03-02T09:01:00Z'),
          messageId: '<reply@acme.example>',
        },
      ],
      sequences: [],
      sends: [{ ...send('d300', after(90)), productTime: '2026-03-04T09:00:00Z' }],
      emails: [item(300)],
    }),
  ],
  [
    'nothing after a reaction',
    'an email goes to somebody who has left, and only the pause by hand was resumed',
    history({
      enrollments: [paused],
      reactions: [reaction({ kind: 'left-company' })],
      timeline: [
        {
          ...entry('paused', 'Paused.', '2026-03-02T09:01:00Z'),
          messageId: '<reply@acme.example>',
        },
      ],
      interventions: [
        {
          kind: 'resume',
          pause: 'manual',
          enrollmentId: 'e1',
          startedAt: after(65),
          answeredAt: after(66),
        },
      ],
      sends: [send('d300', after(90))],
      emails: [item(300)],
      sequences: [],
    }),
  ],
  [
    'nothing twice',
    'step 200 came a second time under another Message-ID',
    history({
      received: [
        received(100),
        received(200),
        received(200, {
          internetMessageId: '<again@contoso.example>',
          receivedAt: '2026-03-02T09:10:00Z',
        }),
      ],
    }),
  ],
  [
    'in order, in the thread',
    'step 100 went after step 200',
    history({
      received: [received(200, { inReplyTo: null }), received(100)],
      sends: [send('d200', after(1)), send('d100', after(30))],
    }),
  ],
  [
    'in order, in the thread',
    'step 100, which the rep sent by hand, came after step 200',
    history({
      received: [
        received(200, { inReplyTo: null }),
        received(100, { receivedAt: '2026-03-02T09:10:00Z' }),
      ],
      sends: [send('d200', after(1))],
    }),
  ],
  [
    'in order, in the thread',
    'the follow-up answers a Message-ID that nobody received',
    history({
      received: [received(100), received(200, { inReplyTo: '<minted@contoso.example>' })],
    }),
  ],
  [
    'in order, in the thread',
    'the follow-up lies in a conversation of its own',
    history({ items: [item(100), item(200, { conversationId: 'c2' })] }),
  ],
  [
    'every reaction heeded',
    'the contact replied and is still enrolled',
    history({ enrollments: [waiting] }),
  ],
  [
    'every reaction heeded',
    'it ended as bounced by a reply',
    history({
      enrollments: [enrollment({ reason: 'bounced' })],
      sequences: [],
    }),
  ],
  [
    'every reaction heeded',
    'it ended by hand, but nobody had asked for that',
    history({
      enrollments: [enrollment({ reason: 'manual', endedBy: { kind: 'user' }, evidence: null })],
      sequences: [],
    }),
  ],
  [
    'nothing stuck',
    'the third email is said to be on its way for an hour',
    history({
      enrollments: [
        running({
          nextStep: {
            ...{ number: 3, kind: 'automatic-email', dueAt: null, task: null },
            waits: 'Email 3 is on its way.',
          },
        }),
      ],
      reactions: [],
      sequences: [],
    }),
  ],
  ['nothing stuck', 'an enrollment is nowhere', history({ beganAt: { e1: 0, e2: 0 } })],
  [
    'no draft left behind',
    'a draft of an ended enrollment still lies there',
    history({ items: [item(100), item(200), draft] }),
  ],
  [
    'figures as it happened',
    'the enrollment counts an email less than came',
    history({ enrollments: [enrollment({ emailsSent: 1 })] }),
  ],
  [
    'figures as it happened',
    'the reply is not counted',
    history({
      sequences: history().sequences.map((one) => ({
        ...one,
        performance: { ...one.performance, replied: 0 },
      })),
    }),
  ],
  [
    'no fault of the server',
    'a request was answered 500',
    history({ complaints: ['POST /api/enrollments was answered 500'] }),
  ],
  [
    'store and timeline sound',
    'the store is damaged',
    history({ integrity: ['row 3 missing from index emails_by_step'] }),
  ],
  [
    'store and timeline sound',
    'an email was sent, and withdrawn after that',
    history({
      timeline: [
        entry('email-sent', 'Email 2 was sent: “S0”.', '2026-03-03T09:00:00.000Z'),
        entry('email-withdrawn', 'Email 2 was withdrawn.', '2026-03-03T09:00:05.000Z'),
      ],
    }),
  ],
  [
    'store and timeline sound',
    'one email is told as sent twice',
    history({
      timeline: [
        entry('email-sent', 'Email 1 was sent: “S0”.', '2026-03-03T09:00:00.000Z'),
        entry('email-sent', 'Email 1 was sent: “S0”.', '2026-03-03T09:00:05.000Z'),
      ],
    }),
  ],
]

test.each(planted)('%s: found when %s', (promised, _how, facts) => {
  expect(brokenIn(facts)).toEqual([promised])
})

test('every promise was planted', () => {
  expect(new Set(planted.map(([promised]) => promised))).toEqual(new Set(promises))
})

const allowed: [string, Facts][] = [
  [
    'an email that Exchange let out after the next one',
    history({
      received: [received(200), received(100, { receivedAt: '2026-03-02T09:10:00Z' })],
    }),
  ],
  [
    'an email went 10.9 s after the reply, within window and allowance',
    history({ sends: [send('d200', after(70.9))] }),
  ],
  [
    'the end was taken back before the next email',
    history({
      sends: [send('d200', after(90))],
      interventions: [
        {
          kind: 'undo',
          pause: null,
          enrollmentId: 'e1',
          startedAt: after(80),
          answeredAt: after(81),
        },
      ],
    }),
  ],
  [
    'the pause that an absence had brought was resumed by a person',
    history({
      enrollments: [paused],
      reactions: [reaction({ kind: 'left-company' })],
      interventions: [
        {
          kind: 'resume',
          pause: 'left-company',
          enrollmentId: 'e1',
          startedAt: after(65),
          answeredAt: null,
        },
      ],
      sends: [send('d200', after(90))],
      sequences: [],
    }),
  ],
  [
    'a reply to an older enrollment in a colleague’s mailbox',
    history({
      enrollments: [waiting],
      reactions: [reaction({ answers: 'e0', mailbox: 'sam@contoso.example' })],
      sends: [send('d200', after(90))],
      sequences: [],
    }),
  ],
  [
    'an email withdrawn by a pause went under its number later',
    history({
      timeline: [
        entry('email-withdrawn', 'Email 2 was withdrawn.', '2026-03-03T09:00:00.000Z'),
        entry('email-sent', 'Email 2 was sent: “S0”.', '2026-03-05T09:00:00.000Z'),
      ],
    }),
  ],
  [
    'a draft that the rep wrote into',
    history({ items: [item(100), item(200), { ...draft, changedByRep: true }] }),
  ],
  [
    'the draft of an email by hand that waits for the rep',
    history({
      enrollments: [waiting],
      items: [item(100), item(200), draft],
      reactions: [],
      sequences: [],
    }),
  ],
  [
    'an email in doubt for three minutes',
    history({
      enrollments: [
        running({
          nextStep: {
            ...{ number: 3, kind: 'automatic-email', dueAt: null, task: null },
            waits: 'Email 3 is on its way.',
          },
        }),
      ],
      items: [item(100), item(200), draft],
      sends: [send('d300', after(3420))],
      reactions: [],
      sequences: [],
    }),
  ],
]

test('the draft of an ended enrollment may lie there while its email is in doubt, and no longer', () => {
  const one = history({
    enrollments: [enrollment({ emailOnItsWay: 3 })],
    items: [item(100), item(200), draft],
    sends: [send('d300', after(55))],
  })
  expect(judgeFacts({ ...one, watchedUntil: after(600) })).toEqual([])
  expect(brokenIn({ ...one, watchedUntil: after(800) })).toEqual(['no draft left behind'])
})

test.each(allowed)('nothing is found when there is %s', (_what, facts) => {
  expect(judgeFacts(facts)).toEqual([])
})
