/** Gives a fresh product a small believable world, through the product's own API. */

import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { ContactRequest } from '../../shared/contact.ts'
import type { SequenceRequest } from '../../shared/sequence.ts'
import type { SeatRequest } from '../../shared/user.ts'
import type { Addresses } from './addresses.ts'
import { ask } from './ask.ts'
import type { Answer, Question } from './ask.ts'
import { ritasSequence, samsSequence } from './demo-sequences.ts'

export interface SeedOptions {
  productUrl: string
  sandboxUrl: string
  /** The certificate the product answers with. */
  certFile: string
}

export interface Seed {
  /**
   * True once the demo data is there, false when stopped before. Rejects, with a sentence for the person at the terminal, when
   * product or sandbox say no.
   */
  done: Promise<boolean>
  stop: () => void
}

/** Product or sandbox are away, or not ready yet: asking again later is all there is to do. */
class NotYet extends Error {}

/** The product says that it cannot do it just now. */
class Busy extends Error {}

const everyMs = 300
/** How often in a row Busy is taken for an answer; beyond it, it is a failure like any other. */
const mostBusy = 100

const mia = 'mia@contoso.example'
const rita = 'rita@contoso.example'
const sam = 'sam@contoso.example'

/** As the addresses' settings wish it: without demo data there is nothing to do, and that is done at once. */
export function seedFor({ seed, product, sandbox }: Addresses, certFile: string): Seed {
  return seed
    ? startSeed({ productUrl: product, sandboxUrl: sandbox, certFile })
    : { done: Promise.resolve(true), stop: () => undefined }
}

/** Tries until it is done; who is away is simply asked again, for as long as it takes. */
export function startSeed(options: SeedOptions): Seed {
  const stop = new AbortController()
  return {
    done: seedPatiently(options, stop.signal).catch((error: unknown) => {
      if (stop.signal.aborted) return false
      throw error
    }),
    stop: () => {
      stop.abort()
    },
  }
}

async function seedPatiently(options: SeedOptions, signal: AbortSignal): Promise<true> {
  for (let busy = 0; ;) {
    try {
      await seedOnce(options, signal)
      return true
    } catch (error) {
      if (error instanceof Busy) busy += 1
      if (signal.aborted || busy > mostBusy) throw error
      if (!(error instanceof NotYet || error instanceof Busy)) throw error
    }
    await pause(everyMs, undefined, { signal })
  }
}

async function seedOnce(
  { productUrl, sandboxUrl, certFile }: SeedOptions,
  signal: AbortSignal,
): Promise<void> {
  const reach = (url: string, question: Question = {}): Promise<Answer> =>
    ask(url, { ...question, certFile, signal }).catch((error: unknown) => {
      throw new NotYet(`${url} does not answer.`, { cause: error })
    })
  const tokenFor = async (user: string): Promise<string> => {
    const answer = await reach(`${sandboxUrl}/sandbox/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user }),
    })
    return read(tokenSchema, answer, `POST /sandbox/tokens for ${user}`).access_token
  }
  const api = async (
    user: string,
    method: string,
    path: string,
    body?: object,
  ): Promise<Answer> => {
    const answer = await reach(`${productUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await tokenFor(user)}`,
        'content-type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    // 409: an earlier attempt got this far.
    if (isOk(answer) || answer.status === 409) return answer
    const refusal = sentence(`${method} ${path}`, answer)
    throw answer.status === 503 ? new Busy(refusal) : new Error(refusal)
  }

  const ready = await reach(`${productUrl}/readyz`)
  if (!isOk(ready)) throw new NotYet('The product is not ready yet.')
  const listed = await api(mia, 'GET', '/api/sequences')
  if (read(pageSchema, listed, 'GET /api/sequences').items.length > 0) return
  for (const seat of seats) await api(mia, 'POST', '/api/users', seat)
  for (const contact of contacts) await api(rita, 'POST', '/api/contacts', contact)
  await api(sam, 'POST', '/api/sequences', samsSequence satisfies SequenceRequest)
  // Last, since a list that is not empty means the world is complete: an interrupted attempt shows at most Sam's.
  await api(rita, 'POST', '/api/sequences', ritasSequence satisfies SequenceRequest)
}

const tokenSchema = z.object({ access_token: z.string() })
const pageSchema = z.object({ items: z.array(z.object({ name: z.string() })) })

function isOk({ status }: Answer): boolean {
  return status >= 200 && status < 300
}

function sentence(what: string, { status, text }: Answer): string {
  return [
    `The demo data could not be made: ${what} was answered ${status} ${text.slice(0, 300)}.`,
    'Start again to go on with it, or with SANDBOX_SEED=off to do without.',
  ].join('\n')
}

/** @throws in a sentence when it is another answer than the one hoped for. */
function read<T>(schema: z.ZodType<T>, answer: Answer, what: string): T {
  const found = isOk(answer) ? schema.safeParse(jsonOf(answer.text)) : undefined
  if (found?.success !== true) throw new Error(sentence(what, answer))
  return found.data
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const seats: SeatRequest[] = [
  { email: mia, seat: 'enterprise', role: 'admin' },
  {
    email: rita,
    seat: 'professional',
    role: 'rep',
    managerEmail: mia,
  },
  {
    email: sam,
    seat: 'professional',
    role: 'rep',
    managerEmail: mia,
  },
]

const contacts: ContactRequest[] = [
  { email: 'ana@acme.example', name: 'Ana Alves', company: 'Acme' },
  { email: 'ben@acme.example', name: 'Ben Brandt', company: 'Acme' },
  { email: 'cleo@other.example', name: 'Cleo Chen', company: 'Other Ltd' },
]
