/** Reading people and mail through Graph. */

import { arrive, draft, follow, emailMime, mail, openPlay, rita, ritaId, sam } from './play.ts'
import type { Play } from './play.ts'

let play: Play
beforeAll(async () => {
  play = await openPlay()
})
afterAll(() => play.close())

const everything = '$filter=receivedDateTime ge 2020-01-01T00:00:00Z'

describe('the door', () => {
  test('a request without a token, or with a false one, is answered 401 in the form of Graph', async () => {
    for (const authorization of ['', 'Bearer nonsense']) {
      const reply = await play.graph('GET', '/users', { headers: { authorization } })
      expect(reply.status).toBe(401)
      expect(reply.json.error.code).toBe('InvalidAuthenticationToken')
      expect(reply.json.error.innerError['request-id']).toBe(reply.headers.get('request-id'))
      expect(reply.headers.get('www-authenticate')).toContain('Bearer')
    }
  })

  test('unknown routes, /me, wrong methods and unknown query options are refused', async () => {
    const code = async (method: string, path: string): Promise<string> => {
      const { status, json } = await play.graph(method, path)
      return `${status} ${json.error.code}`
    }
    expect(await code('GET', '/nothing')).toBe('400 BadRequest')
    expect(await code('GET', '/me/messages')).toBe('400 BadRequest')
    expect(await code('PUT', '/users')).toBe('405 Request_BadRequest')
    expect(await code('GET', `/users/${rita}/messages?$unheard=1`)).toBe(
      '400 RequestBroker--ParseUri',
    )
    expect(await code('GET', `/users/${rita}/messages?$select=colour`)).toBe(
      '400 RequestBroker--ParseUri',
    )
    expect(await code('GET', `/users/${rita}/messages?$top=1001`)).toBe(
      '400 RequestBroker--ParseUri',
    )
    expect(await code('GET', `/users/${rita}/messages?$top=none`)).toBe('400 BadRequest')
  })

  test('the client request id comes back and the Date header tells product time', async () => {
    const before = Date.parse((await play.control('GET', '/clock')).json.now)
    await play.control('POST', '/clock', { body: { advance: 'P30D' } })
    const reply = await play.graph('GET', '/organization', {
      headers: { 'client-request-id': 'mine' },
    })
    expect(reply.headers.get('client-request-id')).toBe('mine')
    expect(Date.parse(reply.headers.get('date') ?? '')).toBeGreaterThan(before + 29 * 86_400_000)
    expect(reply.json.value).toMatchObject([{ verifiedDomains: [{ name: 'contoso.example' }] }])
  })
})

describe('people', () => {
  test('are listed in pages and found by address or id', async () => {
    const first = await play.graph('GET', '/users?$select=mail&$top=3')
    expect(first.json.value).toHaveLength(3)
    expect(Object.keys(first.json.value[0] ?? {}).sort()).toEqual(['id', 'mail'])
    const more = await follow(play, first.json['@odata.nextLink'])
    expect(more.value.map((one) => one.mail)).toEqual(['nora@contoso.example', null])
    const byId = await play.graph(
      'GET',
      `/users/${ritaId}?$select=displayName,accountEnabled,proxyAddresses`,
    )
    expect(byId.json).toMatchObject({
      displayName: 'Rita Reyes',
      accountEnabled: true,
      proxyAddresses: ['SMTP:rita@contoso.example'],
    })
    expect((await play.graph('GET', `/users/RITA@contoso.example`)).json.id).toBe(ritaId)
  })

  test('who is nobody gives 404, who has no mailbox gives 404 with its own code', async () => {
    expect((await play.graph('GET', '/users/nobody@contoso.example')).json.error.code).toBe(
      'Request_ResourceNotFound',
    )
    const otto = await play.graph('GET', '/users/otto@contoso.example/messages')
    expect([otto.status, otto.json.error.code]).toEqual([404, 'MailboxNotEnabledForRESTAPI'])
    expect((await play.graph('GET', `/users/${rita}/mailboxSettings`)).json.timeZone).toBe('UTC')
  })
})

