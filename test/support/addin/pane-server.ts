/** Serves the built pane over https with an API made of plain objects, so that every state can be set up and looked at. */

import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { Server } from 'node:https'
import { join, resolve } from 'node:path'
import express from 'express'
import type { Express, RequestHandler, Response } from 'express'
import { generate } from 'selfsigned'
import { z } from 'zod'
import type { AliasState, ContactCard } from '../../../shared/contact.ts'
import type { EnrollmentResource } from '../../../shared/enrollment.ts'
import type { SequenceResource } from '../../../shared/sequence.ts'
import type { Me } from '../../../shared/user.ts'
import type { VerdictResource } from '../../../shared/verdict.ts'
import { anEnrollment, aCard, paused, rita } from './cards.ts'

export interface PaneServer {
  url: string
  /** Set these as a test needs them; the pane sees them at its next poll. */
  me: Me
  cards: Map<string, ContactCard>
  sequences: SequenceResource[]
  /** What mails meant, by Message-ID. */
  verdicts: Map<string, VerdictResource[]>
  /** `away`: connections are cut. `never`: requests are not answered. */
  mode: 'up' | 'away' | 'never'
  /** What the next change is refused with. */
  refusal: string | null
  /** "GET /api/contact-cards?email=..." with the status it was answered with, in order. */
  log: string[]
  reset(): void
  close(): Promise<void>
}

const emailAsked = z.object({ email: z.string().optional() })
const mailAsked = z.object({ messageId: z.string() })
const pauseRequest = z.object({ until: z.string().nullable() })
const alias = z.object({ address: z.string() })
const root = resolve(__dirname, '..', '..', '..')

export async function startPaneServer(): Promise<PaneServer> {
  const pems = await generate([{ name: 'commonName', value: 'localhost' }])
  const app = express()
  const server = createServer({ key: pems.private, cert: pems.cert }, app)
  const state: PaneServer = {
    url: '',
    me: rita(),
    cards: new Map(),
    sequences: [],
    verdicts: new Map(),
    mode: 'up',
    refusal: null,
    log: [],
    reset() {
      Object.assign(state, { me: rita(), cards: new Map(), sequences: [], mode: 'up' })
      Object.assign(state, { verdicts: new Map(), refusal: null, log: [] })
    },
    close: () => close(server),
  }
  servePages(app)
  serveApi(app, state)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  state.url = `https://localhost:${address.port}`
  return state
}

function close(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((closed) => server.close(() => closed()))
}

