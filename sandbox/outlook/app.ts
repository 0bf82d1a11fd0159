/** Everything behind the sandbox's https port: sign-in service, control API, office.js and the Outlook page. */

import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import express from 'express'
import type { Express, Response, Router } from 'express'
import type { Problem } from '../control/problem.ts'
import { sandboxWorld } from '../constants.ts'
import type { Issuer } from '../login/issuer.ts'
import { renderPage } from './render-page.ts'

export interface OutlookAppOptions {
  issuer: Issuer
  /** The control API; the page calls it under `/sandbox` of its own origin. */
  control: Router
  /** Origin of the product whose manifest makes the ribbon and whose pane is framed. */
  productUrl: string
  /** Where webpack put the page: `dist/outlook`. */
  pagesDir: string
  /** `node_modules/@microsoft/office-js/dist`, served unmodified as its licence asks. */
  officeJsDir: string
}

/** How long the product may take to hand out its manifest, in milliseconds. */
const manifestPatience = 4000

export function outlookApp(options: OutlookAppOptions): Express {
  const { issuer, control, productUrl, pagesDir, officeJsDir } = options
  const app = express()
  app.disable('x-powered-by')
  app.use((_request, response, next) => {
    response.set({ 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer' })
    next()
  })
  app.use('/sandbox', control)
  app.use(issuer.router)
  app.use(
    '/officejs',
    (_request, response, next) => {
      // office.js fetches its further files with CORS, as from Microsoft's CDN; always the same, so that caches are safe.
      response.set('Access-Control-Allow-Origin', productUrl)
      next()
    },
    express.static(officeJsDir, { maxAge: '1d' }),
  )
  // Their names never change, so browsers have to ask whether they did.
  app.use('/stand-ins', express.static(join(pagesDir, 'stand-ins'), { maxAge: 0 }))
  app.use(
    '/outlook/assets',
    express.static(join(pagesDir, 'assets'), { maxAge: '1y', immutable: true }),
  )
  app.get('/outlook/manifest.xml', (_request, response) => sendManifest(productUrl, response))
  app.get('/', async (_request, response) => {
    const nonce = randomBytes(16).toString('base64')
    response.set({
      'Content-Security-Policy': policy(nonce, productUrl),
      'Cache-Control': 'no-store',
    })
    const page = await renderPage(join(pagesDir, 'entries.json'), nonce, {
      productUrl,
      tenantId: sandboxWorld.tenantId,
    })
    response.type('html').send(page)
  })
  return app
}

/** Mail bodies are shown in frames of our own, so what they may load is decided here too: nothing but data images. */
function policy(nonce: string, productUrl: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    `img-src 'self' data: ${productUrl}`,
    "connect-src 'self'",
    `frame-src 'self' ${productUrl}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** The page cannot read it across origins, so it is fetched here. */
async function sendManifest(productUrl: string, response: Response): Promise<void> {
  response.set('Cache-Control', 'no-store')
  try {
    const answer = await fetch(`${productUrl}/manifest.xml`, {
      signal: AbortSignal.timeout(manifestPatience),
    })
    if (!answer.ok) throw new Error(`the product answered ${answer.status}`)
    response.type('application/xml').send(await answer.text())
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const problem: Problem = {
      type: 'product-away',
      title: 'The product does not answer',
      status: 503,
      detail: `${productUrl}/manifest.xml could not be fetched (${why}). Start the product: npm run server`,
    }
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem))
  }
}
