/** How soon an open screen is told that somebody, somewhere, unenrolled a contact. */
import { readFileSync } from 'node:fs'
import { request } from 'node:https'
import { performance } from 'node:perf_hooks'
import type { Figure } from './figure.ts'
import { percentile } from './median.ts'
import { startWorld, type World } from '../dev/world.ts'

const rita = 'rita@contoso.example'
const rounds = 100

/** From asking to unenroll to the event on another screen's stream: what a screen then asks for is measured in `lists`. */
export async function measureLive(root: string): Promise<Figure[]> {
  const world = await startWorld(root)
  const stream = await openStream(world)
  try {
    const { body } = await world.api(rita, 'GET', '/api/sequences')
    const [sequence] = (body as { items: { id: string }[] }).items
    if (!sequence) throw new Error('The seeded sequences are missing.')
    const waits: number[] = []
    const enrollment = (
      await world.api(rita, 'POST', '/api/enrollments', {
        contact: { email: 'live@firm.example', name: 'Live Firm', company: 'Firm' },
        sequenceId: sequence.id,
      })
    ).body as { id: string }
    const door = `/api/enrollments/${enrollment.id}/unenrollment`
    for (let i = 0; i < rounds; i += 1) {
      // Ended and taken back in turn: both are changes that every screen has to hear of.
      const heard = stream.hear(enrollment.id)
      const began = performance.now()
      const { status } = await world.api(rita, i % 2 === 0 ? 'POST' : 'DELETE', door)
      if (status >= 300) throw new Error(`${door} was answered with ${String(status)}.`)
      await heard
      waits.push(performance.now() - began)
    }
    return [0.5, 0.99].map((share) => ({
      what: `unenrolled or undone -> told on another screen, p${String(share * 100)}`,
      value: `${percentile(waits, share).toFixed(0)} ms`,
      aim: 'aim < 1000 ms',
    }))
  } finally {
    stream.close()
    await world.stop()
  }
}

interface Stream {
  /** Resolves at the next event that names this id. */
  hear(id: string): Promise<void>
  close(): void
}

async function openStream(world: World): Promise<Stream> {
  const waiting = new Map<string, () => void>()
  const asked = request(`${world.productUrl}/api/changes`, {
    ca: readFileSync(world.certFile),
    headers: { accept: 'text/event-stream', authorization: `Bearer ${await world.token(rita)}` },
  })
  await new Promise<void>((resolve, reject) => {
    asked.on('error', reject)
    asked.on('response', (response) => {
      response.setEncoding('utf8')
      response.on('data', (text: string) => {
        for (const [id, tell] of waiting)
          if (text.includes(id)) {
            waiting.delete(id)
            tell()
          }
      })
      if (response.statusCode === 200) resolve()
      else reject(new Error(`The news are answered with ${String(response.statusCode)}.`))
    })
    asked.end()
  })
  return {
    hear: (id) => new Promise((resolve) => waiting.set(id, resolve)),
    close: () => asked.destroy(),
  }
}
