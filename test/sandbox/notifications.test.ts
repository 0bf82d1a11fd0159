/** Subscriptions and the notifications they bring. */

import { arrive, draft, openPlay, rita, ritaId, send, subscribe, waitFor } from './play.ts'
import type { Json, Play } from './play.ts'

let play: Play
beforeEach(async () => {
  play = await openPlay()
})
afterEach(() => play.close())

const day = 24 * 3_600_000

async function productTime(): Promise<number> {
  return Date.parse((await play.control('GET', '/clock')).json.now)
}

function notifications(count: number): Promise<Json[]> {
  return waitFor(`${count} notifications`, () => {
    const items = play.subscriber.items()
    return items.length >= count && items
  })
}

describe('subscribing', () => {
  test('shakes hands with both addresses first, keeping their query, and answers the whole subscription', async () => {
    const url = `${play.subscriber.url}?tenant=1`
    const reply = await subscribe(play, { notificationUrl: url })
    expect(reply.status).toBe(201)
    expect(reply.json).toMatchObject({
      clientState: 'a secret',
      encryptionCertificate: null,
      latestSupportedTlsVersion: 'v1_2',
    })
    expect(play.subscriber.handshakes).toHaveLength(2)
    expect(play.subscriber.handshakes[0]?.contentType).toBe('text/plain; charset=utf-8')
    expect(play.subscriber.handshakes[0]?.query).toMatch(
      /\?tenant=1&validationToken=Validation%3A%20/,
    )
    expect((await play.graph('GET', `/subscriptions/${reply.json.id}`)).json.id).toBe(reply.json.id)
    expect((await play.graph('GET', '/subscriptions')).json.value).toHaveLength(1)
  })

  test.each([
    ['answers another status', { status: 202, type: 'text/plain', body: '' }],
    ['answers another type', { status: 200, type: 'text/html', body: '' }],
    ['answers the token undecoded', { status: 200, type: 'text/plain', body: 'encode' }],
  ])('is refused when the subscriber %s', async (_what, wrong) => {
    play.subscriber.shake((token) => ({
      ...wrong,
      body: wrong.body === 'encode' ? encodeURIComponent(token) : token,
    }))
    const reply = await subscribe(play)
    expect([reply.status, reply.json.error.code]).toEqual([400, 'InvalidRequest'])
    expect(reply.json.error.message).toMatch(/^Subscription validation request failed\./)
    expect((await play.graph('GET', '/subscriptions')).json.value).toHaveLength(0)
  })

  test('is refused when nobody listens', async () => {
    await play.subscriber.down()
    expect((await subscribe(play)).status).toBe(400)
    await play.subscriber.up()
  })

  test.each([
    ['an http address', { notificationUrl: 'http://localhost:3000/notifications' }],
    ['a resource that cannot be watched', { resource: 'planets/3' }],
    ['another change type', { changeType: 'created,painted' }],
    ['a client state of 129 characters', { clientState: 'x'.repeat(129) }],
    ['a time in the past', { expirationDateTime: '2020-01-01T00:00:00Z' }],
    [
      'more than 10,080 minutes',
      { expirationDateTime: new Date(Date.now() + 7 * day + 120_000).toISOString() },
    ],
    ['an unknown property', { colour: 'red' }],
    ['no resource', { resource: undefined }],
  ])('is refused with %s', async (_what, body) => {
    expect((await subscribe(play, body)).status).toBe(400)
  })

  test('for less than 45 minutes gives 45', async () => {
    const now = await productTime()
    const reply = await subscribe(play, {
      expirationDateTime: new Date(now + 60_000).toISOString(),
    })
    expect(Date.parse(reply.json.expirationDateTime) - now).toBeGreaterThan(44.9 * 60_000)
  })

  test('twice to the same is a conflict that names the first', async () => {
    const first = await subscribe(play)
    const second = await subscribe(play, { changeType: 'deleted,created,updated' })
    expect(second.status).toBe(409)
    expect(second.json.error.message).toContain(first.json.id)
    expect((await subscribe(play, { changeType: 'created' })).status).toBe(201)
  })

  test('can be renewed, reauthorized and ended; it expires by product time', async () => {
    const { id } = (await subscribe(play)).json
    const longer = new Date((await productTime()) + 6 * day).toISOString()
    const renewed = await play.graph('PATCH', `/subscriptions/${id}`, {
      body: { expirationDateTime: longer },
    })
    expect(renewed.json.expirationDateTime).toBe(longer)
    expect((await play.graph('POST', `/subscriptions/${id}/reauthorize`)).status).toBe(204)
    await play.control('POST', '/clock', { body: { advance: 'P7D' } })
    expect((await play.graph('GET', `/subscriptions/${id}`)).status).toBe(404)
    const next = (await subscribe(play)).json.id
    expect((await play.graph('DELETE', `/subscriptions/${next}`)).status).toBe(204)
    expect(
      (
        await play.graph('PATCH', `/subscriptions/${next}`, {
          body: { expirationDateTime: longer },
        })
      ).status,
    ).toBe(404)
  })
})

