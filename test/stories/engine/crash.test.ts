/** The server is killed while Graph holds a request of its: before doing it, or after. Emails are counted outside. */

import { afterEach, expect, test } from '@jest/globals'
import { ana, playIn, type Play } from '../../support/stories/play.ts'
import { startWorld, type World } from '../../support/world.ts'

let world: World | null = null
afterEach(async () => {
  await world?.stop()
  world = null
})

interface Moment {
  at: string
  method: string
  path: string
  hold: 'before' | 'after'
}

async function killedAt({
  method,
  path,
  hold,
}: Omit<Moment, 'at'>): Promise<{ world: World; play: Play }> {
  const started = await startWorld()
  world = started
  const play = playIn(started)
  // The mailbox is at rest and every request from here on belongs to the email.
  await started.advance('PT1M')
  await started.control('POST', '/faults', { hold, method, path, times: 1 })
  const enrolling = play.enroll(ana)
  await started.waitFor('the request to be held', async () => {
    const { body } = await started.control('GET', '/faults')
    return (body as { items: { waiting: number }[] }).items.some((fault) => fault.waiting === 1)
  })
  await enrolling
  await started.killServer()
  await started.control('DELETE', '/faults')
  await started.startServer()
  return { world: started, play }
}

const harmless: Moment[] = [
  { at: 'the draft is asked for but not made', method: 'POST', path: '/messages', hold: 'before' },
  { at: 'the draft is made but not answered', method: 'POST', path: '/messages', hold: 'after' },
  { at: 'the email is sent but not answered', method: 'POST', path: '/send', hold: 'after' },
]

test.each(harmless)('killed when $at: the email goes out exactly once', async (moment) => {
  const { world: here, play } = await killedAt(moment)
  await play.emailsArrive(ana, 1)
  await here.waitFor(
    'the email to be recorded',
    async () => (await play.enrollment(ana)).emailsSent === 1,
  )
  await here.advance('PT2H')
  expect(await play.emails(ana)).toHaveLength(1)
  expect(await drafts(here)).toEqual([])
  await here.advance('P3D')
  expect(await play.emailsArrive(ana, 2)).toHaveLength(2)
})

test.each(['before', 'after'] as const)(
  'killed in the last read before sending (%s it is done): the email goes out exactly once',
  async (hold) => {
    // The first read of the sync is let through: the enrolling itself asks the mailbox to sync.
    const started = await startWorld()
    world = started
    const play = playIn(started)
    await started.advance('PT1M')
    await started.control('POST', '/faults', {
      hold: 'after',
      method: 'POST',
      path: '/messages',
      times: 1,
    })
    const enrolling = play.enroll(ana)
    const waiting = async (method: string) => {
      const { body } = await started.control('GET', '/faults')
      return (body as { items: { method: string; waiting: number }[] }).items.some(
        (fault) => fault.method === method && fault.waiting === 1,
      )
    }
    await started.waitFor('the draft to be held', () => waiting('POST'))
    await enrolling
    await started.control('POST', '/faults', { hold, method: 'GET', path: '/messages', times: 1 })
    const { body } = await started.control('GET', '/faults')
    const [draft] = (body as { items: { id: string; method: string }[] }).items.filter(
      (one) => one.method === 'POST',
    )
    await started.control('DELETE', `/faults/${draft?.id ?? ''}`)
    await started.waitFor('the read to be held', () => waiting('GET'))
    await started.killServer()
    await started.control('DELETE', '/faults')
    await started.startServer()
    await play.emailsArrive(ana, 1)
    await started.advance('PT2H')
    expect(await play.emails(ana)).toHaveLength(1)
    expect(await drafts(started)).toEqual([])
  },
)

test('killed when the sending was asked for but never done: nothing is sent on suspicion, and the rep is told', async () => {
  const { world: here, play } = await killedAt({ method: 'POST', path: '/send', hold: 'before' })
  await here.waitFor('the doubt to be looked into', async () =>
    (await play.requests()).some(
      (one) => one.method === 'GET' && /\/messages\/[^/]+$/.test(one.path),
    ),
  )
  await here.advance('PT1H')
  expect(await play.emails(ana)).toEqual([])
  expect((await play.enrollment(ana)).nextStep).toMatchObject({
    number: 1,
    waits: 'Email 1 is on its way.',
  })
  // The draft is still there: it may go once ten real minutes have proved that the asking came to nothing.
  expect(await drafts(here)).toHaveLength(1)
})

test('unenrolled while the email is in doubt: the answer says so', async () => {
  const { play } = await killedAt({ method: 'POST', path: '/send', hold: 'before' })
  const { id } = await play.enrollment(ana)
  const { body } = await play.unenroll(id)
  expect(body).toMatchObject({ state: 'ended', emailOnItsWay: 1 })
  expect((body as { explanation: string }).explanation).toBe(
    'Unenrolled by Rita Reyes. Email 1 was already on its way.',
  )
})

async function drafts(here: World): Promise<unknown[]> {
  const { body } = await here.control('GET', '/mailboxes/rita@contoso.example/messages')
  return (body as { items: { isDraft: boolean }[] }).items.filter((one) => one.isDraft)
}
