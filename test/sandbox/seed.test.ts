/** Seeding a product, played here by a server that notes what it is asked. */

import http from 'node:http'
import express from 'express'
import type { Request } from 'express'
import { closeServer, listen, portOf } from '../../sandbox/open-sandbox.ts'
import { tenantPeople } from '../../sandbox/person.ts'
import { startSeed } from '../../sandbox/seed.ts'
import { waitFor } from './play.ts'

interface Product {
  url: string
  asked: { who: string; what: string; body: Record<string, unknown> }[]
  state: {
    ready: boolean
    sequences: unknown[]
    refuse: string | undefined
    readyAsked: number
    listed: number
  }
  close: () => Promise<void>
}

async function openProduct(): Promise<Product> {
  const asked: Product['asked'] = []
  const state: Product['state'] = {
    ready: false,
    sequences: [],
    refuse: undefined,
    readyAsked: 0,
    listed: 0,
  }
  const app = express()
  app.get('/readyz', (_request, response) => {
    state.readyAsked += 1
    response.status(state.ready ? 200 : 503).end()
  })
  app.use(express.json())
  app.use('/api', (request: Request, response) => {
    const who = (request.headers.authorization ?? '').replace('Bearer ', '')
    if (request.method === 'GET') {
      state.listed += 1
      response.json({ items: state.sequences, next: null })
      return
    }
    if (request.path === state.refuse) {
      state.refuse = undefined
      response.status(409).json({ type: 'exists' })
      return
    }
    const body: Record<string, unknown> = request.body
    asked.push({ who, what: `${request.method} /api${request.path}`, body })
    if (request.path === '/sequences') state.sequences.push(body)
    response.status(201).json({ id: '1' })
  })
  const server = http.createServer(app)
  await listen(server, 0)
  return {
    url: `http://localhost:${portOf(server)}`,
    asked,
    state,
    close: () => closeServer(server),
  }
}

let product: Product
let seeded: boolean
let stop: () => void
beforeEach(async () => {
  product = await openProduct()
  seeded = false
  const seed = startSeed({
    productUrl: product.url,
    people: tenantPeople,
    mintUserToken: (person) => Promise.resolve({ access_token: person.address }),
    done: () => {
      seeded = true
    },
  })
  stop = seed.stop
})
afterEach(async () => {
  stop()
  await product.close()
})

const done = (): Promise<boolean> => waitFor('the seed', () => seeded)

test('waits until the product is ready, then gives seats, contacts and two sequences as the right people', async () => {
  await waitFor('a second question', () => product.state.readyAsked >= 2)
  expect(product.state.listed).toBe(0)
  product.state.ready = true
  await done()
  expect(product.asked.map((one) => `${one.who} ${one.what}`)).toEqual([
    ...Array.from({ length: 3 }, () => 'mia@contoso.example POST /api/users'),
    ...Array.from({ length: 3 }, () => 'rita@contoso.example POST /api/contacts'),
    'sam@contoso.example POST /api/sequences',
    'rita@contoso.example POST /api/sequences',
  ])
  const [mias] = product.asked
  expect(mias?.body).toEqual({ email: 'mia@contoso.example', seat: 'enterprise', role: 'admin' })
  const steps = product.asked.slice(-2).map((one) => one.body.steps)
  expect(steps).toEqual([
    [expect.anything(), expect.objectContaining({ delay: 'P3D', thread: 'same' })],
    [
      expect.objectContaining({ subject: expect.stringContaining('{{ contact.company }}') }),
      expect.objectContaining({ delay: 'P2D' }),
      expect.objectContaining({ delay: 'P3D' }),
    ],
  ])
})

test('leaves a product alone that has sequences', async () => {
  product.state.sequences.push({ name: 'Mine' })
  product.state.ready = true
  await done()
  expect(product.asked).toEqual([])
})

test('goes on where an interrupted attempt left contacts behind', async () => {
  product.state.refuse = '/contacts'
  product.state.ready = true
  await done()
  expect(product.asked.filter((one) => one.what.endsWith('/sequences'))).toHaveLength(2)
  // In one go: being told that something is there already is no failure.
  expect(product.state.listed).toBe(1)
})
