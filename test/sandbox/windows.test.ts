/** The moments in which an item that exists cannot be found: just made, or on its way to another folder. */

import { arrive, draft, emailMime, openPlay, rita, send, subscribe, waitFor } from './play.ts'
import type { Json, Play, Reply } from './play.ts'

let play: Play
beforeAll(async () => {
  play = await openPlay()
})
afterEach(async () => {
  await play.control('DELETE', '/faults')
})
afterAll(() => play.close())

/** Long enough for a slow machine to look into it. */
const windowMs = 2_500

const order = (body: unknown): Promise<unknown> => play.control('POST', '/faults', { body })
const item = (id: string): Promise<Reply> => play.graph('GET', `/users/${rita}/messages/${id}`)
const listed = async (id: string, path = 'messages', query = ''): Promise<boolean> => {
  const reply = await play.graph('GET', `/users/${rita}/${path}?$top=100&$select=id${query}`)
  return reply.json.value.some((one) => one.id === id)
}
const found = (id: string): Promise<Json> =>
  waitFor('the item', async () => {
    const reply = await item(id)
    return reply.status === 200 && reply.json
  })
const folderOf = async (id: string): Promise<unknown> =>
  (await play.control('GET', `/mailboxes/${rita}/messages`)).json.items.find((one) => one.id === id)
    ?.folder
const emails = async (made: Json): Promise<number> =>
  (await play.control('GET', '/outside/ana@acme.example/messages')).json.items.filter(
    (one) => one.internetMessageId === made.internetMessageId,
  ).length

describe('a draft just made', () => {
  test('answers 404 for a while, is in no list, and cannot be sent until it is there', async () => {
    await order({ createWindowMs: windowMs, times: 1 })
    const made = await draft(play)
    expect((await item(made.id)).json.error.code).toBe('ErrorItemNotFound')
    expect((await send(play, made.id)).status).toBe(404)
    const filter = `&$filter=internetMessageId eq '${encodeURIComponent(made.internetMessageId)}'`
    expect(await listed(made.id)).toBe(false)
    expect(await listed(made.id, 'messages', filter)).toBe(false)
    expect((await item((await draft(play)).id)).status).toBe(200)

    expect(await found(made.id)).toMatchObject({ id: made.id, isDraft: true })
    expect(await listed(made.id, 'messages', filter)).toBe(true)
    expect(await emails(made)).toBe(0)
    expect((await send(play, made.id)).status).toBe(202)
    expect(await emails(made)).toBe(1)
  })

  test('is announced at once, before it can be read', async () => {
    await subscribe(play)
    await order({ createWindowMs: 60_000 })
    const made = await draft(play)
    const told = await waitFor('the notification', () =>
      play.subscriber.items().find((one) => String(one.resource).endsWith(made.id)),
    )
    expect(told.changeType).toBe('created')
    expect((await item(made.id)).status).toBe(404)
  })

  test('cannot be found after a restart either, until its time is over', async () => {
    await order({ createWindowMs: windowMs })
    const made = await draft(play)
    await play.restart()
    expect((await item(made.id)).status).toBe(404)
    expect(await found(made.id)).toMatchObject({ id: made.id })
  })
})

describe('an item on its way', () => {
  test('from Drafts to Sent Items is in neither, though the email has left, and keeps its id', async () => {
    const made = await draft(play)
    await order({ moveWindowMs: windowMs, times: 1 })
    expect((await send(play, made.id)).status).toBe(202)
    expect((await item(made.id)).status).toBe(404)
    expect(await listed(made.id, 'mailFolders/drafts/messages')).toBe(false)
    expect(await listed(made.id, 'mailFolders/sentitems/messages')).toBe(false)
    expect(await emails(made)).toBe(1)
    expect(await found(made.id)).toMatchObject({ id: made.id, isDraft: false })
    expect(await listed(made.id, 'mailFolders/sentitems/messages')).toBe(true)
  })

  test.each([
    [
      'moved through Graph',
      async (id: string) => {
        const path = `/users/${rita}/messages/${id}/move`
        await play.graph('POST', path, { body: { destinationId: 'archive' } })
      },
      'archive',
    ],
    [
      'deleted through Graph',
      async (id: string) => {
        await play.graph('DELETE', `/users/${rita}/messages/${id}`)
      },
      'deleteditems',
    ],
    [
      'moved by the rep',
      async (id: string) => {
        const path = `/mailboxes/${rita}/messages/${id}`
        await play.control('PATCH', path, { body: { folder: 'archive' } })
      },
      'archive',
    ],
    [
      'sent by the rep',
      async (id: string) => {
        await play.control('POST', `/mailboxes/${rita}/messages/${id}/sending`)
      },
      'sentitems',
    ],
  ])('when %s is nowhere for a while', async (_how, act, folder) => {
    const made = await draft(play)
    await order({ moveWindowMs: windowMs })
    await act(made.id)
    expect((await item(made.id)).status).toBe(404)
    expect(await found(made.id)).toMatchObject({ id: made.id })
    expect(await folderOf(made.id)).toBe(folder)
  })

  test('is still the mail that an answer joins', async () => {
    const made = await draft(play)
    const { conversationId } = made
    await order({ moveWindowMs: 60_000 })
    await send(play, made.id)
    const answer = await arrive(
      play,
      emailMime({ From: 'ana@acme.example', To: rita, 'In-Reply-To': made.internetMessageId }),
    )
    expect((await item(answer.id)).json.conversationId).toBe(conversationId)
  })
})
