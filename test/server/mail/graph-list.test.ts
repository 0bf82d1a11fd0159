/** The same judgement on what Graph's list shows: headers, class, subject and a preview, no parts. */

import { kindOf } from '../../../server/domain/mail/kind.ts'
import type { InboundMessage } from '../../../server/domain/mail/message/message.ts'
import { named } from './write-mail.ts'

function listed(
  known: Partial<InboundMessage> & { head?: Record<string, string> },
): InboundMessage {
  const { head = {}, ...rest } = known
  return {
    id: 'AAMk1',
    messageId: '<one@acme.example>',
    receivedAt: '2026-11-23T10:00:00.000Z',
    isDraft: false,
    from: { address: 'ana@acme.example', name: 'Ana Alves' },
    sender: null,
    replyTo: [],
    to: [],
    cc: [],
    subject: 'Packaging line',
    preview: 'Hello',
    messageClass: 'IPM.Note',
    mark: null,
    isEventMessage: false,
    headers: Object.entries(head).map(([name, value]) => ({ name, value })),
    ...rest,
  }
}

const rows: [what: string, kind: string, mail: InboundMessage][] = [
  ['class NDR', 'bounce', listed({ messageClass: 'REPORT.IPM.Note.NDR', from: null })],
  ['class Delayed', 'bounce', listed({ messageClass: 'REPORT.IPM.Note.Delayed' })],
  ['class DR', 'receipt', listed({ messageClass: 'REPORT.IPM.Note.DR' })],
  ['class IPNRN', 'receipt', listed({ messageClass: 'REPORT.IPM.Note.IPNRN' })],
  ['class IPNNRN', 'receipt', listed({ messageClass: 'REPORT.IPM.Note.IPNNRN' })],
  [
    'a report by its header',
    'bounce',
    listed({
      head: { 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=x' },
      from: null,
    }),
  ],
  ['an event message', 'calendar', listed({ isEventMessage: true })],
  [
    'class of a meeting answer',
    'calendar',
    listed({ messageClass: 'IPM.Schedule.Meeting.Resp.Pos' }),
  ],
  [
    'class of an out-of-office',
    'auto-reply/out-of-office',
    listed({ messageClass: 'IPM.Note.Rules.OofTemplate.Microsoft' }),
  ],
  [
    'an out-of-office from outside',
    'auto-reply/out-of-office',
    listed({
      subject: 'Automatic reply: Packaging line',
      head: { 'Auto-Submitted': 'auto-generated' },
      preview: 'I am away.',
    }),
  ],
  [
    'an X.500 sender',
    'human',
    listed({ from: null, head: { From: '/O=EXCHANGELABS/OU=X/CN=ANA' } }),
  ],
  ['an item without headers', 'human', listed({})],
  [
    'the rep’s own mail',
    'own',
    listed({ from: { address: 'rita@contoso.example', name: 'Rita' } }),
  ],
]

test.each(rows)('%s is called %s', (_, kind, mail) => {
  expect(named(kindOf(mail, ['rita@contoso.example']))).toBe(kind)
})

test('“until Friday” is understood from the day Exchange received it', () => {
  const mail = listed({
    subject: 'Automatic reply: x',
    preview: 'I am out of the office until Friday.',
  })
  expect(kindOf(mail, []).returnDate).toBe('2026-11-27')
})
