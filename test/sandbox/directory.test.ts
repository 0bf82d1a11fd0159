/** The directory through Graph: people who change, leave, come back, and who is told. */

import { tenantPeople } from '../../sandbox/person.ts'
import { arrive, followed, mail, openPlay, rita, sam, subscribe, waitFor } from './play.ts'
import type { Json, Play } from './play.ts'

let play: Play
beforeEach(async () => {
  play = await openPlay()
})
afterEach(() => play.close())

const samId = tenantPeople[1]?.id ?? ''

async function round(link: string, headers = {}): Promise<{ value: Json[]; deltaLink: string }> {
  const absolute = link.startsWith('http') ? link : `${play.url}/v1.0${link}`
  const value: Json[] = []
  let { json } = await followed(play, absolute, headers)
  value.push(...json.value)
  while (json['@odata.nextLink']) {
    json = (await followed(play, json['@odata.nextLink'], headers)).json
    value.push(...json.value)
  }
  return { value, deltaLink: json['@odata.deltaLink'] }
}

const graphStatus = async (path: string): Promise<string> => {
  const { status, json } = await play.graph('GET', path)
  return status === 200 ? '200' : `${status} ${json.error.code}`
}

const delta = '/users/delta?$select=accountEnabled,mail,proxyAddresses'

test('a first round tells everybody, in pages; later ones only changes of the selected properties', async () => {
  const first = await round(delta, { prefer: 'odata.maxpagesize=2' })
  expect(first.value).toHaveLength(5)
  expect(first.value.find((one) => one.id === samId)).toEqual({
    id: samId,
    accountEnabled: true,
    mail: sam,
    proxyAddresses: [`SMTP:${sam}`],
  })
  expect((await round(first.deltaLink)).value).toEqual([])
  await play.control('PATCH', `/people/${sam}`, { body: { name: 'Sam Suzuki' } })
  expect((await round(first.deltaLink)).value).toEqual([])
  await play.control('PATCH', `/people/${sam}`, { body: { accountEnabled: false } })
  await play.restart()
  expect((await round(first.deltaLink)).value).toMatchObject([
    { id: samId, accountEnabled: false, mail: sam },
  ])
  const minimal = await round(first.deltaLink, { prefer: 'return=minimal' })
  expect(minimal.value).toEqual([{ id: samId, accountEnabled: false }])
  expect((await play.graph('GET', `/users/${samId}`)).json.displayName).toBe('Sam Suzuki')
})

test('the latest token begins without telling anybody', async () => {
  const latest = await round(`${delta}&$deltatoken=latest`)
  expect(latest.value).toEqual([])
  await play.control('PATCH', `/people/${sam}`, { body: { accountEnabled: false } })
  expect((await round(latest.deltaLink)).value).toMatchObject([{ id: samId }])
})

test('a new address becomes the first one, and mail to the old one still arrives', async () => {
  const { deltaLink } = await round(delta)
  const changed = await play.control('PATCH', `/people/${sam}`, {
    body: { address: 'sam.sato@contoso.example' },
  })
  expect(changed.json).toMatchObject({ address: 'sam.sato@contoso.example', aliases: [sam] })
  expect((await round(deltaLink)).value).toMatchObject([
    {
      mail: 'sam.sato@contoso.example',
      proxyAddresses: ['SMTP:sam.sato@contoso.example', `smtp:${sam}`],
    },
  ])
  await play.control('POST', `/mailboxes/${rita}/letters`, { body: { to: [sam], subject: 'Old' } })
  const { items } = (await play.control('GET', '/mailboxes/sam.sato@contoso.example/messages')).json
  expect(items[0]?.subject).toBe('Old')
  expect(await graphStatus(`/users/${sam}`)).toBe('404 Request_ResourceNotFound')
  const taken = await play.control('PATCH', `/people/${rita}`, { body: { address: sam } })
  expect([taken.status, taken.json.detail]).toEqual([409, `${sam} belongs to Sam Sato.`])
})

