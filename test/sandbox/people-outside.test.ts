/** People outside and people at their desk, through the control API. */

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
    emailMime({ 'Message-ID': '<l2@contoso.example>', References: '<l1@contoso.example>' }),
  )
  await send(play, email.id)
})
afterAll(() => play.close())

const ana = '/outside/ana@acme.example'

async function answer(
  body: Record<string, unknown>,
): Promise<{ json: Json; email: Email; inGraph: Json }> {
  const reply = await play.control('POST', `${ana}/answers`, {
    body: { messageId: email.internetMessageId, ...body },
  })
  expect(reply.status).toBe(201)
  const path = `/users/${rita}/messages/${reply.json.id}`
  const mime = (await play.graph('GET', `${path}/$value`)).text
  const expand = "?$expand=singleValueExtendedProperties($filter=id eq 'String 0x1A')"
  return {
    json: reply.json,
    email: await PostalMime.parse(mime),
    inGraph: (await play.graph('GET', `${path}${expand}`)).json,
  }
}

const header = (email: Email, name: string): string | undefined =>
  email.headers.find((one) => one.key === name)?.value

test('a reply answers the email, quotes it, and comes from the person', async () => {
  const { email, inGraph } = await answer({ kind: 'reply', text: 'Yes, gladly.' })
  expect(email).toMatchObject({
    from: { address: 'ana@acme.example', name: 'Ana Alves' },
    to: [{ address: rita }],
    subject: 'Re: A first email',
    inReplyTo: '<l2@contoso.example>',
    references: '<l1@contoso.example> <l2@contoso.example>',
  })
  expect(email.text).toMatch(/^Yes, gladly\.\n\nOn .+ Rita Reyes wrote:\n> Hello Rita,/)
  expect(header(email, 'auto-submitted')).toBeUndefined()
  expect(inGraph).toMatchObject({
    isDraft: false,
    singleValueExtendedProperties: [{ value: 'IPM.Note' }],
  })
})

test('a reply from another address proves the thread from elsewhere', async () => {
  const usual = await answer({ kind: 'reply-from-other' })
  expect(usual.email).toMatchObject({
    from: { address: 'ana.alves@private.example', name: 'Ana Alves' },
    inReplyTo: '<l2@contoso.example>',
  })
  const chosen = await answer({ kind: 'reply-from-other', from: 'assistant@acme.example' })
  expect(chosen.email.from?.address).toBe('assistant@acme.example')
})

test('an out-of-office answer looks like one of Exchange and names a day of return', async () => {
  const { email } = await answer({ kind: 'out-of-office' })
  expect(email.subject).toBe('Automatic reply: A first email')
  expect(email.inReplyTo).toBe('<l2@contoso.example>')
  expect(header(email, 'auto-submitted')).toBe('auto-generated')
  expect(header(email, 'x-auto-response-suppress')).toBe('All')
  expect(email.text).toMatch(/until \d{1,2} \w+ \d{4}/)
})

test('a bounce is a delivery report about the email', async () => {
  const { email, inGraph } = await answer({ kind: 'bounce' })
  expect(header(email, 'return-path')).toBe('<>')
  expect(header(email, 'content-type')).toContain('report-type=delivery-status')
  expect(header(email, 'x-ms-exchange-message-is-ndr')).toBe('')
  expect(email.from?.address).toMatch(/^MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@/)
  expect(email).toMatchObject({
    subject: 'Undeliverable: A first email',
    inReplyTo: '<l2@contoso.example>',
  })
  const report = email.attachments.find((one) => one.mimeType === 'message/delivery-status')
  const content = report?.content ?? ''
  const status = typeof content === 'string' ? content : new TextDecoder().decode(content)
  expect(status).toContain('Final-Recipient: rfc822;ana@acme.example')
  expect(status).toContain('Action: failed')
  expect(status).toContain('Status: 5.1.10')
  const whole = (await play.graph('GET', `/users/${rita}/messages/${inGraph.id}/$value`)).text
  expect(whole.slice(whole.indexOf('message/rfc822'))).toContain('Message-ID: <l2@contoso.example>')
  expect(inGraph).toMatchObject({
    singleValueExtendedProperties: [{ id: 'String 0x1a', value: 'REPORT.IPM.Note.NDR' }],
  })
})

