/** Every list of the console at full size, over real HTTP: how long a page takes at the beginning, in the middle and at the end. */
import { performance } from 'node:perf_hooks'
import { sandboxWorld } from '../../sandbox/constants.ts'
import type { World } from '../dev/world.ts'
import { rita, startCrowd } from './crowd.ts'
import type { Figure } from './figure.ts'
import { percentile } from './median.ts'

const asks = 30

interface Page {
  items: unknown[]
  next: string | null
}

export async function measureLists(root: string): Promise<Figure[]> {
  const { world, sequenceId } = await startCrowd(root, {
    contacts: 20_000,
    enrolled: 10_000,
    suppressed: 5_000,
  })
  const { admin } = sandboxWorld
  try {
    const enrollments = `/api/sequences/${sequenceId}/enrollments?`
    const lists: [what: string, user: string, path: string][] = [
      ['contacts', rita, '/api/contacts?'],
      ['contacts, a word that many have', rita, '/api/contacts?search=firm%201'],
      ['contacts, a word that one has', rita, '/api/contacts?search=person19999'],
      ['contacts, enrolled', rita, '/api/contacts?group=enrolled'],
      ['contacts, not enrolled', rita, '/api/contacts?group=not-enrolled'],
      ['enrollments', rita, enrollments],
      ['enrollments, active', rita, `${enrollments}state=active`],
      ['enrollments, a word', rita, `${enrollments}search=firm%201`],
      ['scheduled', rita, '/api/scheduled?'],
      ['companies', rita, '/api/companies?'],
      ['sequences', rita, '/api/sequences?'],
      ['users', admin, '/api/users?'],
      ['suppressions', admin, '/api/suppressions?'],
      ['suppressions, a word', admin, '/api/suppressions?search=gone49'],
    ]
    const figures: Figure[] = []
    for (const [what, user, path] of lists)
      figures.push(...(await measure(world, what, user, path)))
    return figures
  } finally {
    await world.stop()
  }
}

async function measure(world: World, what: string, user: string, path: string): Promise<Figure[]> {
  const cursors = await cursorsOf(world, user, path)
  const places = new Map([
    ['first', 0],
    ['middle', Math.floor((cursors.length - 1) / 2)],
    ['last', cursors.length - 1],
  ])
  const times: string[] = []
  let worst = 0
  for (const [place, index] of places) {
    const took: number[] = []
    for (let i = 0; i < asks; i += 1) {
      const began = performance.now()
      await pageAt(world, user, path, cursors[index] ?? null)
      took.push(performance.now() - began)
    }
    worst = Math.max(worst, percentile(took, 0.99))
    times.push(`${place} ${percentile(took, 0.5).toFixed(0)}/${percentile(took, 0.99).toFixed(0)}`)
  }
  return [
    {
      what: `${what}, ${String(cursors.length)} pages: ${times.join(', ')}`,
      value: `${worst.toFixed(0)} ms`,
      aim: 'aim < 100 ms',
    },
  ]
}

/** Where each page of the list begins; null is the first. */
async function cursorsOf(world: World, user: string, path: string): Promise<(string | null)[]> {
  const cursors: (string | null)[] = []
  for (let next: string | null = null; cursors.length === 0 || next !== null;) {
    cursors.push(next)
    next = (await pageAt(world, user, path, next)).next
  }
  return cursors
}

async function pageAt(
  world: World,
  user: string,
  path: string,
  cursor: string | null,
): Promise<Page> {
  const rest = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
  const { status, body } = await world.api(user, 'GET', `${path}${rest}`)
  if (status !== 200) throw new Error(`${path} answered ${String(status)}: ${JSON.stringify(body)}`)
  return body as Page
}