test('somebody deleted is gone, lies in the bin, and comes back when restored', async () => {
  const { deltaLink } = await round(delta)
  expect((await play.control('DELETE', `/people/${sam}`)).status).toBe(204)
  expect(await graphStatus(`/users/${samId}`)).toBe('404 Request_ResourceNotFound')
  expect(await graphStatus(`/users/${samId}/messages`)).toBe('404 ErrorInvalidUser')
  for (const cast of ['microsoft.graph.user', 'graph.user']) {
    const bin = await play.graph(
      'GET',
      `/directory/deletedItems/${cast}?$select=userPrincipalName,deletedDateTime`,
    )
    expect(bin.json.value).toEqual([
      {
        id: samId,
        userPrincipalName: `${samId.replaceAll('-', '')}${sam}`,
        deletedDateTime: expect.stringMatching(/Z$/),
      },
    ])
  }
  const left = await round(deltaLink)
  expect(left.value).toEqual([{ id: samId, '@removed': { reason: 'changed' } }])
  expect((await play.control('POST', `/people/${sam}/restoration`)).status).toBe(201)
  expect(await graphStatus(`/users/${samId}/messages`)).toBe('200')
  expect((await round(left.deltaLink)).value).toMatchObject([{ id: samId, mail: sam }])
  expect((await play.control('POST', `/people/${sam}/restoration`)).status).toBe(404)
})

test('30 days after, or when asked, somebody deleted is gone for good', async () => {
  await play.control('DELETE', `/people/${sam}`)
  await play.control('POST', '/clock', { body: { advance: 'P28D' } })
  const { deltaLink } = await round(delta)
  await play.control('POST', '/clock', { body: { advance: 'P3D' } })
  const gone = { id: samId, '@removed': { reason: 'deleted' } }
  expect((await round(deltaLink)).value).toEqual([gone])
  expect((await play.control('POST', `/people/${sam}/restoration`)).status).toBe(404)
  await play.control('DELETE', '/people/nora@contoso.example?permanently=true')
  expect((await round(deltaLink)).value).toHaveLength(2)
})

test('tokens live seven days, and are forgotten when told to', async () => {
  const { deltaLink } = await round(delta)
  await play.control('POST', '/clock', { body: { advance: 'P6D' } })
  expect((await followed(play, deltaLink)).status).toBe(200)
  await play.control('POST', '/clock', { body: { advance: 'P2D' } })
  const late = await followed(play, deltaLink)
  expect([late.status, late.json.error.code]).toEqual([410, 'syncStateNotFound'])
  expect(late.headers.get('location')).toMatch(/users\/delta\?\$deltatoken=$/)
  const young = await round(delta)
  await play.control('POST', '/deltas/expire', { body: {} })
  expect((await followed(play, young.deltaLink)).status).toBe(410)
  const nonsense = await play.graph('GET', '/users/delta?$deltatoken=nonsense')
  expect(nonsense.status).toBe(400)
  expect((await play.graph('GET', '/users/delta?$orderby=mail')).status).toBe(400)
})

test('without a mailbox there is no mail to read and none to deliver', async () => {
  await play.control('PATCH', `/people/${sam}`, { body: { hasMailbox: false } })
  expect(await graphStatus(`/users/${samId}/messages`)).toBe('404 MailboxNotEnabledForRESTAPI')
  expect(
    (await play.graph('GET', `/users/${samId}?$select=mail,assignedLicenses`)).json,
  ).toMatchObject({ mail: null, assignedLicenses: [] })
})

test('subscribers to the users hear of changes and soft deletion as updated, of the end as deleted', async () => {
  const refused = await subscribe(play, { resource: 'users' })
  expect([refused.status, refused.json.error.code]).toEqual([400, 'InvalidRequest'])
  const whole = await subscribe(play, { resource: 'users', changeType: 'updated,deleted' })
  const one = await subscribe(play, { resource: `users/${samId}`, changeType: 'updated' })
  expect([whole.status, one.status]).toEqual([201, 201])
  await play.control('PATCH', `/people/${rita}`, { body: { accountEnabled: false } })
  await play.control('DELETE', `/people/${sam}`)
  await play.control('DELETE', `/people/${sam}?permanently=true`)
  const seen = await waitFor('four notifications', () => {
    const items = play.subscriber.items()
    return items.length >= 4 && items
  })
  const ofWhole = seen.filter((item) => item.subscriptionId === whole.json.id)
  expect(ofWhole.map((item) => item.changeType)).toEqual(['updated', 'updated', 'deleted'])
  expect(ofWhole[1]).toMatchObject({
    resource: `Users/${samId}`,
    resourceData: { '@odata.type': '#Microsoft.Graph.User', id: samId },
  })
  expect(seen.filter((item) => item.subscriptionId === one.json.id)).toHaveLength(1)
})