test('a new mail answers nothing; without an email it says whom it goes to', async () => {
  const { email } = await answer({ kind: 'new-mail', subject: 'By the way', text: 'Hello' })
  expect([email.subject, email.inReplyTo, email.references]).toEqual([
    'By the way',
    undefined,
    undefined,
  ])
  const first = await play.control('POST', '/outside/dora@new.example/answers', {
    body: { kind: 'new-mail', to: sam },
  })
  expect(first.status).toBe(201)
  expect((await play.control('GET', `/mailboxes/${sam}/messages`)).json.items[0]).toMatchObject({
    from: { address: 'dora@new.example' },
  })
  const people = (await play.control('GET', '/people')).json
  expect(people.outside).toContainEqual({ address: 'dora@new.example', name: '' })
  expect(people.reps).toContainEqual(expect.objectContaining({ address: rita, name: 'Rita Reyes' }))
})

test('answers that make no sense are refused with a sentence', async () => {
  const refusal = async (body: unknown, at = ana): Promise<string> => {
    const reply = await play.control('POST', `${at}/answers`, { body })
    expect(reply.headers.get('content-type')).toContain('application/problem+json')
    return `${reply.status} ${String(reply.json.detail)}`
  }
  expect(await refusal({ kind: 'reply' })).toMatch(/^400 .*which mail/)
  expect(await refusal({ kind: 'reply', messageId: '<never@x>' })).toMatch(
    /^404 ana@acme.example has received no mail/,
  )
  expect(await refusal({ kind: 'shout', messageId: email.internetMessageId })).toMatch(
    /^400 "kind"/,
  )
  expect(await refusal({ kind: 'new-mail' }, '/outside/nobody@new.example')).toMatch(/^400 "to"/)
  expect(await refusal({ kind: 'new-mail' }, `/outside/${sam}`)).toMatch(/^400/)
})

test('what a person received and sent is kept apart, newest first, in pages', async () => {
  const received = (await play.control('GET', `${ana}/messages`)).json
  expect(received.items).toHaveLength(1)
  expect(received.items[0]).toMatchObject({
    internetMessageId: '<l2@contoso.example>',
    references: '<l1@contoso.example>',
  })
  expect(received.items[0]?.raw).toContain('From: "Rita Reyes" <rita@contoso.example>')
  const first = (await play.control('GET', `${ana}/sent?limit=2`)).json
  const rest = (await play.control('GET', `${ana}/sent?limit=50&cursor=${String(first.next)}`)).json
  expect(rest.next).toBeNull()
  // Two replies from elsewhere, one of her own, the absence note, the new mail; the report was written by a machine.
  expect([...first.items, ...rest.items].map((one) => one.subject)).toHaveLength(5)
})

test('a rep writes and answers by hand in Outlook, and marks and moves mail', async () => {
  const inbox = (await play.control('GET', `/mailboxes/${rita}/messages`)).json.items
  const reply = inbox.find((one) => one.subject === 'Re: A first email' && one.folder === 'inbox')
  const written = await play.control('POST', `/mailboxes/${rita}/letters`, {
    body: {
      to: [{ address: 'ana@acme.example', name: 'Ana Alves' }],
      cc: [sam],
      subject: 'Re: A first email',
      body: 'See you then.',
      inReplyTo: reply?.id,
    },
  })
  expect(written.status).toBe(201)
  expect(written.json).toMatchObject({
    folder: 'sentitems',
    isDraft: false,
    bodyText: 'See you then.\n',
  })
  const [newest] = (await play.control('GET', `${ana}/messages`)).json.items
  expect(newest).toMatchObject({
    subject: 'Re: A first email',
    inReplyTo: reply?.internetMessageId,
  })
  expect((await play.control('GET', `/mailboxes/${sam}/messages`)).json.items[0]).toMatchObject({
    folder: 'inbox',
    isRead: false,
  })

  const path = `/mailboxes/${rita}/messages/${reply?.id ?? ''}`
  const moved = await play.control('PATCH', path, { body: { isRead: true, folder: 'JunkEmail' } })
  expect(moved.json).toMatchObject({ id: reply?.id, isRead: true, folder: 'junkemail' })
  expect((await play.control('PATCH', path, { body: { folder: 'nowhere' } })).status).toBe(400)
  expect((await play.control('GET', '/mailboxes/otto@contoso.example/messages')).status).toBe(404)
})
