/** Tasks: steps that a person does, finished and taken back; and the figures of steps. */

import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import type { User } from '../../domain/directory/user.ts'
import { showEnrollment } from '../../services/views/enrollment.ts'
import type { Context } from '../../services/context.ts'
import { finishTask } from '../../services/tasks/complete-task.ts'
import { isRefused, notFound, type Refused } from '../../services/problem.ts'
import { reopenTask } from '../../services/tasks/reopen-task.ts'
import { sequenceById } from '../../store/sequences/sequences.ts'
import { stepPerformanceOf } from '../../store/sequences/step-stats.ts'
import { taskPerformance } from '../../store/outbound/tasks.ts'
import { route, type Route } from '../api/route.ts'
import { enrollment } from '../shapes/enrollment.ts'
import { pageOf } from '../shapes/page.ts'
import { stepPerformance } from '../shapes/sequence.ts'
import * as shapes from '../shapes/task.ts'

export const taskRoutes: Route[] = [
  route({
    method: 'post',
    path: '/api/tasks/{id}/completion',
    operationId: 'completeTask',
    tag: 'tasks',
    summary: 'Marks a task as done, or skips it: the next step counts from now.',
    body: shapes.completionRequest,
    answer: enrollment,
    serve: async (context, { user, id, body }) =>
      shown(context, user, await finishTask(context, user, id, body)),
  }),
  route({
    method: 'delete',
    path: '/api/tasks/{id}/completion',
    operationId: 'reopenTask',
    tag: 'tasks',
    summary: 'Takes that back, while the step after it was not done.',
    answer: enrollment,
    serve: async (context, { user, id }) =>
      shown(context, user, await reopenTask(context, user, id)),
  }),
  route({
    method: 'get',
    path: '/api/sequences/{id}/tasks',
    operationId: 'getTaskPerformance',
    tag: 'tasks',
    summary: 'How many tasks of each step are open, done and skipped.',
    answer: pageOf(shapes.taskPerformance),
    serve: async ({ db }, { id }) =>
      (await sequenceById(db, id))
        ? { items: await taskPerformance(db, id), next: null }
        : notFound('sequence'),
  }),
  route({
    method: 'get',
    path: '/api/sequences/{id}/step-performance',
    operationId: 'getStepPerformance',
    tag: 'sequences',
    summary:
      'What the emails of each step came to, and how many of those enrolled stand before it.',
    answer: pageOf(stepPerformance),
    serve: async ({ db }, { id }) =>
      (await sequenceById(db, id))
        ? { items: await stepPerformanceOf(db, id), next: null }
        : notFound('sequence'),
  }),
]

async function shown(context: Context, user: User, result: Enrollment | Refused): Promise<object> {
  return isRefused(result) ? result : showEnrollment(context.db, user, result)
}
