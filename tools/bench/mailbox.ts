/** What a mailbox costs and how quick it is, measured on the real processes: sandbox and server. */
import { performance } from 'node:perf_hooks'
import type { Figure } from './figure.ts'
import { startWorld, type World } from '../dev/world.ts'
import { percentile } from './median.ts'

const rita = 'rita@contoso.example'

/** Graph requests that a thousand mails, each with its notification, cause on one mailbox. */
export async function measureThousandNotifications(root: string): Promise<Figure[]> {
  const world = await startWorld(root)
  try {
    await world.advance('PT1M')
    await world.control('DELETE', '/requests')
    const began = performance.now()
    for (let i = 0; i < 1000; i += 50)
      await Promise.all(
        Array.from({ length: 50 }, (_, j) =>
          world.control('POST', `/mail?mailbox=${rita}`, newsletter(i + j)),
        ),
      )
    const delivered = performance.now() - began
    await world.waitFor('the mailbox to be at rest', () => restsSince(world))
    const requests = await graphRequests(world)
    return [
      {
        what: `Graph requests for 1,000 notifications (mails came in ${(delivered / 1000).toFixed(1)} s)`,
        value: String(requests.length),
        aim: 'aim <= 10',
      },
    ]
  } finally {
    await world.stop()
  }
}

/** From the moment a reply lies in the mailbox to the moment the API shows the contact unenrolled. */
export async function measureReplies(root: string): Promise<Figure[]> {
  const world = await startWorld(root, { serverEnv: { EMAILS_PER_MINUTE: '30' } })
  try {
    const waits: number[] = []
    const { id } = firstItem((await world.api(rita, 'GET', '/api/sequences')).body)
    for (let i = 0; i < 60; i += 1) {
      const email = `person${String(i)}@firm${String(i)}.example`
      await world.api(rita, 'POST', '/api/contacts', {
        email,
        name: `Person ${String(i)}`,
        company: 'Firm',
      })
      const enrollment = (
        await world.api(rita, 'POST', '/api/enrollments', { contact: { email }, sequenceId: id })
      ).body as { id: string }
      const received = await world.waitFor('the email', async () => {
        const { body } = await world.control('GET', `/outside/${email}/messages`)
        return (body as { items: { id: string }[] }).items[0]
      })
      await world.control('POST', `/outside/${email}/answers`, {
        kind: 'reply',
        messageId: received.id,
      })
      const began = performance.now()
      await world.waitFor('the end', async () => {
        const { body } = await world.api(rita, 'GET', `/api/enrollments/${enrollment.id}`)
        return (body as { state: string }).state === 'ended'
      })
      waits.push(performance.now() - began)
      // The limit of emails a minute is no part of this: product time moves on instead.
      if (i % 20 === 19) await world.advance('PT2M')
    }
    return [
      {
        what: 'reply delivered -> unenrolled, p50',
        value: `${percentile(waits, 0.5).toFixed(0)} ms`,
        aim: '',
      },
      {
        what: 'reply delivered -> unenrolled, p99',
        value: `${percentile(waits, 0.99).toFixed(0)} ms`,
        aim: 'aim < 1000 ms',
      },
    ]
  } finally {
    await world.stop()
  }
}

function newsletter(i: number): string {
  return [
    `From: News ${String(i)} <news${String(i)}@paper.example>`,
    `To: Rita Reyes <${rita}>`,
    `Subject: Issue ${String(i)}`,
    `Message-ID: <issue-${String(i)}@paper.example>`,
    '',
    'Nothing that concerns anybody enrolled.',
    '',
  ].join('\r\n')
}

interface Asked {
  at: string
  path: string
}

async function graphRequests(world: World): Promise<Asked[]> {
  return ((await world.control('GET', '/requests')).body as { items: Asked[] }).items
}

/** True once no Graph request came for a second and a half. */
async function restsSince(world: World): Promise<boolean> {
  const before = (await graphRequests(world)).length
  await new Promise((resolve) => setTimeout(resolve, 1500))
  return before > 0 && (await graphRequests(world)).length === before
}

function firstItem(body: unknown): { id: string } {
  const first = (body as { items: { id: string }[] }).items[0]
  if (!first) throw new Error('The seeded sequences are missing.')
  return first
}
