/** Product time, and moving it while server processes follow. */

import { openClock } from '../../sandbox/clock.ts'
import { openFollowers, type FollowerLimits } from '../../sandbox/control/followers.ts'
import { patienceMs } from '../../tools/patience.ts'
import { openPlay } from './play.ts'
import type { Json, Play } from './play.ts'

let play: Play
beforeAll(async () => {
  play = await openPlay()
})
afterAll(() => play.close())

async function clock(query = ''): Promise<Json> {
  return (await play.control('GET', `/clock${query}`)).json
}

test('the clock moves forward by a duration or to a time, and stays moved over a restart', async () => {
  const before = await clock()
  const moved = (await play.control('POST', '/clock', { body: { advance: 'P2D' } })).json
  expect(moved).toMatchObject({ version: before.version + 1, settled: false })
  const to = new Date(Date.parse(moved.now) + 3_600_000).toISOString()
  expect(
    Date.parse((await play.control('POST', '/clock', { body: { to } })).json.now),
  ).toBeGreaterThanOrEqual(Date.parse(to))
  await play.restart()
  const after = await clock()
  expect(after.version).toBe(before.version + 2)
  expect(Date.parse(after.now) - Date.parse(before.now)).toBeGreaterThan(49 * 3_600_000)
})

test.each([{ advance: '-P1D' }, { advance: 'tomorrow' }, { to: '2020-01-01T00:00:00Z' }, {}])(
  'a move to %j is refused',
  async (body) => {
    const { version } = await clock()
    expect((await play.control('POST', '/clock', { body })).status).toBe(400)
    expect((await clock()).version).toBe(version)
  },
)

test('a move answers only when the follower came back with the new version', async () => {
  const { version } = await clock()
  const poll = clock(`?seen=${version}&follower=server-1`)
  // The poll has to be waiting before the move, or there is nobody to wait for.
  await clock(`?seen=0&follower=server-2`)
  let settled: Json | undefined
  const move = play.control('POST', '/clock', { body: { advance: 'PT1H' } }).then((reply) => {
    settled = reply.json
    return reply.json
  })
  expect((await poll).version).toBe(version + 1)
  expect(settled).toBeUndefined()
  const next = clock(`?seen=${version + 1}&follower=server-1`)
  const other = clock(`?seen=${version + 1}&follower=server-2`)
  expect(await move).toMatchObject({ version: version + 1, settled: true })
  // They go on polling, as servers do, until the sandbox closes.
  void Promise.allSettled([next, other])
})

describe('followers', () => {
  const settings = new Map<string, string>()
  const limits = { pollMs: 50, knownForMs: 40, settleMs: 120 }
  const start = (more: Partial<FollowerLimits> = {}) => {
    settings.clear()
    const time = openClock({
      read: (name) => settings.get(name),
      write: (name, value) => settings.set(name, value),
    })
    return { time, followers: openFollowers(time, { ...limits, ...more }) }
  }

  test('a follower that never comes back is waited for until the limit, and then not settled', async () => {
    const { time, followers } = start()
    const poll = followers.follow('server', 0, new AbortController().signal)
    const settled = followers.settle(time.advance(1))
    await poll
    expect(await settled).toBe(false)
  })

  test('a follower that hung up is not waited for', async () => {
    const { time, followers } = start({ settleMs: 100 * patienceMs })
    const gone = new AbortController()
    const poll = followers.follow('server', 0, gone.signal)
    gone.abort()
    await poll
    expect(await followers.settle(time.advance(1))).toBe(false)
  })

  test('a poll that nobody wakes ends by itself', async () => {
    const { followers } = start()
    await followers.follow('server', 0, new AbortController().signal)
  })

  test('a follower between two polls is waited for', async () => {
    const { time, followers } = start()
    const first = time.advance(1)
    await followers.follow('server', 0, new AbortController().signal)
    const settled = followers.settle(time.advance(1))
    void followers.follow('server', first + 1, new AbortController().signal)
    expect(await settled).toBe(true)
  })
})
