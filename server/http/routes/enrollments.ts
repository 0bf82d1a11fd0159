/** Enrollments: begun, ended, undone, paused and resumed. */

import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import type { User } from '../../domain/directory/user.ts'
import { showEnrollment } from '../../services/views/enrollment.ts'
import type { Context } from '../../services/context.ts'
import { enroll } from '../../services/enrollments/enroll.ts'
import { resumeManually } from '../../services/enrollments/pause.ts'
import { pauseManually } from '../../services/enrollments/pause-manually.ts'
import { isRefused, notFound, type Refused } from '../../services/problem.ts'
import { undoManually, unenrollManually } from '../../services/enrollments/unenroll-manually.ts'
import { enrollmentById } from '../../store/enrollments/enrollments.ts'
import { route, type Route } from '../api/route.ts'
import * as shapes from '../shapes/enrollment.ts'

export const enrollmentRoutes: Route[] = [
  route({
    method: 'post',
    path: '/api/enrollments',
    operationId: 'enroll',
    tag: 'enrollments',
    summary: 'Enrolls a contact in a sequence; the first email goes at once.',
    status: 201,
    body: shapes.enrollmentRequest,
    answer: shapes.enrollment,
    serve: async (context, { user, body }) =>
      shownEnrollment(context, user, await enroll(context, user, body)),
  }),
  route({
    method: 'get',
    path: '/api/enrollments/{id}',
    operationId: 'getEnrollment',
    tag: 'enrollments',
    summary: 'One enrollment.',
    answer: shapes.enrollment,
    serve: async (context, { user, id }) =>
      shownEnrollment(
        context,
        user,
        (await enrollmentById(context.db, id)) ?? notFound('enrollment'),
      ),
  }),
  route({
    method: 'post',
    path: '/api/enrollments/{id}/unenrollment',
    operationId: 'unenroll',
    tag: 'enrollments',
    summary: 'Unenrolls by hand. Repeating it changes nothing.',
    answer: shapes.enrollment,
    serve: async (context, { user, id }) =>
      shownEnrollment(context, user, await unenrollManually(context, user, id)),
  }),
  route({
    method: 'delete',
    path: '/api/enrollments/{id}/unenrollment',
    operationId: 'undoUnenrollment',
    tag: 'enrollments',
    summary: 'Undoes an unenrollment: the next step comes after the delay that was left.',
    answer: shapes.enrollment,
    serve: async (context, { user, id }) =>
      shownEnrollment(context, user, await undoManually(context, user, id)),
  }),
  route({
    method: 'post',
    path: '/api/enrollments/{id}/pauses',
    operationId: 'pauseEnrollment',
    tag: 'enrollments',
    summary:
      'Pauses by hand, until a time with an offset or until somebody resumes; beside what pauses it already.',
    status: 201,
    body: shapes.pauseRequest,
    answer: shapes.enrollment,
    serve: async (context, { user, id, body }) =>
      shownEnrollment(context, user, await pauseManually(context, user, id, body.until ?? null)),
  }),
  route({
    method: 'delete',
    path: '/api/enrollments/{id}/pauses/{pauseId}',
    operationId: 'endPause',
    tag: 'enrollments',
    summary: 'Ends that pause and leaves the others: with the last, the enrollment goes on.',
    answer: shapes.enrollment,
    serve: async (context, { user, id, pauseId }) =>
      shownEnrollment(context, user, await resumeManually(context, user, id, pauseId)),
  }),
]

async function shownEnrollment(
  context: Context,
  user: User,
  result: Enrollment | Refused,
): Promise<object> {
  return isRefused(result) ? result : showEnrollment(context.db, user, result)
}
