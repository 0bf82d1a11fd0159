/** The Express app: headers, API, pages, and the one place where errors become answers. */

import express, { type Express } from 'express'
import helmet from 'helmet'
import type { Logger } from 'pino'
import type { Context } from '../services/context.ts'
import type { CheckToken } from './api/auth.ts'
import { problems, sendProblem } from './api/problems.ts'
import { importFilesRouter } from './routes/import-files.ts'
import { changesRouter, type ChangesParts } from './routes/changes-stream.ts'
import { openApi } from './routes/openapi.ts'
import { consoleRouter, pagesRouter, type ForPages, type PageSettings } from './pages/app-pages.ts'
import { publicPages } from './pages/public-pages.ts'
import { routerOf } from './api/route.ts'
import { routes } from './routes/routes.ts'

export interface AppParts {
  context: Context
  config: ForPages & { world: string }
  pages: PageSettings
  checkToken: CheckToken
  /** Names this process among all that share the store. */
  processName: string
  watch: ChangesParts['watch']
  log: Logger
  /** Whether the server has what it needs to work: store open, loop running. */
  isReady(): boolean
}

export function createApp(parts: AppParts): Express {
  const { context, config, log } = parts
  const app = express()
  app.disable('x-powered-by')
  app.set('query parser', 'simple')
  app.use(
    helmet({
      // The pages bring their own, nonce and all; the rest answers JSON.
      contentSecurityPolicy: false,
      xFrameOptions: false,
      crossOriginOpenerPolicy: false,
      crossOriginResourcePolicy: { policy: 'cross-origin' },
      // On localhost the promise would bind every other program there too.
      strictTransportSecurity: config.world === 'sandbox' ? false : { maxAge: 31_536_000 },
    }),
  )
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' })
  })
  app.get('/readyz', (_request, response) => {
    const ready = parts.isReady()
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'starting' })
  })
  app.use('/api', (_request, response, next) => {
    // Screens reckon "in 2 days" from this, so it is the product's time and not the machine's.
    response.set('Date', new Date(context.clock.now()).toUTCString())
    next()
  })
  app.get('/api/openapi.json', (_request, response) => {
    response.json(openApi(routes, config.publicUrl))
  })
  app.use('/api', express.json({ limit: '1mb' }))
  app.use(routerOf(routes, parts))
  app.use(changesRouter(parts))
  app.use(importFilesRouter(context, parts.checkToken))
  app.use(publicPages(context))
  app.use(pagesRouter(config, parts.pages))
  app.use(consoleRouter(parts.pages))
  app.use((request, response) => {
    sendProblem(response, {
      type: 'not-found',
      status: 404,
      title: 'Not found',
      detail: `There is nothing at ${request.path}. The API is described at /api/openapi.json.`,
    })
  })
  app.use(problems(log))
  return app
}
