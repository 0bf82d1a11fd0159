/** A live answer, and the pages of a long list: what is asked again, and when. */

import { createLive } from '../../../../addin/api/queries/live-query.ts'
import type { News } from '../../../../addin/api/read-change-stream.ts'
import {
  bringEnrollments,
  type EnrollmentPages,
} from '../../../../addin/api/queries/enrollment-pages.ts'
import type { Answer } from '../../../../addin/api/request.ts'
import type { EnrollmentList } from '../../../../shared/enrollment-list.ts'
import { anEnrollment } from '../../../support/addin/cards.ts'

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

function desk() {
  const listeners = new Set<(news: News) => void>()
  return {
    listeners,
    listen(listener: (news: News) => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    tell(news: News) {
      for (const listener of listeners) listener(news)
    },
  }
}
const ok = <T>(value: T): Answer<T> => ({ kind: 'ok', value, etag: null })
const about = (id: string) => [{ kind: 'enrollment', id } as const]

test('is asked once it is on screen, again when the news concern it, and never when they do not', async () => {
  const news = desk()
  const asked: unknown[] = []
  const live = createLive<number>(
    (_before, changed) => {
      asked.push(changed)
      return Promise.resolve(ok(asked.length))
    },
    news,
    ({ id }) => id === 'ours',
  )
  expect(asked).toEqual([])
  const stop = live.subscribe(() => undefined)
  await jest.advanceTimersByTimeAsync(0)
  expect(live.snapshot().value).toBe(1)
  news.tell(about('another'))
  await jest.advanceTimersByTimeAsync(2000)
  expect(asked).toEqual(['everything'])
  news.tell(about('ours'))
  news.tell(about('ours'))
  await jest.advanceTimersByTimeAsync(2000)
  expect(asked).toEqual(['everything', new Set(['ours'])])
  stop()
  news.tell(about('ours'))
  await jest.advanceTimersByTimeAsync(2000)
  expect(asked).toHaveLength(2)
  expect(news.listeners.size).toBe(0)
})

test('news that come while an answer is on its way are asked about after it', async () => {
  const news = desk()
  const answers: (() => void)[] = []
  const live = createLive<string>(
    () => new Promise((resolve) => answers.push(() => resolve(ok(`answer ${answers.length}`)))),
    news,
    () => true,
  )
  live.subscribe(() => undefined)
  news.tell(about('ours'))
  await jest.advanceTimersByTimeAsync(2000)
  expect(answers).toHaveLength(1)
  answers[0]?.()
  await jest.advanceTimersByTimeAsync(2000)
  expect(answers).toHaveLength(2)
})

test('a server that is away is asked again, and what was known stays', async () => {
  const news = desk()
  let away = false
  const live = createLive<string>(
    () => Promise.resolve(away ? { kind: 'away', sentence: 'Away.' } : ok('known')),
    news,
    () => true,
  )
  live.subscribe(() => undefined)
  await jest.advanceTimersByTimeAsync(0)
  away = true
  news.tell('everything')
  await jest.advanceTimersByTimeAsync(1000)
  expect(live.snapshot()).toMatchObject({ value: 'known', trouble: { sentence: 'Away.' } })
  away = false
  await jest.advanceTimersByTimeAsync(4000)
  expect(live.snapshot()).toEqual({ value: 'known', trouble: null })
})

describe('a long list', () => {
  /** Ids from high to low, three a page. */
  function server(ids: string[]) {
    const asked: (string | null)[] = []
    return {
      ids,
      asked,
      ask(after: string | null): Promise<Answer<EnrollmentList>> {
        asked.push(after)
        const left = ids.filter((id) => after === null || id < after)
        const items = left.slice(0, 3).map((id) => anEnrollment({ id }))
        const next = left.length > 3 ? (items.at(-1)?.id ?? null) : null
        return Promise.resolve(ok({ items, next, count: ids.length, open: ids.length }))
      },
    }
  }
  function valueOf(answer: Answer<EnrollmentPages>): EnrollmentPages {
    if (answer.kind !== 'ok') throw new Error(answer.kind)
    return answer.value
  }
  const rows = (pages: EnrollmentPages) => pages.rows.map(({ id }) => id).join('')

  test('brings one page, then more, and asks no page twice', async () => {
    const { ask, asked } = server(['h', 'g', 'f', 'e', 'd', 'c', 'b'])
    const one = valueOf(await bringEnrollments(ask, null, 'everything', 1))
    expect([rows(one), one.hasMore]).toEqual(['hgf', true])
    const three = valueOf(await bringEnrollments(ask, one, new Set(), 3))
    expect([rows(three), three.hasMore]).toEqual(['hgfedcb', false])
    expect(asked).toEqual([null, 'f', 'c'])
  })

  test('asks again only for the first page and those that changed', async () => {
    const { ask, asked } = server(['h', 'g', 'f', 'e', 'd', 'c', 'b'])
    const all = valueOf(await bringEnrollments(ask, null, 'everything', 3))
    asked.length = 0
    await bringEnrollments(ask, all, new Set(['b']), 1)
    expect(asked).toEqual([null, 'c'])
  })

  test('somebody new on top pushes nobody out of the list', async () => {
    const { ask, ids } = server(['h', 'g', 'f', 'e', 'd', 'c', 'b'])
    const all = valueOf(await bringEnrollments(ask, null, 'everything', 3))
    ids.unshift('i')
    const after = valueOf(await bringEnrollments(ask, all, new Set(['i']), 3))
    expect(rows(after)).toBe('ihgfedcb'.slice(0, 8))
    expect(after.count).toBe(8)
  })
})