describe('automatic replies', () => {
  const away = {
    automaticReplies: {
      status: 'scheduled',
      message: 'I am away until Friday.',
      until: '2099-01-01T08:00:00Z',
    },
  }
  const setAway = async (address: string, body: object = away): Promise<void> => {
    const reply = await play.control('PATCH', `/mailboxes/${address}/settings`, { body })
    expect(reply.status).toBe(200)
  }
  const oofOf = async (address: string): Promise<Json[]> =>
    (await play.control('GET', `/mailboxes/${address}/messages`)).json.items.filter((one) =>
      one.subject.startsWith('Automatic reply:'),
    )
  const write = (from: string, to: string): Promise<unknown> =>
    play.control('POST', `/mailboxes/${from}/letters`, { body: { to: [to], subject: 'Hello' } })

  test('are shown in the mailbox settings', async () => {
    await setAway(sam)
    expect((await play.graph('GET', `/users/${sam}/mailboxSettings`)).json).toMatchObject({
      timeZone: 'UTC',
      automaticRepliesSetting: {
        status: 'scheduled',
        internalReplyMessage: 'I am away until Friday.',
        externalReplyMessage: 'I am away until Friday.',
        scheduledEndDateTime: { dateTime: '2099-01-01T08:00:00.0000000', timeZone: 'UTC' },
      },
    })
    const open = await play.control('PATCH', `/mailboxes/${sam}/settings`, {
      body: { automaticReplies: { status: 'scheduled' } },
    })
    expect([open.status, open.json.detail]).toEqual([400, expect.stringContaining('until')])
  })

  test('of a colleague are found by Message-ID only, and once', async () => {
    await setAway(sam)
    await write(rita, sam)
    await write(rita, sam)
    const [answer, ...more] = await oofOf(rita)
    expect(more).toEqual([])
    expect(answer).toMatchObject({ messageClass: 'IPM.Note.Rules.OofTemplate.Microsoft' })
    const inbox = `/users/${rita}/mailFolders/inbox/messages`
    expect((await play.graph('GET', inbox)).json.value).toEqual([])
    const everything = '?$filter=receivedDateTime ge 2020-01-01T00:00:00Z&$select=subject'
    const all = (await play.graph('GET', `/users/${rita}/messages${everything}`)).json.value
    expect(all.map((one) => one.subject)).toEqual(['Hello', 'Hello'])
    const byId = encodeURIComponent(`internetMessageId eq '${answer?.internetMessageId ?? ''}'`)
    const found = (await play.graph('GET', `/users/${rita}/messages?$filter=${byId}`)).json.value
    expect(found.map((one) => one.id)).toEqual([answer?.id])
  })

  test('to people outside leave as mail that says it is automatic', async () => {
    await setAway(rita, { automaticReplies: { status: 'alwaysEnabled', message: 'Away.' } })
    await arrive(play)
    const [answer] = (await play.control('GET', '/outside/ana@acme.example/messages')).json.items
    expect(answer).toMatchObject({ subject: 'Automatic reply: Hello', text: 'Away.\n' })
    expect(answer?.raw).toContain('Auto-Submitted: auto-generated')
  })

  test.each([
    ['automatic mail', { 'Auto-Submitted': 'auto-replied' }],
    ['a list', { 'List-Id': '<news.acme.example>' }],
    ['mail that asks for none', { 'X-Auto-Response-Suppress': 'DR, OOF, AutoReply' }],
    ['mail to others', { To: 'info@contoso.example' }],
  ])('do not go to %s', async (_what, headers) => {
    await setAway(rita)
    await arrive(play, mail(headers))
    expect((await play.control('GET', '/outside/ana@acme.example/messages')).json.items).toEqual([])
  })

  test('end with the time that was set', async () => {
    const now = Date.parse((await play.control('GET', '/clock')).json.now)
    const until = new Date(now + 86_400_000).toISOString()
    await setAway(sam, { automaticReplies: { status: 'scheduled', message: 'Away.', until } })
    await play.control('POST', '/clock', { body: { advance: 'P2D' } })
    await write(rita, sam)
    expect(await oofOf(rita)).toEqual([])
  })
})