function servePages(app: Express): void {
  const entries = join(root, 'dist/web/entries.json')
  if (!existsSync(entries)) throw new Error('The pane is not built. Run "npm run build" first.')
  const scripts = entriesOf(JSON.parse(readFileSync(entries, 'utf8')), 'taskpane')
  app.use('/assets', express.static(join(root, 'dist/web/assets')))
  app.get('/outlook-stand-in.js', (_request, response) => {
    response.type('js').send(readFileSync(join(__dirname, 'outlook-stand-in.js'), 'utf8'))
  })
  app.get('/favicon.ico', (_request, response) => void response.status(204).end())
  app.get(
    '/nothing.html',
    (_request, response) => void response.type('html').send('<!doctype html>'),
  )
  app.get('/taskpane.html', (_request, response) => {
    const nonce = 'bm9uY2U='
    response.set(
      'Content-Security-Policy',
      `default-src 'none'; script-src 'self'; style-src 'nonce-${nonce}'; connect-src 'self'; img-src 'self' data:`,
    )
    response.type('html').send(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Sales Tools</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="csp-nonce" content="${nonce}">
<script type="application/json" id="sign-in">${JSON.stringify({
      clientId: 'b1f6a6c4-52f0-4d0c-8a35-6d0a3b7f2c90',
      authority: 'https://login.microsoftonline.com/common',
      scope: 'api://b1f6a6c4-52f0-4d0c-8a35-6d0a3b7f2c90/access_as_user',
    })}</script>
<script src="/outlook-stand-in.js"></script>
${scripts.map((script) => `<script defer src="/${script}"></script>`).join('\n')}
</head><body><div id="root"></div></body></html>`)
  })
}

function entriesOf(entries: unknown, page: string): string[] {
  const found =
    typeof entries === 'object' && entries !== null
      ? Object.entries(entries).find(([name]) => name === page)?.[1]
      : undefined
  return Array.isArray(found) ? found.map(String) : []
}

function serveApi(app: Express, state: PaneServer): void {
  app.use('/api', express.json(), (request, response, next) => {
    if (state.mode === 'never') return
    if (state.mode === 'away') {
      request.socket.destroy()
      return
    }
    response.on('finish', () => {
      state.log.push(`${request.method} ${request.originalUrl} ${response.statusCode}`)
    })
    if (request.get('authorization') === undefined) refuse(response, 401, 'Sign in first.')
    else if (request.method !== 'GET' && state.refusal !== null)
      refuse(response, 409, state.refusal)
    else next()
  })
  app.get('/api/me', (_request, response) => void response.json(state.me))
  app.get('/api/sequences', (_request, response) => {
    response.json({ items: state.sequences, next: null })
  })
  app.get('/api/contact-cards', (request, response) => {
    const { email = '' } = emailAsked.parse(request.query)
    const card = state.cards.get(email) ?? aCard({ contact: null, email })
    // Express compares the ETag itself, as it does in the product.
    response.json(card)
  })
  app.get('/api/verdicts', (request, response) => {
    const { messageId } = mailAsked.parse(request.query)
    response.json({ items: state.verdicts.get(messageId) ?? [], next: null })
  })
  app.post('/api/contacts/:id/aliases', (request, response) => {
    changeAlias(state, response, alias.parse(request.body).address, 'confirmed')
  })
  app.delete('/api/contacts/:id/aliases/:address', (request, response) => {
    changeAlias(state, response, request.params.address, null)
  })
  app.post('/api/enrollments', (_request, response) => {
    const enrollment = anEnrollment({ emailsSent: 0 })
    for (const [email, card] of state.cards) {
      if (card.enrollments.some((each) => each.state !== 'ended')) continue
      state.cards.set(email, { ...card, enrollments: [enrollment, ...card.enrollments] })
    }
    response.status(201).json(enrollment)
  })
  app.post('/api/enrollments/:id/unenrollment', (request, response) => {
    change(state, response, request.params.id, {
      state: 'ended',
      reason: 'manual',
      nextStep: null,
      pauses: [],
      endedAt: new Date().toISOString(),
      endedBy: { kind: 'user', id: state.me.id, name: state.me.name },
      explanation: 'Rita Rep ended it by hand.',
      may: { unenroll: false, undo: true, pause: false, resume: false, because: null },
    })
  })
  app.post('/api/enrollments/:id/pauses', (request, response) => {
    const { until } = pauseRequest.parse(request.body)
    const text = 'Rita Rep paused it.'
    const {
      state: after,
      pauses,
      pausedUntil,
      explanation,
      may,
    } = paused({
      ...{ kind: 'manual', until, text, evidence: null },
    })
    response.status(201)
    change(state, response, request.params.id, {
      ...{ state: after, pauses, pausedUntil, explanation, may },
    })
  })
  const takeBack: RequestHandler<{ id: string }> = (request, response) => {
    const { nextStep } = anEnrollment()
    change(state, response, request.params.id, {
      ...{ state: 'active', reason: null, endedAt: null, endedBy: null, explanation: null },
      ...{ nextStep, pauses: [], pausedUntil: null, evidence: null },
      may: anEnrollment().may,
    })
  }
  app.delete('/api/enrollments/:id/unenrollment', takeBack)
  app.delete('/api/enrollments/:id/pauses/:pauseId', (request, response, next) => {
    const { id, pauseId } = request.params
    const all = [...state.cards.values()].flatMap(({ enrollments }) => enrollments)
    const standing = all.find((one) => one.id === id)?.pauses ?? []
    const pauses = standing.filter((pause) => pause.id !== pauseId)
    if (pauses.length === 0) takeBack(request, response, next)
    else change(state, response, id, { pauses, pausedUntil: pauses[0]?.until ?? null })
  })
}

function change(
  state: PaneServer,
  response: Response,
  id: string,
  changes: Partial<EnrollmentResource>,
): void {
  for (const [email, card] of state.cards) {
    const before = card.enrollments.find((each) => each.id === id)
    if (!before) continue
    const after = { ...before, ...changes }
    const enrollments = card.enrollments.map((each) => (each.id === id ? after : each))
    state.cards.set(email, { ...card, enrollments })
    for (const [mail, verdicts] of state.verdicts)
      state.verdicts.set(
        mail,
        verdicts.map((each) => afterwards(each, after)),
      )
    response.json(after)
    return
  }
  refuse(response, 404, 'There is no such enrollment.')
}

/** A mail's verdict once its enrollment was changed by hand. */
function afterwards(verdict: VerdictResource, after: EnrollmentResource): VerdictResource {
  if (verdict.enrollment.id !== after.id) return verdict
  const text =
    verdict.effect === 'paused'
      ? 'Out of office until 3 March. The pause is over.'
      : 'This reply unenrolled Ana Alpha. That has been taken back since.'
  return { ...verdict, enrollment: after, stands: false, text }
}

/** `null` takes it away. */
function changeAlias(
  state: PaneServer,
  response: Response,
  address: string,
  becomes: AliasState | null,
): void {
  for (const [email, card] of state.cards) {
    const aliases = card.aliases.flatMap((each) => {
      if (each.address !== address) return [each]
      return becomes === null ? [] : [{ ...each, state: becomes }]
    })
    state.cards.set(email, { ...card, aliases })
  }
  response.json({})
}

function refuse(response: Response, status: number, detail: string): void {
  response.status(status).type('application/problem+json')
  response.send(JSON.stringify({ type: 'refused', title: 'Refused', status, detail }))
}
