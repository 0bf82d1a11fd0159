/** Imports of contacts, once their file is here: the columns, the check, the import. The file's own routes: import-files.ts. */

import {
  checkImport,
  discardImport,
  listImports,
  showImport,
  startImport,
} from '../../services/imports/imports.ts'
import { route, type Route } from '../api/route.ts'
import * as shapes from '../shapes/import.ts'

export const importRoutes: Route[] = [
  route({
    method: 'get',
    path: '/api/imports',
    operationId: 'listImports',
    tag: 'imports',
    summary: 'The asking person’s imports of the last 30 days, the newest first, twenty at most.',
    answer: shapes.importList,
    serve: ({ db }, { user }) => listImports(db, user),
  }),
  route({
    method: 'get',
    path: '/api/imports/{id}',
    operationId: 'getImport',
    tag: 'imports',
    summary: 'One import: its columns, how far it is, and what it comes to.',
    answer: shapes.contactImport,
    serve: ({ db }, { user, id }) => showImport(db, user, id),
  }),
  route({
    method: 'post',
    path: '/api/imports/{id}/check',
    operationId: 'checkImport',
    tag: 'imports',
    summary:
      'Says what the columns are, and looks at every row. Nothing is written to any contact.',
    body: shapes.importCheck,
    answer: shapes.contactImport,
    serve: (context, { user, id, body }) => checkImport(context, user, id, body),
  }),
  route({
    method: 'post',
    path: '/api/imports/{id}/start',
    operationId: 'startImport',
    tag: 'imports',
    summary: 'Begins to import what was checked; it goes on in the background.',
    answer: shapes.contactImport,
    serve: (context, { user, id }) => startImport(context, user, id),
  }),
  route({
    method: 'delete',
    path: '/api/imports/{id}',
    operationId: 'discardImport',
    tag: 'imports',
    summary: 'Discards the file. Contacts that were imported stay.',
    answer: shapes.contactImport,
    serve: (context, { user, id }) => discardImport(context, user, id),
  }),
]
