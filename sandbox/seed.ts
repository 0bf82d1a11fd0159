/** Gives a fresh product a small believable world, through the product's own API. */

import { z } from 'zod'
import type { ContactRequest } from '../shared/contact.ts'
import { sandboxWorld } from '../shared/sandbox-world.ts'
import type { SequenceRequest } from '../shared/sequence.ts'
import type { SeatRequest } from '../shared/user.ts'
import { personOf } from './person.ts'
import type { Person } from './person.ts'
import { ritasSequence, samsSequence } from './seed-sequences.ts'

export interface SeedOptions {
  productUrl: string
  people: Person[]
  mintUserToken: (person: Person) => Promise<{ access_token: string }>
  done: () => void
}

const everyMs = 300

/** Tries until it is done; a product that is away, or not ready yet, is simply asked again. */
export function startSeed(options: SeedOptions): { stop: () => void } {
  const stop = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const attempt = (): void => {
    seedOnce(options, stop.signal).then(
      () => {
        if (!stop.signal.aborted) options.done()
      },
      (error: unknown) => {
        if (stop.signal.aborted) return
        if (error instanceof SeedRefused) process.stderr.write(`${error.message}\n`)
        timer = setTimeout(attempt, error instanceof SeedRefused ? everyMs * 20 : everyMs)
      },
    )
  }
  attempt()
  return {
    stop: () => {
      stop.abort()
      clearTimeout(timer)
    },
  }
}

/** The product is there and says no: worth a line, since nobody else will tell. */
class SeedRefused extends Error {}

const pageSchema = z.object({ items: z.array(z.object({ name: z.string() })) })

async function seedOnce(options: SeedOptions, signal: AbortSignal): Promise<void> {
  const ready = await fetch(`${options.productUrl}/readyz`, { signal })
  await ready.arrayBuffer()
  if (!ready.ok) throw new Error('The product is not ready yet.')
  const api = async (
    address: string,
    method: string,
    path: string,
    body?: object,
  ): Promise<unknown> => {
    const person = personOf(options.people, address)
    if (person === undefined) throw new Error(`${address} is not of this world.`)
    const { access_token } = await options.mintUserToken(person)
    const answer = await fetch(`${options.productUrl}${path}`, {
      method,
      signal,
      headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    // 409: an earlier attempt got this far.
    if (!answer.ok && answer.status !== 409)
      throw new SeedRefused(
        `Seeding: ${method} ${path} was answered ${answer.status} ${text.slice(0, 300)}`,
      )
    return text === '' ? null : JSON.parse(text)
  }

  const { items } = pageSchema.parse(await api(sandboxWorld.admin, 'GET', '/api/sequences'))
  if (items.length > 0) return
  for (const seat of seats) await api(sandboxWorld.admin, 'POST', '/api/users', seat)
  for (const contact of contacts)
    await api('rita@contoso.example', 'POST', '/api/contacts', contact)
  await api('sam@contoso.example', 'POST', '/api/sequences', samsSequence satisfies SequenceRequest)
  // Last, since a list that is not empty means the world is complete: an interrupted attempt shows at most Sam's.
  await api(
    'rita@contoso.example',
    'POST',
    '/api/sequences',
    ritasSequence satisfies SequenceRequest,
  )
}

const seats: SeatRequest[] = [
  { email: sandboxWorld.admin, seat: 'enterprise', role: 'admin' },
  {
    email: 'rita@contoso.example',
    seat: 'professional',
    role: 'rep',
    managerEmail: sandboxWorld.admin,
  },
  {
    email: 'sam@contoso.example',
    seat: 'professional',
    role: 'rep',
    managerEmail: sandboxWorld.admin,
  },
]

const contacts: ContactRequest[] = [
  { email: 'ana@acme.example', name: 'Ana Alves', company: 'Acme' },
  { email: 'ben@acme.example', name: 'Ben Brandt', company: 'Acme' },
  { email: 'cleo@other.example', name: 'Cleo Chen', company: 'Other Ltd' },
]
