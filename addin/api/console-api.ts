/** The questions that the console asks the server. */

import type { EnrollmentResource } from '../../shared/enrollment.ts'
import type {
  EnrollmentFilter,
  EnrollmentList,
  ManyUndone,
  ManyUnenrolled,
  WhichEnrollments,
} from '../../shared/enrollment-list.ts'
import type { Page } from '../../shared/problem.ts'
import type { ScheduledFilter, ScheduledPage } from '../../shared/scheduled.ts'
import type {
  SequenceChange,
  SequenceResource,
  SequenceDeletion,
  SequenceRequest,
  SequenceRestoration,
  SequenceResumption,
  StepPerformance,
} from '../../shared/sequence.ts'
import type { SuppressionResource, SuppressionRequest } from '../../shared/suppression.ts'
import type { TaskPerformance } from '../../shared/task.ts'
import type { Me, SeatRequest, UserResource } from '../../shared/user.ts'
import { isEnrollment, isMe, isSequencePage } from './answers/common.ts'
import type { Answer, Ask } from './request.ts'
import {
  isEnrollmentList,
  isManyUndone,
  isManyUnenrolled,
  isScheduledPage,
  isSequence,
  isSequenceDeletion,
  isSequenceRestoration,
  isSequenceResumption,
  isSuppression,
  isSuppressionPage,
  isStepPerformance,
  isTaskPerformance,
  isUserPage,
} from './answers/console.ts'
import { createCompanyApi, type CompanyApi } from './company-api.ts'
import { createAutomationApi, type AutomationApi } from './automation-api.ts'
import { createContactApi, type ContactApi } from './contact-api.ts'
import { createStepApi, type StepApi } from './step-api.ts'
import { createImportApi, type ImportApi } from './import-api.ts'

export interface ConsoleApi extends ContactApi, AutomationApi, CompanyApi, ImportApi, StepApi {
  me: () => Promise<Answer<Me>>
  users: () => Promise<Answer<UserResource[]>>
  giveSeat: (request: SeatRequest) => Promise<Answer<UserResource>>
  /** Those in use, unless others are asked for. */
  sequences: (shown?: 'archived' | 'deleted') => Promise<Answer<SequenceResource[]>>
  archive: (id: string) => Promise<Answer<SequenceResource>>
  unarchive: (id: string) => Promise<Answer<SequenceResource>>
  deleteSequence: (id: string) => Promise<Answer<SequenceDeletion>>
  restoreSequence: (id: string) => Promise<Answer<SequenceRestoration>>
  /** Some hundreds at most: to be asked again after `next` until that is null. */
  resumeSequence: (id: string, cursor: string) => Promise<Answer<SequenceResumption>>
  /** A hundred at most, the soonest first, after the cursor `after`; null: from the first. */
  scheduled: (filter: ScheduledFilter, cursor: string | null) => Promise<Answer<ScheduledPage>>
  suppressions: (search: string, cursor: string) => Promise<Answer<Page<SuppressionResource>>>
  addSuppression: (request: SuppressionRequest) => Promise<Answer<SuppressionResource>>
  removeSuppression: (address: string) => Promise<Answer<SuppressionResource>>
  sequence: (id: string) => Promise<Answer<SequenceResource>>
  addSequence: (request: SequenceRequest) => Promise<Answer<SequenceResource>>
  /** `etag` is that of what the change was made from. */
  changeSequence: (
    id: string,
    change: SequenceChange,
    etag: string,
  ) => Promise<Answer<SequenceResource>>
  /** A hundred at most, the newest first, after the cursor `after`; null: from the first. */
  enrollments: (
    sequenceId: string,
    filter: EnrollmentFilter,
    cursor: string | null,
  ) => Promise<Answer<EnrollmentList>>
  /** A row for each step that is a task. */
  taskPerformance: (sequenceId: string) => Promise<Answer<Page<TaskPerformance>>>
  stepPerformance: (sequenceId: string) => Promise<Answer<Page<StepPerformance>>>
  unenroll: (enrollmentId: string) => Promise<Answer<EnrollmentResource>>
  undo: (enrollmentId: string) => Promise<Answer<EnrollmentResource>>
  /** Ends some hundreds at most and says how many are left: to be asked again until none is. */
  unenrollMany: (sequenceId: string, which: WhichEnrollments) => Promise<Answer<ManyUnenrolled>>
  undoMany: (sequenceId: string, ids: string[]) => Promise<Answer<ManyUndone>>
}

