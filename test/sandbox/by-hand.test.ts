/** What a rep does by hand in Outlook with drafts that Graph has made, and with mail of their own. */

import PostalMime from 'postal-mime'
import { changeMessage } from '../../sandbox/graph/mail/draft-change.ts'
import { submit } from '../../sandbox/delivery/send.ts'
import { draft, emailMime, openPlay, rita, send } from './play.ts'
import type { Json, Play, Reply } from './play.ts'

let play: Play
beforeAll(async () => {
  play = await openPlay()
})
afterEach(async () => {
  await play.control('DELETE', '/faults')
})
afterAll(() => play.close())

const item = (id: string, query = ''): Promise<Reply> =>
  play.graph('GET', `/users/${rita}/messages/${id}${query}`)
const byHand = (method: string, id: string, body?: unknown): Promise<Reply> =>
  play.control(method, `/mailboxes/${rita}/messages/${id}`, body === undefined ? {} : { body })
const folderId = async (name: string): Promise<string> =>
  (await play.graph('GET', `/users/${rita}/mailFolders/${name}`)).json.id
const atAna = async (internetMessageId: string): Promise<Json[]> =>
  (await play.control('GET', '/outside/ana@acme.example/messages')).json.items.filter(
    (one) => one.internetMessageId === internetMessageId,
  )

describe('a rep', () => {
  test('types into a draft: a new change key and time, the thread and the headers kept, and sent as typed', async () => {
    const made = await draft(
      play,
      emailMime({
        'In-Reply-To': '<l0@contoso.example>',
        References: '<l0@contoso.example>',
        'List-Unsubscribe': '<https://contoso.example/u>',
      }),
    )
    await play.control('POST', '/clock', { body: { advance: 'PT1M' } })
    const changed = await byHand('PATCH', made.id, { subject: 'As typed', html: '<p>Typed</p>' })
    expect(changed.status).toBe(200)
    const shown = await item(
      made.id,
      '?$select=changeKey,lastModifiedDateTime,conversationId,parentFolderId,body,subject,toRecipients',
    )
    expect(shown.json).toMatchObject({
      subject: 'As typed',
      conversationId: made.conversationId,
      parentFolderId: await folderId('drafts'),
      toRecipients: [{ emailAddress: { address: 'ana@acme.example', name: 'Ana Alves' } }],
      body: { contentType: 'html', content: expect.stringContaining('<p>Typed</p>') },
    })
    expect(shown.json.changeKey).not.toBe(made.changeKey)
    expect(Date.parse(String(shown.json.lastModifiedDateTime))).toBeGreaterThan(
      Date.parse(String(made.lastModifiedDateTime)),
    )
    await byHand('PATCH', made.id, { text: 'Typed again' })
    await send(play, made.id)
    const mime = await PostalMime.parse((await atAna(made.internetMessageId))[0]?.raw ?? '')
    expect(mime).toMatchObject({
      subject: 'As typed',
      inReplyTo: '<l0@contoso.example>',
      references: '<l0@contoso.example>',
    })
    expect(mime.text?.trim()).toBe('Typed again')
    expect(mime.headers).toContainEqual(
      expect.objectContaining({ key: 'list-unsubscribe', value: '<https://contoso.example/u>' }),
    )
  })

  test('cannot type into mail that has been sent, nor text and HTML at once', async () => {
    const made = await draft(play)
    expect((await byHand('PATCH', made.id, { text: 'a', html: 'b' })).status).toBe(400)
    await send(play, made.id)
    const refused = await byHand('PATCH', made.id, { subject: 'Too late' })
    expect([refused.status, refused.json.detail]).toEqual([
      400,
      'This mail is no draft: nobody can write in it.',
    ])
  })

  test('deletes a draft to Deleted Items, and from there or with Shift for good', async () => {
    const made = await draft(play)
    expect((await byHand('DELETE', made.id)).status).toBe(204)
    expect((await item(made.id)).json).toMatchObject({
      isDraft: true,
      parentFolderId: await folderId('deleteditems'),
    })
    expect((await byHand('DELETE', made.id)).status).toBe(204)
    expect((await item(made.id)).status).toBe(404)
    const other = await draft(play)
    expect((await byHand('DELETE', `${other.id}?permanently=true`)).status).toBe(204)
    expect((await item(other.id)).status).toBe(404)
    expect((await byHand('DELETE', other.id)).status).toBe(404)
  })

  test('moves a draft to another folder, where it is a draft still', async () => {
    const made = await draft(play)
    await byHand('PATCH', made.id, { folder: 'archive' })
    expect((await item(made.id)).json).toMatchObject({
      isDraft: true,
      parentFolderId: await folderId('archive'),
    })
    expect((await send(play, made.id)).status).toBe(202)
    expect((await item(made.id)).json.parentFolderId).toBe(await folderId('sentitems'))
  })

  test('answers in a thread by the id of a mail of their own', async () => {
    const made = await draft(play)
    await send(play, made.id)
    const { json } = await play.control('POST', `/mailboxes/${rita}/letters`, {
      body: { to: ['ana@acme.example'], subject: 'Re', body: 'One more.', inReplyTo: made.id },
    })
    expect((await item(json.id)).json).toMatchObject({
      isDraft: false,
      conversationId: made.conversationId,
    })
    const [received] = await atAna(json.internetMessageId)
    expect(received).toMatchObject({ inReplyTo: made.internetMessageId })
  })
})

