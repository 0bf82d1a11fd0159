/** Writing and sending mail through Graph, and where it arrives. */

import PostalMime from 'postal-mime'
import { submit } from '../../sandbox/delivery/send.ts'
import { arrive, draft, emailMime, openPlay, rita, sam, send, waitFor } from './play.ts'
import type { Json, Play, Reply } from './play.ts'

let play: Play
beforeAll(async () => {
  play = await openPlay()
})
afterEach(async () => {
  await play.control('DELETE', '/faults')
})
afterAll(() => play.close())

function create(body: unknown): Promise<Reply> {
  return play.graph('POST', `/users/${rita}/messages`, { body })
}

async function received(address: string): Promise<Json[]> {
  return (await play.control('GET', `/outside/${address}/messages`)).json.items
}

async function emailsOf(made: Json): Promise<Json[]> {
  return (await received('ana@acme.example')).filter(
    (one) => one.internetMessageId === made.internetMessageId,
  )
}

async function item(id: string, select = ''): Promise<Reply> {
  return play.graph('GET', `/users/${rita}/messages/${id}${select}`)
}

describe('a draft from MIME', () => {
  test('keeps its Message-ID and thread, and gets the mailbox as From', async () => {
    const made = await draft(
      play,
      emailMime({
        'Message-ID': '<l1@contoso.example>',
        'In-Reply-To': '<l0@contoso.example>',
        References: '<l0@contoso.example>',
      }),
    )
    expect(made).toMatchObject({
      internetMessageId: '<l1@contoso.example>',
      isDraft: true,
      from: { emailAddress: { address: rita, name: 'Rita Reyes' } },
      toRecipients: [{ emailAddress: { address: 'ana@acme.example' } }],
    })
    const mime = await PostalMime.parse((await item(made.id, '/$value')).text)
    expect(mime).toMatchObject({
      messageId: '<l1@contoso.example>',
      inReplyTo: '<l0@contoso.example>',
      from: { address: rita },
    })
    expect((await item(made.id)).json.parentFolderId).toBe(
      (await play.graph('GET', `/users/${rita}/mailFolders/drafts`)).json.id,
    )
  })

  test.each(['not base64!', '"SGVsbG8="', 'SGVsbG8'])('written as %s is refused', async (raw) => {
    const reply = await play.graph('POST', `/users/${rita}/messages`, {
      raw,
      headers: { 'content-type': 'text/plain' },
    })
    expect([reply.status, reply.json.error.code]).toEqual([
      400,
      'ErrorMimeContentInvalidBase64String',
    ])
  })
})

test('changing the subject of a draft leaves its MIME body and thread as they are', async () => {
  const made = await draft(
    play,
    emailMime({ 'In-Reply-To': '<l0@contoso.example>', Cc: 'ben@acme.example' }),
  )
  const path = `/users/${rita}/messages/${made.id}`
  const reply = await play.graph('PATCH', path, {
    body: {
      subject: 'Grüße',
      ccRecipients: [],
      bccRecipients: [{ emailAddress: { address: 'cleo@other.example' } }],
    },
  })
  expect(reply.json).toMatchObject({ subject: 'Grüße', ccRecipients: [], isRead: true })
  expect((await play.graph('PATCH', path, { body: { isRead: false } })).json.isRead).toBe(false)
  await send(play, made.id)
  const [email] = await received('cleo@other.example')
  const mime = await PostalMime.parse(email?.raw ?? '')
  expect(mime).toMatchObject({
    subject: 'Grüße',
    inReplyTo: '<l0@contoso.example>',
    messageId: made.internetMessageId,
  })
  expect(mime.text).toContain('let us talk.')
  expect(mime.cc).toBeUndefined()
})

test('a new body for a draft from MIME keeps the thread it answers', async () => {
  const made = await draft(
    play,
    emailMime({ 'In-Reply-To': '<l0@contoso.example>', References: '<l0@contoso.example>' }),
  )
  const body = { contentType: 'text', content: 'Only this.' }
  await play.graph('PATCH', `/users/${rita}/messages/${made.id}`, { body: { body } })
  await send(play, made.id)
  const mime = await PostalMime.parse((await item(made.id, '/$value')).text)
  expect(mime).toMatchObject({
    inReplyTo: '<l0@contoso.example>',
    references: '<l0@contoso.example>',
  })
  expect(mime.text?.trim()).toBe('Only this.')
})

test('mail that arrived can be marked as read, and nothing else of it changed', async () => {
  const { id } = await arrive(play)
  const path = `/users/${rita}/messages/${id}`
  expect((await play.graph('PATCH', path, { body: { isRead: true } })).json.isRead).toBe(true)
})

