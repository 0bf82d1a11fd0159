/** What the console asks the server about contacts. */

import type {
  ContactResource,
  ContactCard,
  ContactChange,
  ContactRequest,
} from '../../shared/contact.ts'
import type { ContactFilter, ContactList } from '../../shared/contact-list.ts'
import type { EnrollmentResource, EnrollmentRequest } from '../../shared/enrollment.ts'
import type { MeetingResource, MeetingRequest } from '../../shared/meeting.ts'
import { isCard, isEnrollment, isObject } from './answers/common.ts'
import type { Answer, Ask } from './request.ts'
import { createTaskApi, type TaskApi } from './task-api.ts'
import { isContact, isContactList, isMeeting, isMeetingPage } from './answers/contact.ts'

export interface ContactApi extends TaskApi {
  /** A hundred at most, the newest first, after the cursor `after`; null: from the first. */
  contacts: (filter: ContactFilter, cursor: string | null) => Promise<Answer<ContactList>>
  contactCard: (id: string) => Promise<Answer<ContactCard>>
  addContact: (request: ContactRequest) => Promise<Answer<ContactResource>>
  changeContact: (id: string, change: ContactChange) => Promise<Answer<ContactResource>>
  enroll: (request: EnrollmentRequest) => Promise<Answer<EnrollmentResource>>
  /** `until`: UTC, ISO 8601; null: until somebody resumes. */
  pause: (enrollmentId: string, until: string | null) => Promise<Answer<EnrollmentResource>>
  resume: (enrollmentId: string, pauseId: string) => Promise<Answer<EnrollmentResource>>
  link: (contactId: string, address: string) => Promise<Answer<object>>
  unlink: (contactId: string, address: string) => Promise<Answer<object>>
  /** Those logged on the contact, the latest start first. */
  meetings: (contactId: string) => Promise<Answer<MeetingResource[]>>
  logMeeting: (request: MeetingRequest) => Promise<Answer<MeetingResource>>
}

export function createContactApi(ask: Ask): ContactApi {
  const of = (id: string): string => `/${encodeURIComponent(id)}`
  const aliases = (id: string): string => `/api/contacts${of(id)}/aliases`
  return {
    ...createTaskApi(ask),
    contacts: (filter, cursor) => {
      const query = new URLSearchParams({ ...filter, ...(cursor === null ? {} : { cursor }) })
      const path = `/api/contacts?${query.toString()}`
      return ask({ method: 'GET', path, fits: isContactList })
    },
    contactCard: (id) => ask({ method: 'GET', path: `/api/contacts${of(id)}/card`, fits: isCard }),
    addContact: (body) => ask({ method: 'POST', path: '/api/contacts', body, fits: isContact }),
    changeContact: (id, body) =>
      ask({ method: 'PATCH', path: `/api/contacts${of(id)}`, body, fits: isContact }),
    enroll: (body) => ask({ method: 'POST', path: '/api/enrollments', body, fits: isEnrollment }),
    pause: (id, until) =>
      ask({
        method: 'POST',
        path: `/api/enrollments${of(id)}/pauses`,
        body: { until },
        fits: isEnrollment,
      }),
    resume: (id, pauseId) =>
      ask({
        method: 'DELETE',
        path: `/api/enrollments${of(id)}/pauses${of(pauseId)}`,
        fits: isEnrollment,
      }),
    link: (id, address) =>
      ask({ method: 'POST', path: aliases(id), body: { address }, fits: isObject }),
    unlink: (id, address) =>
      ask({ method: 'DELETE', path: `${aliases(id)}${of(address)}`, fits: isObject }),
    async meetings(contactId) {
      const path = `/api/meetings?contact=${encodeURIComponent(contactId)}`
      const page = await ask({ method: 'GET', path, fits: isMeetingPage })
      return page.kind === 'ok' ? { ...page, value: page.value.items } : page
    },
    logMeeting: (body) => ask({ method: 'POST', path: '/api/meetings', body, fits: isMeeting }),
  }
}