describe('desktop Outlook', () => {
  const key = 'String {5f0c0f5e-3d4a-4d7b-9a63-0f3f4b1e7a11} Name Key'
  const expand = `$expand=singleValueExtendedProperties($filter=id eq '${key}')`
  const followUp = async (value: string): Promise<Json> => {
    const made = await draft(
      play,
      emailMime({ 'In-Reply-To': '<l0@contoso.example>', References: '<l0@contoso.example>' }),
    )
    await play.graph('PATCH', `/users/${rita}/messages/${made.id}`, {
      body: { singleValueExtendedProperties: [{ id: key, value }] },
    })
    return made
  }
  const sentOf = async (value: string): Promise<Json[]> => {
    const filter = `singleValueExtendedProperties/Any(ep: ep/id eq '${key}' and ep/value eq '${value}')`
    const path = `/users/${rita}/messages?$filter=${encodeURIComponent(filter)}&${expand}`
    return (await play.graph('GET', path)).json.value
  }

  test('sends a copy: a new id and Message-ID, while key, conversation and thread live on', async () => {
    const made = await followUp('desktop')
    const sent = await byHand('POST', `${made.id}/sending`, { client: 'desktop' })
    expect(sent.status).toBe(201)
    expect((await item(made.id)).status).toBe(404)
    const [copy, ...others] = await sentOf('desktop')
    expect(others).toEqual([])
    expect(copy).toMatchObject({
      id: sent.json.id,
      isDraft: false,
      conversationId: made.conversationId,
      parentFolderId: await folderId('sentitems'),
      singleValueExtendedProperties: [{ id: key, value: 'desktop' }],
    })
    expect(copy?.id).not.toBe(made.id)
    expect(copy?.internetMessageId).not.toBe(made.internetMessageId)
    expect(await atAna(made.internetMessageId)).toEqual([])
    const [received, ...more] = await atAna(copy?.internetMessageId ?? '')
    expect(more).toEqual([])
    expect(await PostalMime.parse(received?.raw ?? '')).toMatchObject({
      messageId: copy?.internetMessageId,
      inReplyTo: '<l0@contoso.example>',
      references: '<l0@contoso.example>',
    })
  })

  test('sends the copy also when it takes its time and the sandbox is stopped meanwhile', async () => {
    await play.control('POST', '/faults', { body: { sendDelayMs: 60_000 } })
    const made = await followUp('late')
    await byHand('POST', `${made.id}/sending`, { client: 'desktop' })
    expect((await sentOf('late')).map((one) => one.isDraft)).toEqual([true])
    await play.restart()
    const [copy] = await sentOf('late')
    expect(copy?.isDraft).toBe(false)
    expect(copy?.id).not.toBe(made.id)
    expect((await item(made.id)).status).toBe(404)
    expect(await atAna(copy?.internetMessageId ?? '')).toHaveLength(1)
  })

  test('leaves the item itself to every other way of sending', async () => {
    const made = await followUp('web')
    await byHand('POST', `${made.id}/sending`, { client: 'web' })
    expect((await sentOf('web')).map((one) => [one.id, one.internetMessageId])).toEqual([
      [made.id, made.internetMessageId],
    ])
  })
})

describe('two at once', () => {
  const rep = (): Parameters<typeof submit>[1] => {
    const [person] = play.sandbox().world.people
    if (person === undefined) throw new Error('Rita is missing.')
    return person
  }

  test('a change that comes while a draft is sent does not bring the draft back', async () => {
    const made = await draft(play)
    const { world } = play.sandbox()
    const stored = world.messages.find(rep().id, made.id)
    if (stored === undefined) throw new Error('The draft is missing.')
    const outcomes = await Promise.allSettled([
      submit(world, rep(), made.id),
      changeMessage(world, rep(), stored, { subject: 'Typed' }),
    ])
    const { json } = await item(made.id)
    const [received, ...more] = await atAna(made.internetMessageId)
    expect(more).toEqual([])
    expect(json).toMatchObject({
      isDraft: false,
      subject: received?.subject,
      parentFolderId: await folderId('sentitems'),
    })
    // Either it was too late to type, or what was typed has left.
    expect(json.subject).toBe(outcomes[1].status === 'fulfilled' ? 'Typed' : 'A first email')
  })

  test('typing into a draft that takes its time to leave does not keep it from leaving', async () => {
    await play.control('POST', '/faults', { body: { sendDelayMs: 60_000 } })
    const made = await draft(play)
    const { world } = play.sandbox()
    const stored = world.messages.find(rep().id, made.id)
    if (stored === undefined) throw new Error('The draft is missing.')
    // Begins before the draft is taken for sending, and ends after.
    const typing = changeMessage(world, rep(), stored, { subject: 'Typed' })
    await submit(world, rep(), made.id)
    await typing
    await play.restart()
    expect((await item(made.id)).json).toMatchObject({ isDraft: false, subject: 'Typed' })
    expect((await atAna(made.internetMessageId)).map((one) => one.subject)).toEqual(['Typed'])
  })
})
