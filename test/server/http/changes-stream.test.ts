/** The stream of news: what it tells, to whom, and when it ends. */

import { request, type IncomingMessage } from 'node:http'
import { openApiPlay, type ApiPlay } from '../../support/server/api-play.ts'
import { rita } from '../../support/server/makers.ts'
import { until } from '../../support/patience.ts'

let play: ApiPlay
let streams: IncomingMessage[] = []

beforeEach(async () => {
  play = await openApiPlay()
  await play.stage.sequence()
})
afterEach(async () => {
  for (const stream of streams) stream.destroy()
  streams = []
  await play.close()
})

interface Heard {
  status: number
  type: string
  text(): string
  isOver(): boolean
}

async function listen(token: string | null): Promise<Heard> {
  const headers = token === null ? {} : { authorization: `Bearer ${token}` }
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(`${play.url}/api/changes`, { headers, agent: false }, resolve).on('error', reject).end()
  })
  streams.push(response)
  let text = ''
  let over = false
  response.setEncoding('utf8').on('data', (piece: string) => (text += piece))
  response.on('close', () => (over = true))
  return {
    status: response.statusCode ?? 0,
    type: response.headers['content-type'] ?? '',
    text: () => text,
    isOver: () => over,
  }
}

test('an end is told once it is committed: ids alone, never an address or a name', async () => {
  const { id, contactId } = await play.stage.enroll('ana@acme.example', { name: 'Ana Alves' })
  const news = await listen(await play.token(rita))
  expect(news).toMatchObject({
    status: 200,
    type: expect.stringContaining('text/event-stream') as unknown,
  })
  await play.call('POST', `/api/enrollments/${id}/unenrollment`)
  await until('the change is told', () => news.text().includes('event: changed'))
  const [, told = ''] = /event: changed\ndata: (.*)\n\n/.exec(news.text()) ?? []
  expect(JSON.parse(told)).toEqual(
    expect.arrayContaining([
      { kind: 'enrollment', id },
      { kind: 'contact', id: contactId },
      { kind: 'sequence', id: 'sequence-1' },
    ]),
  )
  expect(news.text()).not.toMatch(/acme|Ana/)
})

test('what is rolled back is never told', async () => {
  const news = await listen(await play.token(rita))
  const failing = play.stage.db.transaction((tx) => {
    tx.publish({ kind: 'contact', id: 'never-stored' })
    return Promise.reject(new Error('broken off'))
  })
  await expect(failing).rejects.toThrow('broken off')
  await play.stage.db.transaction((tx) => {
    tx.publish({ kind: 'contact', id: 'stored' })
    return Promise.resolve()
  })
  await until('the later one is told', () => news.text().includes('stored'))
  expect(news.text()).not.toContain('never-stored')
})

test('more changes than can be named are told as everything', async () => {
  const news = await listen(await play.token(rita))
  await play.stage.db.transaction((tx) => {
    for (let number = 0; number < 600; number += 1)
      tx.publish({ kind: 'enrollment', id: `enrollment-${String(number)}` })
    return Promise.resolve()
  })
  await until('everything is told', () => news.text().includes('event: everything'))
  expect(news.text()).not.toContain('event: changed')
})

test('nobody listens without a token, and the stream ends with the token', async () => {
  expect((await listen(null)).status).toBe(401)
  const now = Math.floor(Date.now() / 1000)
  const news = await listen(await play.token(rita, { exp: now + 1 }))
  expect(news.status).toBe(200)
  await until('the stream ends', () => news.isOver())
})

test('one person cannot hold all of the server’s connections', async () => {
  const token = await play.token(rita)
  for (let number = 0; number < 20; number += 1) expect((await listen(token)).status).toBe(200)
  expect((await listen(token)).status).toBe(429)
  for (const stream of streams.splice(0)) stream.destroy()
  await until('the streams are gone', () => streams.length === 0)
  await until('a place is free again', async () => (await listen(token)).status === 200)
})
