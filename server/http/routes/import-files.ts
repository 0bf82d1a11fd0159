/** The two routes of imports that carry a file and no JSON: bringing one, and fetching the rows that were refused. */

import express, {
  Router,
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
} from 'express'
import { mostImportBytes } from '../../../shared/import.ts'
import type { Context } from '../../services/context.ts'
import { refusedRows } from '../../services/imports/rejected-rows.ts'
import { takeFile } from '../../services/imports/upload-file.ts'
import { showImport } from '../../services/imports/imports.ts'
import { isRefused } from '../../services/problem.ts'
import { userOf } from '../../services/directory/signed-in-user.ts'
import type { CheckToken } from '../api/auth.ts'
import { sendProblem } from '../api/problems.ts'

const readBody = express.raw({ type: () => true, limit: mostImportBytes })

/** Who asks is known before a byte of the file is read. */
export function importFilesRouter(context: Context, checkToken: CheckToken): Router {
  const router = Router()
  const signedIn = async (request: Request) =>
    userOf(context, await checkToken(request.headers.authorization))

  const sign: RequestHandler = async (request, _response, next) => {
    await signedIn(request)
    next()
  }
  const take: RequestHandler = async (request, response) => {
    const user = await signedIn(request)
    const bytes = bytesIn(request.body)
    if (bytes === null) {
      sendProblem(response, {
        type: 'not-a-file',
        status: 415,
        title: 'Not a file',
        detail: 'Send the file itself as the body, with the content type text/csv.',
      })
      return
    }
    const name = typeof request.query['name'] === 'string' ? request.query['name'] : ''
    const taken = await takeFile(context, user, { name, bytes })
    const shown = isRefused(taken) ? taken : await showImport(context.db, user, taken.id)
    if (isRefused(shown)) sendProblem(response, shown.refused)
    else response.set('Cache-Control', 'private, no-cache').status(201).json(shown)
  }
  router.post('/api/imports', sign, readBody, refuseLarge, take)

  const sendRefusedRows: RequestHandler<{ id: string }> = async (request, response) => {
    const pieces = await refusedRows(context, await signedIn(request), request.params.id)
    if (isRefused(pieces)) {
      sendProblem(response, pieces.refused)
      return
    }
    response.set({
      'Cache-Control': 'private, no-store',
      'Content-Disposition': 'attachment; filename="refused-rows.csv"',
    })
    response.status(200).type('text/csv')
    for await (const piece of pieces.text) {
      if (response.destroyed) return
      response.write(piece)
    }
    response.end()
  }
  router.get('/api/imports/:id/refused-rows', sendRefusedRows)
  return router
}

const refuseLarge: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (typeof error === 'object' && error !== null && 'status' in error && error.status === 413)
    sendProblem(response, {
      type: 'too-large',
      status: 413,
      title: 'Too large',
      detail: `The file is larger than ${String(mostImportBytes / 1024 / 1024)} MB. Split it, and import the parts one after another.`,
    })
  else next(error)
}

/** Null: it is no file, for the app's own parser has read it as JSON already. */
function bytesIn(body: unknown): Uint8Array | null {
  if (body === undefined) return new Uint8Array()
  return body instanceof Uint8Array ? body : null
}

/** For openapi.json, which is made of JSON's schemas otherwise. */
export const importFilePaths = {
  take: {
    operationId: 'uploadImport',
    tags: ['imports'],
    summary: `Brings a file of contacts: CSV in any usual encoding and separator, ${String(mostImportBytes / 1024 / 1024)} MB and 50,000 rows at most. Nothing is written to any contact yet.`,
    parameters: [{ name: 'name', in: 'query', required: false, schema: { type: 'string' } }],
    requestBody: {
      required: true,
      content: { 'text/csv': { schema: { type: 'string', format: 'binary' } } },
    },
    responses: { 201: { description: 'The import, to be looked at at /api/imports/{id}.' } },
  },
  refusedRows: {
    operationId: 'downloadRefusedRows',
    tags: ['imports'],
    summary:
      'The rows that are left out, as CSV: the columns of the file, the row’s number, and why.',
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
    responses: {
      200: { description: 'The rows.', content: { 'text/csv': { schema: { type: 'string' } } } },
    },
  },
}
