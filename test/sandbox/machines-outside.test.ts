/** What machines outside answer to an email: tickets, notes of those who left, receipts, delays, refusals. */

import PostalMime from 'postal-mime'
import type { Email } from 'postal-mime'
import { draft, emailMime, openPlay, rita, sam, send } from './play.ts'
import type { Json, Play } from './play.ts'

let play: Play
let email: Json
beforeAll(async () => {
  play = await openPlay()
  email = await draft(
    play,
    emailMime({
      'Message-ID': '<l1@contoso.example>',
      'List-Unsubscribe':
        '<https://contoso.example/u/1>, <mailto:rita+stop@contoso.example?subject=Stop%20it>',
    }),
  )
  await send(play, email.id)
})
afterAll(() => play.close())

async function answer(
  body: Record<string, unknown>,
): Promise<{ json: Json; email: Email; messageClass: string; raw: string }> {
  const reply = await play.control('POST', '/outside/ana@acme.example/answers', {
    body: { messageId: email.internetMessageId, ...body },
  })
  expect(reply.status).toBe(201)
  const { items } = (await play.control('GET', `/mailboxes/${rita}/messages`)).json
  const arrived = items.find((one) => one.id === reply.json.id)
  return {
    json: reply.json,
    email: await PostalMime.parse(reply.json.raw),
    messageClass: String(arrived?.messageClass),
    raw: reply.json.raw,
  }
}

const header = (email: Email, name: string): string | undefined =>
  email.headers.find((one) => one.key === name)?.value

test('a ticket system says that it got the email', async () => {
  const { email, messageClass } = await answer({ kind: 'auto-reply-ticket' })
  expect(email.subject).toMatch(/^\[Ticket #\d{5}\] A first email$/)
  expect(email.inReplyTo).toBe('<l1@contoso.example>')
  expect(header(email, 'auto-submitted')).toBe('auto-replied')
  expect(messageClass).toBe('IPM.Note')
})

test('somebody who left names a successor', async () => {
  const { email } = await answer({
    kind: 'left-company',
    successor: { name: 'Ben Brandt', address: 'ben@acme.example' },
  })
  expect(email.subject).toBe('Automatic reply: A first email')
  expect(email.text).toMatch(/no longer work at acme\.example.*Ben Brandt \(ben@acme\.example\)/)
  expect(header(email, 'auto-submitted')).toBe('auto-generated')
})

test('an unsubscribe mail goes where the email says, or where it is told', async () => {
  const { email, json } = await answer({ kind: 'unsubscribe-mail' })
  expect(email).toMatchObject({
    from: { address: 'ana@acme.example' },
    to: [{ address: 'rita+stop@contoso.example' }],
    subject: 'Stop it',
  })
  expect(json.id).toBeTruthy()
  expect(email.inReplyTo).toBeUndefined()
  const told = await answer({ kind: 'unsubscribe-mail', to: 'mailto:sam@contoso.example?body=No' })
  expect(told.email).toMatchObject({ to: [{ address: sam }], subject: 'unsubscribe', text: 'No\n' })
})

test('a read receipt is a disposition notification', async () => {
  const { email, messageClass, raw } = await answer({ kind: 'read-receipt' })
  expect(email.subject).toBe('Read: A first email')
  expect(header(email, 'content-type')).toContain('report-type=disposition-notification')
  expect(raw).toContain('Original-Message-ID: <l1@contoso.example>')
  expect(raw).toContain('; displayed')
  expect(messageClass).toBe('REPORT.IPM.Note.IPNRN')
})

test('a delay is a report that has not given up', async () => {
  const { email, messageClass, raw } = await answer({ kind: 'delayed' })
  expect(email.subject).toBe('Delivery delayed: A first email')
  expect(raw).toMatch(/Action: delayed\r\nStatus: 4\.4\.7/)
  expect(messageClass).toBe('REPORT.IPM.Note.Delayed')
})

test.each([
  ['5.1.1', '550 5.1.1 <ana@acme.example>: Recipient address rejected: User unknown'],
  ['5.7.708', '550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP'],
  ['4.4.1', '441 4.4.1 Connection timed out'],
])('a bounce with status %s says so', async (status, diagnosis) => {
  const { messageClass, raw } = await answer({ kind: 'bounce', status })
  expect(raw).toContain(`Action: failed\r\nStatus: ${status}\r\nDiagnostic-Code: smtp;${diagnosis}`)
  expect(messageClass).toBe('REPORT.IPM.Note.NDR')
})

test('a status that is none, and an unsubscribe mail to nowhere, are refused', async () => {
  const refusal = async (body: Record<string, unknown>): Promise<string> => {
    const reply = await play.control('POST', '/outside/ana@acme.example/answers', {
      body: { messageId: email.internetMessageId, ...body },
    })
    return `${reply.status} ${String(reply.json.detail)}`
  }
  expect(await refusal({ kind: 'bounce', status: '550' })).toMatch(/^400 "status"/)
  const plain = await draft(play, emailMime({ 'Message-ID': '<l2@contoso.example>' }))
  await send(play, plain.id)
  expect(await refusal({ kind: 'unsubscribe-mail', messageId: '<l2@contoso.example>' })).toMatch(
    /^400 "to": give the mailto address/,
  )
})