test.each([
  [{ subject: 'Mine' }, 403, 'ErrorAccessDenied'],
  [{ body: { contentType: 'text', content: 'Mine' } }, 403, 'ErrorAccessDenied'],
  [{ toRecipients: [] }, 403, 'ErrorAccessDenied'],
  [{ isRead: true, bccRecipients: [] }, 403, 'ErrorAccessDenied'],
  [{ internetMessageId: '<mine@contoso.example>' }, 400, 'ErrorInvalidPropertySet'],
])(
  'a change of %j in mail that is no draft is refused, and nothing is changed',
  async (body, status, code) => {
    const { id } = await arrive(play)
    const before = (await item(id)).json
    const refused = await play.graph('PATCH', `/users/${rita}/messages/${id}`, { body })
    expect([refused.status, refused.json.error.code]).toEqual([status, code])
    expect((await item(id)).json).toEqual(before)
  },
)

describe('extended properties', () => {
  const key = 'String {5f0c0f5e-3d4a-4d7b-9a63-0f3f4b1e7a11} Name Key'
  const other = 'String {5f0c0f5e-3d4a-4d7b-9a63-0f3f4b1e7a11} Name Other'
  const expand = (...ids: string[]): string =>
    `$expand=singleValueExtendedProperties($filter=${ids.map((id) => `id eq '${id}'`).join(' or ')})`
  const set = (id: string, ...properties: { id: string; value: string }[]): Promise<Reply> =>
    play.graph('PATCH', `/users/${rita}/messages/${id}`, {
      body: { singleValueExtendedProperties: properties },
    })

  test('are set one by one on a draft, with a new change key, and stay on the sent item', async () => {
    const made = await draft(play)
    const first = await set(made.id, { id: key, value: 'k1' })
    expect(first.status).toBe(200)
    expect(first.json.changeKey).not.toBe(made.changeKey)
    await set(made.id, { id: other, value: 'o1' })
    await set(made.id, { id: key, value: 'k2' })
    await play.graph('PATCH', `/users/${rita}/messages/${made.id}`, {
      body: { subject: 'Other', body: { contentType: 'html', content: '<p>Other</p>' } },
    })
    await send(play, made.id)
    const { json } = await item(made.id, `?$select=subject&${expand(key, other)}`)
    expect(json.singleValueExtendedProperties).toEqual([
      { id: key, value: 'k2' },
      { id: other, value: 'o1' },
    ])
  })

  test('are found by a filter and shown in lists, and by nothing else', async () => {
    const made = await draft(play)
    await set(made.id, { id: key, value: "it's mine" })
    const listed = async (
      id: string,
      value: string,
      more = '',
      folder = 'drafts',
    ): Promise<Json[]> => {
      const clause = `singleValueExtendedProperties/Any(ep: ep/id eq '${id}' and ep/value eq '${value}')`
      const reply = await play.graph(
        'GET',
        `/users/${rita}/mailFolders/${folder}/messages?$filter=${encodeURIComponent(more + clause)}&$select=changeKey&${expand(key)}`,
      )
      expect(reply.status).toBe(200)
      return reply.json.value
    }
    const [found, ...others] = await listed(key, "it''s mine")
    expect(others).toEqual([])
    expect(found).toMatchObject({
      id: made.id,
      changeKey: (await item(made.id)).json.changeKey,
      singleValueExtendedProperties: [{ id: key, value: "it's mine" }],
    })
    expect(await listed(key, "it''s mine", 'isDraft eq true and ')).toHaveLength(1)
    expect(await listed(key.replace('5f0c', '5F0C'), "it''s mine")).toHaveLength(1)
    expect(await listed(key.replace('Key', 'key'), "it''s mine")).toEqual([])
    expect(await listed(key, 'it')).toEqual([])
    expect(await listed(other, "it''s mine")).toEqual([])
    await send(play, made.id)
    expect(await listed(key, "it''s mine", '', 'sentitems')).toHaveLength(1)
    const broken = encodeURIComponent(`singleValueExtendedProperties/Any(ep: ep/id eq '${key}')`)
    expect((await play.graph('GET', `/users/${rita}/messages?$filter=${broken}`)).status).toBe(400)
  })

  test('can be set on mail that arrived as well', async () => {
    const { id } = await arrive(play)
    expect((await set(id, { id: key, value: 'k3' })).status).toBe(200)
    expect((await item(id, `?${expand(key)}`)).json.singleValueExtendedProperties).toEqual([
      { id: key, value: 'k3' },
    ])
  })

  test('that stand for headers change the headers of a draft, which a new body keeps', async () => {
    const made = await draft(
      play,
      emailMime({ 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
    )
    await set(
      made.id,
      { id: 'String 0x1042', value: '<l9@contoso.example>' },
      { id: 'String 0x1045', value: '<https://contoso.example/u>' },
    )
    await play.graph('PATCH', `/users/${rita}/messages/${made.id}`, {
      body: { body: { contentType: 'text', content: 'Only this.' } },
    })
    await send(play, made.id)
    const raw = (await emailsOf(made))[0]?.raw ?? ''
    expect(
      raw.match(/^(In-Reply-To|List-Unsubscribe|List-Unsubscribe-Post): .*$/gim)?.sort(),
    ).toEqual([
      'In-Reply-To: <l9@contoso.example>',
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
      'List-Unsubscribe: <https://contoso.example/u>',
    ])
  })
})

describe('a draft from JSON', () => {
  const to = [{ emailAddress: { address: 'ana@acme.example', name: 'Ana Alves' } }]

  test('gets a Message-ID, can be changed until it is sent, and keeps its thread through the change', async () => {
    const made = await create({
      subject: 'Hello',
      body: { contentType: 'HTML', content: '<p>Dear Ana</p>' },
      toRecipients: to,
      internetMessageHeaders: [{ name: 'X-Step', value: '1' }],
      singleValueExtendedProperties: [{ id: 'String 0x1042', value: '<l0@contoso.example>' }],
    })
    expect(made.status).toBe(201)
    expect(made.json.internetMessageId).toMatch(/^<.+@.+>$/)
    const changed = await play.graph('PATCH', `/users/${rita}/messages/${made.json.id}`, {
      body: { subject: 'Hello again', internetMessageId: '<mine@contoso.example>' },
    })
    expect(changed.json).toMatchObject({
      id: made.json.id,
      subject: 'Hello again',
      internetMessageId: '<mine@contoso.example>',
    })
    expect((await send(play, made.json.id)).status).toBe(202)
    const [email] = await received('ana@acme.example')
    const mime = await PostalMime.parse(email?.raw ?? '')
    expect(mime).toMatchObject({
      subject: 'Hello again',
      messageId: '<mine@contoso.example>',
      inReplyTo: '<l0@contoso.example>',
    })
    expect(mime.html).toContain('Dear Ana')
    expect(mime.headers).toContainEqual(expect.objectContaining({ key: 'x-step', value: '1' }))
    const late = await play.graph('PATCH', `/users/${rita}/messages/${made.json.id}`, {
      body: { subject: 'Too late' },
    })
    expect([late.status, late.json.error.code]).toEqual([403, 'ErrorAccessDenied'])
  })

  test.each([
    [
      'a header that does not begin with x-',
      { internetMessageHeaders: [{ name: 'List-Unsubscribe', value: '<x>' }] },
      'InvalidInternetMessageHeader',
    ],
    [
      'six headers',
      { internetMessageHeaders: [1, 2, 3, 4, 5, 6].map((n) => ({ name: `X-${n}`, value: 'v' })) },
      'InvalidInternetMessageHeaderCollection',
    ],
    ['an unknown property', { colour: 'red' }, 'RequestBodyRead'],
    ['recipients as text', { toRecipients: ['ana@acme.example'] }, 'RequestBodyRead'],
  ])('with %s is refused', async (_what, body, code) => {
    const reply = await create(body)
    expect([reply.status, reply.json.error.code]).toEqual([400, code])
  })
})

describe('sending', () => {
  test('moves the same item to Sent Items and delivers it once, without Bcc on the wire', async () => {
    const made = await draft(
      play,
      emailMime({ Cc: 'Ben Brandt <ben@acme.example>', Bcc: 'cleo@other.example' }),
    )
    const mutable = (
      await play.graph('GET', `/users/${rita}/messages/${made.id}`, { headers: { prefer: '' } })
    ).json.id
    const answer = await send(play, made.id)
    expect([answer.status, answer.text, answer.headers.get('content-length')]).toEqual([
      202,
      '',
      '0',
    ])
    const sent = (await item(made.id)).json
    expect(sent).toMatchObject({
      id: made.id,
      isDraft: false,
      internetMessageId: made.internetMessageId,
    })
    expect(sent.parentFolderId).toBe(
      (await play.graph('GET', `/users/${rita}/mailFolders/sentitems`)).json.id,
    )
    expect((await item(mutable)).status).toBe(404)
    for (const address of ['ana@acme.example', 'ben@acme.example', 'cleo@other.example']) {
      const mails = (await received(address)).filter(
        (one) => one.internetMessageId === made.internetMessageId,
      )
      expect(mails).toHaveLength(1)
      expect(mails[0]?.raw).not.toContain('Bcc')
    }
    const again = await send(play, made.id)
    expect([again.status, again.json.error.code]).toEqual([400, 'ErrorInvalidRequest'])
  })

  test('of a draft asked for twice at the same moment delivers one email', async () => {
    const made = await draft(play)
    const { world } = play.sandbox()
    const [person] = world.people
    if (person === undefined) throw new Error('Rita is missing.')
    // Over HTTP one of the two is mostly done before the other begins.
    const answers = await Promise.all([
      submit(world, person, made.id),
      submit(world, person, made.id),
    ])
    expect(answers.sort()).toEqual(['accepted', 'not-a-draft'])
    expect(await emailsOf(made)).toHaveLength(1)
  })

  test('needs a recipient and a draft that is there', async () => {
    const nobody = (await create({ subject: 'To nobody' })).json
    expect((await send(play, nobody.id)).json.error.code).toBe('ErrorInvalidRecipients')
    const arrived = await arrive(play)
    expect((await send(play, arrived.id)).status).toBe(400)
    const other = await play.graph('POST', `/users/${sam}/messages/${nobody.id}/send`)
    expect([other.status, other.json.error.code]).toEqual([404, 'ErrorItemNotFound'])
  })

  test('to a colleague arrives in their Inbox; to nobody of the tenant a delivery report comes back', async () => {
    const made = await draft(
      play,
      emailMime({ To: 'Sam Sato <sam@contoso.example>, nobody@contoso.example' }),
    )
    await send(play, made.id)
    const sams = (await play.control('GET', `/mailboxes/${sam}/messages`)).json.items
    expect(sams[0]).toMatchObject({
      folder: 'inbox',
      isDraft: false,
      internetMessageId: made.internetMessageId,
    })
    const [report] = (await play.control('GET', `/mailboxes/${rita}/messages`)).json.items
    expect(report).toMatchObject({ subject: 'Undeliverable: A first email', folder: 'inbox' })
  })

  test('by sendMail works from JSON and from MIME and can leave no copy', async () => {
    const message = {
      subject: 'No copy',
      toRecipients: [{ emailAddress: { address: 'ben@acme.example' } }],
    }
    const json = await play.graph('POST', `/users/${rita}/sendMail`, {
      body: { Message: message, SaveToSentItems: 'false' },
    })
    expect([json.status, json.text]).toEqual([202, ''])
    const mime = await play.graph('POST', `/users/${rita}/sendMail`, {
      raw: Buffer.from(emailMime({ To: 'ben@acme.example', Subject: 'A copy' })).toString('base64'),
      headers: { 'content-type': 'text/plain' },
    })
    expect(mime.status).toBe(202)
    expect((await received('ben@acme.example')).slice(0, 2).map((one) => one.subject)).toEqual([
      'A copy',
      'No copy',
    ])
    const copies = (
      await play.graph(
        'GET',
        `/users/${rita}/mailFolders/sentitems/messages?$select=subject&$top=50`,
      )
    ).json.value
    expect(copies.map((one) => one.subject)).toContain('A copy')
    expect(copies.map((one) => one.subject)).not.toContain('No copy')
  })

  test('with a rewritten Message-ID changes it in Sent Items and on the wire', async () => {
    await play.control('POST', '/faults', { body: { rewriteMessageId: true } })
    const made = await draft(play)
    await send(play, made.id)
    const sent = (await item(made.id)).json
    expect(sent.internetMessageId).not.toBe(made.internetMessageId)
    const [email] = await received('ana@acme.example')
    expect(email?.internetMessageId).toBe(sent.internetMessageId)
    expect((await PostalMime.parse(email?.raw ?? '')).messageId).toBe(sent.internetMessageId)
  })

  test('with a delay shows first the draft, then nothing, then the sent item', async () => {
    await play.control('POST', '/faults', { body: { sendDelayMs: 2500 } })
    const made = await draft(play)
    expect((await send(play, made.id)).status).toBe(202)
    expect((await item(made.id)).json.isDraft).toBe(true)
    await waitFor(
      'the window in which it is nowhere',
      async () => (await item(made.id)).status === 404,
    )
    const sent = await waitFor('the sent item', async () => {
      const reply = await item(made.id)
      return reply.status === 200 && reply.json
    })
    expect(sent).toMatchObject({ id: made.id, isDraft: false })
    expect(
      (await received('ana@acme.example')).filter(
        (one) => one.internetMessageId === made.internetMessageId,
      ),
    ).toHaveLength(1)
  })

  test('an email on its way when the sandbox is stopped has left when it is back', async () => {
    await play.control('POST', '/faults', { body: { sendDelayMs: 60_000 } })
    const made = await draft(play)
    await send(play, made.id)
    await play.restart()
    expect((await item(made.id)).json.isDraft).toBe(false)
    expect((await received('ana@acme.example'))[0]?.internetMessageId).toBe(made.internetMessageId)
  })
})