describe('notifications', () => {
  test('tell what was created, changed, moved and deleted, by immutable id when subscribed so', async () => {
    const subscription = (await subscribe(play)).json
    const { id } = await arrive(play)
    const [created] = await notifications(1)
    expect(created).toEqual({
      subscriptionId: subscription.id,
      subscriptionExpirationDateTime: subscription.expirationDateTime,
      changeType: 'created',
      resource: `Users/${ritaId}/Messages/${id}`,
      resourceData: {
        '@odata.type': '#Microsoft.Graph.Message',
        '@odata.id': `Users/${ritaId}/Messages/${id}`,
        '@odata.etag': expect.stringMatching(/^W\/".+"$/),
        id,
      },
      clientState: 'a secret',
      tenantId: '7c1f0a52-3c55-4c1e-9a3b-0d6f5b0e5a11',
    })
    await play.control('PATCH', `/mailboxes/${rita}/messages/${id}`, { body: { isRead: true } })
    await play.control('PATCH', `/mailboxes/${rita}/messages/${id}`, {
      body: { folder: 'archive' },
    })
    const items = await notifications(4)
    expect(items.map((one) => one.changeType)).toEqual(['created', 'updated', 'deleted', 'created'])
  })

  test('carry default ids when subscribed without the header', async () => {
    await subscribe(play, {}, { prefer: '' })
    const { id } = await arrive(play)
    const [created] = await notifications(1)
    const shown = (
      await play.graph('GET', `/users/${rita}/messages/${id}`, { headers: { prefer: '' } })
    ).json.id
    expect(created?.resourceData).toMatchObject({ id: shown })
    expect(shown).not.toBe(id)
  })

  test('of drafts and sent items come for the whole mailbox, and not for the inbox alone', async () => {
    await subscribe(play, { resource: `users/${ritaId}/mailFolders('inbox')/messages` })
    const made = await draft(play)
    await send(play, made.id)
    await arrive(play)
    expect((await notifications(1)).map((one) => one.changeType)).toEqual(['created'])
    await subscribe(play)
    const next = await draft(play)
    await send(play, next.id)
    expect((await notifications(4)).slice(1).map((one) => one.changeType)).toEqual([
      'created',
      'deleted',
      'created',
    ])
  })

  test('are repeated until the product takes them, also when it was away', async () => {
    await subscribe(play)
    play.subscriber.answerWith(503)
    await arrive(play)
    await waitFor('a second attempt', () => play.subscriber.posts.length >= 2)
    await play.subscriber.down()
    await arrive(play)
    await play.subscriber.up()
    play.subscriber.answerWith(202)
    play.subscriber.posts.length = 0
    const items = await notifications(2)
    expect(new Set(items.map((one) => one.resource)).size).toBe(2)
  })

  test('that were not delivered come after a restart of the sandbox', async () => {
    await subscribe(play)
    await play.subscriber.down()
    const { id } = await arrive(play)
    await play.restart()
    await play.subscriber.up()
    expect((await notifications(1))[0]?.resource).toContain(id)
  })
})

describe('ordered misbehaviour of notifications', () => {
  beforeEach(async () => {
    await subscribe(play)
  })
  const order = (body: unknown): Promise<unknown> => play.control('POST', '/faults', { body })
  const idsSeen = (): string[] =>
    play.subscriber.items().map((one) => String(one.resource).split('/').at(-1) ?? '')

  test('drops them', async () => {
    await order({ notices: 'drop', times: 1 })
    await arrive(play)
    const second = await arrive(play)
    await notifications(1)
    expect(idsSeen()).toEqual([second.id])
    expect((await play.control('GET', '/faults')).json.items[0]).toMatchObject({
      hits: 1,
      notices: 'drop',
    })
  })

  test('doubles them', async () => {
    await order({ notices: 'double' })
    const { id } = await arrive(play)
    await notifications(2)
    expect(idsSeen()).toEqual([id, id])
  })

  test('delays them', async () => {
    await order({ notices: 'delay', delayMs: 400, times: 1 })
    const started = Date.now()
    await arrive(play)
    await notifications(1)
    expect(Date.now() - started).toBeGreaterThanOrEqual(395)
  })

  test('lets the next one overtake', async () => {
    await order({ notices: 'reorder', delayMs: 5_000, times: 1 })
    const first = await arrive(play)
    const second = await arrive(play)
    await notifications(2)
    expect(idsSeen()).toEqual([second.id, first.id])
  })
})

describe('lifecycle', () => {
  test.each(['reauthorizationRequired', 'missed', 'subscriptionRemoved'])(
    '%s is told on order',
    async (event) => {
      const { id } = (await subscribe(play)).json
      await play.control('POST', '/subscriptions/lifecycle', { body: { mailbox: rita, event } })
      const [item] = await notifications(1)
      expect(item).toMatchObject({
        subscriptionId: id,
        lifecycleEvent: event,
        clientState: 'a secret',
      })
      expect(item?.changeType).toBeUndefined()
      expect((await play.graph('GET', `/subscriptions/${id}`)).status).toBe(
        event === 'subscriptionRemoved' ? 404 : 200,
      )
    },
  )

  test('warns when the end is near, and expires on order without a word', async () => {
    await subscribe(play)
    await play.control('POST', '/clock', { body: { advance: 'P4DT23H30M' } })
    expect((await notifications(1))[0]).toMatchObject({ lifecycleEvent: 'reauthorizationRequired' })
    expect(
      (await play.control('POST', '/subscriptions/expire', { body: { mailbox: rita } })).json,
    ).toEqual({ expired: 1 })
    expect((await play.graph('GET', '/subscriptions')).json.value).toHaveLength(0)
  })
})
