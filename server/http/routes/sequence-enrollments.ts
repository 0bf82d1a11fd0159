/** The enrollments of one sequence: listed, ended many at once, and resumed. */

import { enrollMany } from '../../services/enrollments/enroll-many.ts'
import { listEnrollments } from '../../services/views/enrollment-list.ts'
import { undoMany, unenrollMany } from '../../services/enrollments/unenroll-many.ts'
import { route, type Route } from '../api/route.ts'
import { manyEnrolled, whichContacts } from '../shapes/enroll-many.ts'
import * as shapes from '../shapes/enrollment-list.ts'

export const sequenceEnrollmentRoutes: Route[] = [
  route({
    method: 'get',
    path: '/api/sequences/{id}/enrollments',
    operationId: 'listEnrollments',
    tag: 'enrollments',
    summary: 'Enrollments of a sequence, the newest first, a hundred a page, with how many match.',
    query: shapes.enrollmentQuery,
    answer: shapes.enrollmentList,
    serve: ({ db }, { user, id, query: { cursor, ...filter } }) =>
      listEnrollments(db, user, id, filter, cursor ?? null),
  }),
  route({
    method: 'post',
    path: '/api/sequences/{id}/enrollments',
    operationId: 'enrollMany',
    tag: 'enrollments',
    summary:
      'Enrolls the contacts named, or all that match, from the asking person’s mailbox. Of all, 500 a request: send `next` as `after` until it is null.',
    body: whichContacts,
    answer: manyEnrolled,
    serve: (context, { user, id, body }) => enrollMany(context, user, id, body),
  }),
  route({
    method: 'post',
    path: '/api/sequences/{id}/unenrollments',
    operationId: 'unenrollMany',
    tag: 'enrollments',
    summary:
      'Unenrolls those named, or all that match, by hand. Of all, 500 a request: send `next` as `after` until it is null.',
    body: shapes.whichEnrollments,
    answer: shapes.manyUnenrolled,
    serve: (context, { user, id, body }) => unenrollMany(context, user, id, body),
  }),
  route({
    method: 'post',
    path: '/api/sequences/{id}/unenrollments/undo',
    operationId: 'undoManyUnenrollments',
    tag: 'enrollments',
    summary: 'Undoes the unenrollments of those named, each as if alone.',
    body: shapes.undoRequest,
    answer: shapes.manyUndone,
    serve: (context, { user, id, body }) => undoMany(context, user, id, body.ids),
  }),
]
