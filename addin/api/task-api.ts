/** What pane and console ask the server about tasks. */

import type { EnrollmentResource } from '../../shared/enrollment.ts'
import type { CompletionRequest } from '../../shared/task.ts'
import { isEnrollment } from './answers/common.ts'
import type { Answer, Ask } from './request.ts'

export interface TaskApi {
  finishTask: (taskId: string, how: CompletionRequest) => Promise<Answer<EnrollmentResource>>
  reopenTask: (taskId: string) => Promise<Answer<EnrollmentResource>>
}

export function createTaskApi(ask: Ask): TaskApi {
  const path = (id: string): string => `/api/tasks/${encodeURIComponent(id)}/completion`
  return {
    finishTask: (id, body) => ask({ method: 'POST', path: path(id), body, fits: isEnrollment }),
    reopenTask: (id) => ask({ method: 'DELETE', path: path(id), fits: isEnrollment }),
  }
}
