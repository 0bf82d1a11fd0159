/** The questions that the console asks the server. */

import type { Enrollment } from '../../shared/enrollment.ts'
import type {
  EnrollmentFilter,
  EnrollmentList,
  ManyUndone,
  ManyUnenrolled,
  WhichEnrollments,
} from '../../shared/enrollment-list.ts'
import type { Sequence, SequenceRequest } from '../../shared/sequence.ts'
import type { Me, User } from '../../shared/user.ts'
import { isEnrollment, isMe, isSequencePage } from '../kit/answers.ts'
import type { Answer, Ask } from '../kit/api.ts'
import {
  isEnrollmentList,
  isManyUndone,
  isManyUnenrolled,
  isSequence,
  isUserPage,
} from './answers.ts'

export interface ConsoleApi {
  me: () => Promise<Answer<Me>>
  users: () => Promise<Answer<User[]>>
  sequences: () => Promise<Answer<Sequence[]>>
  sequence: (id: string) => Promise<Answer<Sequence>>
  /** `id` null makes a new one. */
  saveSequence: (id: string | null, request: SequenceRequest) => Promise<Answer<Sequence>>
  /** A hundred at most, the newest first, after the cursor `after`; null: from the first. */
  enrollments: (
    sequenceId: string,
    filter: EnrollmentFilter,
    after: string | null,
  ) => Promise<Answer<EnrollmentList>>
  unenroll: (enrollmentId: string) => Promise<Answer<Enrollment>>
  undo: (enrollmentId: string) => Promise<Answer<Enrollment>>
  /** Ends some hundreds at most and says how many are left: to be asked again until none is. */
  unenrollMany: (sequenceId: string, which: WhichEnrollments) => Promise<Answer<ManyUnenrolled>>
  undoMany: (sequenceId: string, ids: string[]) => Promise<Answer<ManyUndone>>
}

export function createConsoleApi(ask: Ask): ConsoleApi {
  const of = (id: string): string => `/${encodeURIComponent(id)}`
  return {
    me: () => ask({ method: 'GET', path: '/api/me', fits: isMe }),
    async users() {
      const page = await ask({ method: 'GET', path: '/api/users', fits: isUserPage })
      return page.kind === 'ok' ? { ...page, value: page.value.items } : page
    },
    async sequences() {
      const items: Sequence[] = []
      for (let after = ''; ;) {
        const path = `/api/sequences?after=${encodeURIComponent(after)}`
        const page = await ask({ method: 'GET', path, fits: isSequencePage })
        if (page.kind !== 'ok') return page
        items.push(...page.value.items)
        if (page.value.next === null) return { ...page, value: items }
        after = page.value.next
      }
    },
    sequence: (id) => ask({ method: 'GET', path: `/api/sequences${of(id)}`, fits: isSequence }),
    saveSequence: (id, body) =>
      ask({
        method: 'POST',
        path: `/api/sequences${id === null ? '' : of(id)}`,
        body,
        fits: isSequence,
      }),
    enrollments: (sequenceId, filter, after) => {
      const query = new URLSearchParams({ ...filter, ...(after === null ? {} : { after }) })
      const path = `/api/sequences${of(sequenceId)}/enrollments?${query.toString()}`
      return ask({ method: 'GET', path, fits: isEnrollmentList })
    },
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
        path: `/api/sequences${of(id)}/unenrollment-undos`,
        body: { ids },
        fits: isManyUndone,
      }),
  }
}
