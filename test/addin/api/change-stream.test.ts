/** One stream a browser: who reads it, who hears of it, and what happens when it breaks. */

import { openChangeStream, type NewsPorts } from '../../../addin/api/change-stream.ts'
import type { News } from '../../../addin/api/read-change-stream.ts'
import { until } from '../../support/patience.ts'

type Read = NonNullable<NewsPorts['read']>
type Channel = NonNullable<NewsPorts['channel']>

/** A browser's locks and channel, as far as tabs meet there. */
function aBrowser() {
  const channels = new Set<Channel>()
  let line = Promise.resolve()
  const locks = {
    request: (_name: string, options: LockOptions, work: () => Promise<void>) => {
      const before = line
      const mine = before.then(async () => {
        if (!options.signal?.aborted) await work()
      })
      line = mine.catch(() => undefined)
      return mine
    },
  } as unknown as NonNullable<NewsPorts['locks']>
  const channel = (): Channel => {
    const mine: Channel = {
      onmessage: null,
      postMessage(data: unknown) {
        for (const other of channels)
          if (other !== mine) other.onmessage?.({ data } as MessageEvent)
      },
      close: () => channels.delete(mine),
    }
    channels.add(mine)
    return mine
  }
  return { locks, channel }
}

const change = [{ kind: 'enrollment', id: 'one' }] as const
const untilAborted = (signal: AbortSignal): Promise<'ended'> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve('ended')))

test('one tab reads, both hear, and the other goes on when the first is closed', async () => {
  const browser = aBrowser()
  const readers: string[] = []
  const tab = (name: string) => {
    const heard: News[] = []
    const read: Read = (_token, hear, signal) => {
      readers.push(name)
      hear('everything')
      hear(change)
      return untilAborted(signal)
    }
    const token = () => Promise.resolve('token')
    const desk = openChangeStream('rita', {
      token,
      read,
      locks: browser.locks,
      channel: browser.channel(),
      pause: () => 1,
    })
    desk.listen((news) => heard.push(news))
    return { desk, heard }
  }
  const first = tab('first')
  const second = tab('second')
  await until('both are heard', () => second.heard.length === 2)
  expect(readers).toEqual(['first'])
  expect(first.heard).toEqual(second.heard)
  first.desk.close()
  await until('another reads', () => readers.length === 2)
  expect(readers).toEqual(['first', 'second'])
  second.desk.close()
})

test('a broken stream is opened again, with a new token when the old one was refused', async () => {
  const browser = aBrowser()
  const asked: (string | null)[] = []
  const tokens: string[] = []
  let tries = 0
  const desk = openChangeStream('rita', {
    locks: browser.locks,
    channel: browser.channel(),
    pause: () => 1,
    token: (refused) => {
      asked.push(refused)
      return Promise.resolve(`token ${asked.length}`)
    },
    read: (token, _hear, signal) => {
      tokens.push(token)
      tries += 1
      if (tries === 1) return Promise.reject(new Error('connection reset'))
      if (tries === 2) return Promise.resolve('refused')
      return untilAborted(signal)
    },
  })
  await until('three tokens', () => tokens.length === 3)
  expect(asked).toEqual([null, null, 'token 2'])
  desk.close()
})