export function createConsoleApi(ask: Ask): ConsoleApi {
  const of = (id: string): string => `/${encodeURIComponent(id)}`
  return {
    ...createContactApi(ask),
    ...createStepApi(ask),
    ...createImportApi(ask),
    ...createAutomationApi(ask),
    ...createCompanyApi(ask),
    me: () => ask({ method: 'GET', path: '/api/me', fits: isMe }),
    async users() {
      const page = await ask({ method: 'GET', path: '/api/users', fits: isUserPage })
      return page.kind === 'ok' ? { ...page, value: page.value.items } : page
    },
    giveSeat: (body) => ask({ method: 'POST', path: '/api/users', body, fits: isMe }),
    async sequences(shown) {
      const items: SequenceResource[] = []
      for (let cursor = ''; ;) {
        const query = new URLSearchParams({ cursor, ...(shown ? { [shown]: 'true' } : {}) })
        const path = `/api/sequences?${query.toString()}`
        const page = await ask({ method: 'GET', path, fits: isSequencePage })
        if (page.kind !== 'ok') return page
        items.push(...page.value.items)
        if (page.value.next === null) return { ...page, value: items }
        cursor = page.value.next
      }
    },
    sequence: (id) => ask({ method: 'GET', path: `/api/sequences${of(id)}`, fits: isSequence }),
    addSequence: (body) => ask({ method: 'POST', path: '/api/sequences', body, fits: isSequence }),
    changeSequence: (id, body, etag) =>
      ask({
        method: 'PATCH',
        path: `/api/sequences${of(id)}`,
        ifMatch: etag,
        body,
        fits: isSequence,
      }),
    archive: (id) =>
      ask({
        method: 'POST',
        path: `/api/sequences${of(id)}/archive`,
        body: {},
        fits: isSequence,
      }),
    unarchive: (id) =>
      ask({ method: 'DELETE', path: `/api/sequences${of(id)}/archive`, fits: isSequence }),
    deleteSequence: (id) =>
      ask({ method: 'DELETE', path: `/api/sequences${of(id)}`, fits: isSequenceDeletion }),
    restoreSequence: (id) =>
      ask({
        method: 'POST',
        path: `/api/sequences${of(id)}/restoration`,
        body: {},
        fits: isSequenceRestoration,
      }),
    resumeSequence: (id, cursor) =>
      ask({
        method: 'POST',
        path: `/api/sequences${of(id)}/resumption`,
        body: cursor === '' ? {} : { cursor },
        fits: isSequenceResumption,
      }),
    scheduled: (filter, cursor) => {
      const query = new URLSearchParams({ ...filter, ...(cursor === null ? {} : { cursor }) })
      return ask({
        method: 'GET',
        path: `/api/scheduled?${query.toString()}`,
        fits: isScheduledPage,
      })
    },
    suppressions: (search, cursor) => {
      const query = new URLSearchParams({ search, cursor })
      return ask({
        method: 'GET',
        path: `/api/suppressions?${query.toString()}`,
        fits: isSuppressionPage,
      })
    },
    addSuppression: (body) =>
      ask({ method: 'POST', path: '/api/suppressions', body, fits: isSuppression }),
    removeSuppression: (address) =>
      ask({
        method: 'DELETE',
        path: `/api/suppressions${of(address)}`,
        fits: isSuppression,
      }),
    enrollments: (sequenceId, filter, cursor) => {
      const query = new URLSearchParams({ ...filter, ...(cursor === null ? {} : { cursor }) })
      const path = `/api/sequences${of(sequenceId)}/enrollments?${query.toString()}`
      return ask({ method: 'GET', path, fits: isEnrollmentList })
    },
    taskPerformance: (id) =>
      ask({ method: 'GET', path: `/api/sequences${of(id)}/tasks`, fits: isTaskPerformance }),
    stepPerformance: (id) =>
      ask({
        method: 'GET',
        path: `/api/sequences${of(id)}/step-performance`,
        fits: isStepPerformance,
      }),
    unenroll: (id) =>
      ask({
        method: 'POST',
        path: `/api/enrollments${of(id)}/unenrollment`,
        body: {},
        fits: isEnrollment,
      }),
    undo: (id) =>
      ask({ method: 'DELETE', path: `/api/enrollments${of(id)}/unenrollment`, fits: isEnrollment }),
    unenrollMany: (id, body) =>
      ask({
        method: 'POST',
        path: `/api/sequences${of(id)}/unenrollments`,
        body,
        fits: isManyUnenrolled,
      }),
    undoMany: (id, ids) =>
      ask({
        method: 'POST',
        path: `/api/sequences${of(id)}/unenrollments/undo`,
        body: { ids },
        fits: isManyUndone,
      }),
  }
}
