/** Seeding a product, played here with its sandbox by a server that notes what it is asked. */

import http from 'node:http'
import { join } from 'node:path'
import express from 'express'
import type { Request } from 'express'
import { closeServer, listen, portOf } from '../../../sandbox/open-sandbox.ts'
import { ensureCertificate } from '../../../tools/dev/certificate.ts'
import { startSeed } from '../../../tools/dev/seed-demo.ts'
import type { Seed } from '../../../tools/dev/seed-demo.ts'
import { until } from '../../support/patience.ts'
import { projectRoot } from '../../support/world.ts'

interface Product {
  url: string
  asked: { who: string; what: string; body: Record<string, unknown> }[]
  state: {
    ready: boolean
    sequences: unknown[]
    /** The answers to this path's next requests; asked further it says yes. */
    refuse: { path: string; statuses: number[] }
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
    refuse: { path: '', statuses: [] },
    readyAsked: 0,
    listed: 0,
  }
  const app = express()
  app.get('/readyz', (_request, response) => {
    state.readyAsked += 1
    response.status(state.ready ? 200 : 503).end()
  })
  app.use(express.json())
  app.post('/sandbox/tokens', (request: Request<object, unknown, { user: string }>, response) => {
    response.json({ access_token: request.body.user, expires_in: 3600 })
  })
  app.use('/api', (request: Request, response) => {
    const who = (request.headers.authorization ?? '').replace('Bearer ', '')
    if (request.method === 'GET') {
      state.listed += 1
      response.json({ items: state.sequences, next: null })
      return
    }
    const status = request.path === state.refuse.path ? state.refuse.statuses.shift() : undefined
    if (status !== undefined) {
      response.status(status).json({ type: 'refused' })
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
let seed: Seed
beforeEach(async () => {
  product = await openProduct()
  const { certFile } = await ensureCertificate(join(projectRoot, '.test'))
  seed = startSeed({ productUrl: product.url, sandboxUrl: product.url, certFile })
})
afterEach(async () => {
  seed.stop()
  await product.close()
})

test('waits until the product is ready, then gives seats, contacts and two sequences as the right people', async () => {
  await until('a second question', () => product.state.readyAsked >= 2)
  expect(product.state.listed).toBe(0)
  product.state.ready = true
  expect(await seed.done).toBe(true)
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
  expect(await seed.done).toBe(true)
  expect(product.asked).toEqual([])
})

test('goes on where an interrupted attempt left contacts behind', async () => {
  product.state.refuse = { path: '/contacts', statuses: [409] }
  product.state.ready = true
  expect(await seed.done).toBe(true)
  expect(product.asked.filter((one) => one.what.endsWith('/sequences'))).toHaveLength(2)
  // In one go: being told that something is there already is no failure.
  expect(product.state.listed).toBe(1)
})

test('asks again when the product cannot do it just now', async () => {
  product.state.refuse = { path: '/users', statuses: [503, 503] }
  product.state.ready = true
  expect(await seed.done).toBe(true)
  expect(product.state.listed).toBe(3)
  expect(product.asked.filter((one) => one.what.endsWith('/users'))).toHaveLength(3)
})

test('fails in a sentence when the product refuses', async () => {
  product.state.refuse = { path: '/contacts', statuses: [422] }
  product.state.ready = true
  await expect(seed.done).rejects.toThrow(
    'The demo data could not be made: POST /api/contacts was answered 422 {"type":"refused"}.',
  )
})

test('asks nothing more once it is stopped', async () => {
  await until('a question', () => product.state.readyAsked >= 1)
  seed.stop()
  product.state.ready = true
  expect(await seed.done).toBe(false)
  expect(product.state.listed).toBe(0)
})
