/** What the pane asks the server. */

import type { ContactCard } from '../../shared/contact.ts'
import type { EnrollmentResource, EnrollmentRequest } from '../../shared/enrollment.ts'
import type { Page } from '../../shared/problem.ts'
import type { SequenceResource } from '../../shared/sequence.ts'
import type { Me } from '../../shared/user.ts'
import type { VerdictResource } from '../../shared/verdict.ts'
import {
  isCard,
  isEnrollment,
  isMe,
  isObject,
  isSequencePage,
  isVerdictPage,
} from './answers/common.ts'
import { createAsk, type Answer, type ApiPorts, type Method } from './request.ts'

export interface Api {
  me: () => Promise<Answer<Me>>
  /** `etag` is that of the card we hold, or null to get it in any case. */
  card: (email: string, etag: string | null) => Promise<Answer<ContactCard>>
  /** What a mail, named by its Message-ID, meant; empty when it concerns nobody enrolled. */
  verdicts: (messageId: string, etag: string | null) => Promise<Answer<VerdictResource[]>>
  sequences: () => Promise<Answer<SequenceResource[]>>
  enroll: (request: EnrollmentRequest) => Promise<Answer<EnrollmentResource>>
  unenroll: (enrollmentId: string) => Promise<Answer<EnrollmentResource>>
  undo: (enrollmentId: string) => Promise<Answer<EnrollmentResource>>
  /** `until`: UTC, ISO 8601; null: until somebody resumes. */
  pause: (enrollmentId: string, until: string | null) => Promise<Answer<EnrollmentResource>>
  resume: (enrollmentId: string, pauseId: string) => Promise<Answer<EnrollmentResource>>
  /** What these two answer is of no use here: the card is asked for again. */
  link: (contactId: string, address: string) => Promise<Answer<object>>
  unlink: (contactId: string, address: string) => Promise<Answer<object>>
}

export function createApi(ports: ApiPorts): Api {
  const call = createAsk(ports)
  const enrollment = (
    method: Method,
    path: string,
    body?: unknown,
  ): Promise<Answer<EnrollmentResource>> =>
    call({ method, path: `/api/enrollments${path}`, body, fits: isEnrollment })
  const of = (id: string): string => `/${encodeURIComponent(id)}`
  const aliases = (id: string): string => `/api/contacts${of(id)}/aliases`

  return {
    me: () => call({ method: 'GET', path: '/api/me', fits: isMe }),
    card: (email, etag) =>
      call({
        method: 'GET',
        path: `/api/contact-cards?email=${encodeURIComponent(email)}`,
        etag,
        fits: isCard,
      }),
    async verdicts(messageId, etag) {
      const path = `/api/verdicts?messageId=${encodeURIComponent(messageId)}`
      const page = await call<Page<VerdictResource>>({
        method: 'GET',
        path,
        etag,
        fits: isVerdictPage,
      })
      return page.kind === 'ok' ? { ...page, value: page.value.items } : page
    },
    async sequences() {
      const items: SequenceResource[] = []
      for (let cursor = ''; ;) {
        const path = `/api/sequences?cursor=${encodeURIComponent(cursor)}`
        const page = await call({ method: 'GET', path, fits: isSequencePage })
        if (page.kind !== 'ok') return page
        items.push(...page.value.items)
        if (page.value.next === null) return { ...page, value: items }
        cursor = page.value.next
      }
    },
    enroll: (request) => enrollment('POST', '', request),
    unenroll: (id) => enrollment('POST', `${of(id)}/unenrollment`, {}),
    undo: (id) => enrollment('DELETE', `${of(id)}/unenrollment`),
    pause: (id, until) => enrollment('POST', `${of(id)}/pauses`, { until }),
    resume: (id, pauseId) => enrollment('DELETE', `${of(id)}/pauses${of(pauseId)}`),
    link: (id, address) =>
      call({ method: 'POST', path: aliases(id), body: { address }, fits: isObject }),
    unlink: (id, address) =>
      call({ method: 'DELETE', path: `${aliases(id)}${of(address)}`, fits: isObject }),
  }
}