describe('folders', () => {
  test('go by well-known name in either spelling, or by id', async () => {
    const inbox = (await play.graph('GET', `/users/${sam}/mailFolders/inbox`)).json
    expect(inbox.displayName).toBe('Inbox')
    expect((await play.graph('GET', `/users/${sam}/mailFolders('Inbox')`)).json.id).toBe(inbox.id)
    expect(
      (await play.graph('GET', `/users/${sam}/mailFolders/${inbox.id}`)).json.displayName,
    ).toBe('Inbox')
    const all = (await play.graph('GET', `/users/${sam}/mailFolders?$select=displayName`)).json
      .value
    expect(all.map((one) => one.displayName)).toContain('Junk Email')
    expect((await play.graph('GET', `/users/${sam}/mailFolders/nowhere`)).status).toBe(400)
  })
})

describe('messages', () => {
  test('of all folders are listed, newest first, ten to a page; the link leads on without loss', async () => {
    for (let n = 0; n < 12; n += 1)
      await arrive(
        play,
        mail({ Subject: `Mail ${n}` }),
        `mailbox=${sam}&receivedDateTime=2026-01-0${n < 9 ? 1 : 2}T10:00:${10 + n}Z`,
      )
    const first = (await play.graph('GET', `/users/${sam}/messages?$select=subject`)).json
    expect(first.value).toHaveLength(10)
    expect(first.value[0]?.subject).toBe('Mail 11')
    const next = await follow(play, first['@odata.nextLink'])
    expect(next.value.map((one) => one.subject)).toEqual(['Mail 1', 'Mail 0'])
    expect(next['@odata.nextLink']).toBeUndefined()
  })

  test.each([
    ['receivedDateTime ge 2026-01-02T00:00:00Z', 3],
    ['receivedDateTime gt 2026-01-01T10:00:12Z and receivedDateTime lt 2026-01-01T10:00:14Z', 1],
    ['receivedDateTime le 2026-01-01T10:00:12Z', 3],
    ['receivedDateTime eq 2026-01-01T10:00:12Z', 1],
    ['isDraft eq true', 0],
    ["from/emailAddress/address eq 'ANA@acme.example'", 12],
    ["parentFolderId eq 'inbox'", 12],
    ["internetMessageId eq '<it''s not here@x>'", 0],
  ])('filtered by %s give %i', async (filter, count) => {
    const reply = await play.graph(
      'GET',
      `/users/${sam}/messages?$top=50&$filter=${encodeURIComponent(filter)}`,
    )
    expect(reply.json.value).toHaveLength(count)
  })

  test('a time between two seconds is shown without its fraction and found again by gt on that second', async () => {
    await arrive(play, mail({ Subject: 'Between' }), 'receivedDateTime=2026-02-01T08:00:00.500Z')
    const filter = encodeURIComponent(
      'receivedDateTime gt 2026-02-01T08:00:00Z and receivedDateTime lt 2026-02-01T08:00:01Z',
    )
    const { value } = (await play.graph('GET', `/users/${rita}/messages?$filter=${filter}`)).json
    expect(value.map((one) => one.receivedDateTime)).toEqual(['2026-02-01T08:00:00Z'])
  })

  test('sorting by a property that is not the first of the filter is refused as inefficient', async () => {
    const refused = await play.graph(
      'GET',
      `/users/${sam}/messages?$filter=isDraft eq false and receivedDateTime ge 2026-01-01T00:00:00Z&$orderby=receivedDateTime`,
    )
    expect([refused.status, refused.json.error.code]).toEqual([400, 'InefficientFilter'])
    const good = await play.graph(
      'GET',
      `/users/${sam}/messages?$filter=receivedDateTime ge 2026-01-01T00:00:00Z and isDraft eq false&$orderby=receivedDateTime asc&$top=1&$select=subject`,
    )
    expect(good.json.value[0]?.subject).toBe('Mail 0')
  })

  test.each([
    ["receivedDateTime ge '2026-01-01T00:00:00Z'"],
    ['receivedDateTime ge yesterday'],
    ["colour eq 'red'"],
    ['isDraft eq true or isRead eq true'],
    ['isDraft gt true'],
    [''],
  ])('the filter "%s" is refused', async (filter) => {
    expect(
      (await play.graph('GET', `/users/${sam}/messages?$filter=${encodeURIComponent(filter)}`))
        .status,
    ).toBe(400)
  })

  test('show headers only when selected, in order and with repeats, and the class by $expand under its short id', async () => {
    const raw = `Received: by one\r\nReceived: by\r\n two\r\n${mail({ 'X-Kind': 'Ünusual' })}`
    const { id } = await arrive(play, raw)
    const plain = (await play.graph('GET', `/users/${rita}/messages/${id}`)).json
    expect(plain.internetMessageHeaders).toBeUndefined()
    expect(plain.body).toMatchObject({
      contentType: 'html',
      content: expect.stringContaining('let us talk.'),
    })
    expect(plain.bodyPreview).toBe('Hello Rita,\r\nlet us talk.')
    const path = `/users/${rita}/messages/${id}?$select=internetMessageHeaders&$expand=singleValueExtendedProperties($filter=id eq 'String 0x001A')`
    const { json } = await play.graph('GET', path)
    expect([json.internetMessageHeaders].flat().slice(0, 2)).toEqual([
      { name: 'Received', value: 'by one' },
      { name: 'Received', value: 'by two' },
    ])
    // Exchange writes the property's id back in its own spelling.
    expect(json.singleValueExtendedProperties).toEqual([{ id: 'String 0x1a', value: 'IPM.Note' }])
    expect(json.subject).toBeUndefined()
    const mime = await play.graph('GET', `/users/${rita}/messages/${id}/$value`)
    expect(mime.headers.get('content-type')).toBe('text/plain')
    expect(mime.text).toBe(raw)
  })

  test('written in the mailbox show no Message-ID among their headers', async () => {
    const { id } = await draft(play, emailMime({ 'X-Step': '1' }))
    const { json } = await play.graph(
      'GET',
      `/users/${rita}/messages/${id}?$select=internetMessageHeaders,internetMessageId`,
    )
    expect(json.internetMessageHeaders).toEqual([{ name: 'X-Step', value: '1' }])
    expect(json.internetMessageId).toContain('email-')
  })

  test('ids that are malformed give 400, unknown ones 404; ids are case-sensitive', async () => {
    const { id } = await arrive(play)
    const status = async (wanted: string): Promise<number> =>
      (await play.graph('GET', `/users/${rita}/messages/${wanted}`)).status
    expect(await status(id)).toBe(200)
    expect(await status('17')).toBe(400)
    expect(await status(`${id.slice(0, -6)}AAAAA=`)).toBe(404)
    const swapped =
      id.slice(0, 8) +
      id
        .slice(8)
        .replace(/[a-zA-Z]/g, (c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase()))
    expect(await status(swapped)).toBe(404)
  })

  test('the default id changes on a move, the immutable one stays', async () => {
    const { id } = await arrive(play)
    const mutable = { prefer: '' }
    const before = (await play.graph('GET', `/users/${rita}/messages/${id}`, { headers: mutable }))
      .json.id
    const moved = await play.graph('POST', `/users/${rita}/messages/${id}/move`, {
      body: { DestinationId: 'archive' },
      headers: mutable,
    })
    expect(moved.status).toBe(201)
    expect(moved.json.id).not.toBe(before)
    expect((await play.graph('GET', `/users/${rita}/messages/${before}`)).status).toBe(404)
    const archive = (await play.graph('GET', `/users/${rita}/mailFolders/archive`)).json
    expect((await play.graph('GET', `/users/${rita}/messages/${id}`)).json).toMatchObject({
      id,
      parentFolderId: archive.id,
    })
  })

  test('deleting moves to Deleted Items, and from there away', async () => {
    const { id } = await arrive(play)
    expect((await play.graph('DELETE', `/users/${rita}/messages/${id}`)).status).toBe(204)
    const bin = await play.graph(
      'GET',
      `/users/${rita}/mailFolders/deleteditems/messages?$select=id`,
    )
    expect(bin.json.value).toEqual([expect.objectContaining({ id })])
    expect((await play.graph('DELETE', `/users/${rita}/messages/${id}`)).status).toBe(204)
    expect((await play.graph('GET', `/users/${rita}/messages/${id}`)).status).toBe(404)
  })

  test('a thousand mails are delivered, and read in two pages', async () => {
    for (let n = 0; n < 1000; n += 50)
      await Promise.all(
        Array.from({ length: 50 }, () => arrive(play, mail(), 'mailbox=nora@contoso.example')),
      )
    const path = `/users/nora@contoso.example/messages?$top=900&$select=id&${everything}&$orderby=receivedDateTime`
    const first = (await play.graph('GET', path)).json
    const next = await follow(play, first['@odata.nextLink'])
    expect(new Set([...first.value, ...next.value].map((one) => one.id)).size).toBe(1000)
  })
})
