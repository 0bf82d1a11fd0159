/** Meetings logged on records. */

import { z } from 'zod'
import { normalAddress } from '../../domain/contacts/address.ts'
import { cancelMeeting } from '../../services/meetings/cancel-logged-meeting.ts'
import type { Context } from '../../services/context.ts'
import { logMeeting } from '../../services/meetings/log-meeting.ts'
import { isRefused, notFound, type Refused } from '../../services/problem.ts'
import { meetingsOfContact, showMeeting } from '../../services/views/meetings.ts'
import { contactByEmail, contactById } from '../../store/contacts/contacts.ts'
import type { LoggedMeeting } from '../../store/meetings/logged-meetings.ts'
import { route, type Route } from '../api/route.ts'
import * as shapes from '../shapes/meeting.ts'
import { pageOf } from '../shapes/page.ts'

export const meetingRoutes: Route[] = [
  route({
    method: 'post',
    path: '/api/meetings',
    operationId: 'logMeeting',
    tag: 'meetings',
    summary:
      'Logs a meeting on a record. Enrollments that the participating rep made of the contacts named end.',
    status: 201,
    body: shapes.meetingRequest,
    answer: shapes.meeting,
    serve: async (context, { user, body }) => shown(context, await logMeeting(context, user, body)),
  }),
  route({
    method: 'get',
    path: '/api/meetings',
    operationId: 'listMeetings',
    tag: 'meetings',
    summary: 'The meetings logged on one contact, by id or address, the latest start first.',
    query: z.object({
      contact: z.string('name a contact: /api/meetings?contact=ana@acme.example').max(320),
    }),
    answer: pageOf(shapes.meeting),
    serve: async ({ db }, { query }) => {
      const email = normalAddress(query.contact)
      const contact = await (email === null
        ? contactById(db, query.contact)
        : contactByEmail(db, email))
      if (!contact) return notFound('contact')
      return { items: await meetingsOfContact(db, contact.id), next: null }
    },
  }),
  route({
    method: 'delete',
    path: '/api/meetings/{id}',
    operationId: 'removeMeeting',
    tag: 'meetings',
    summary:
      'Cancels a logged meeting: undoing what it ended is offered. Repeating changes nothing.',
    answer: shapes.meeting,
    serve: async (context, { user, id }) => shown(context, await cancelMeeting(context, user, id)),
  }),
]

async function shown({ db }: Context, result: LoggedMeeting | Refused): Promise<object | Refused> {
  return isRefused(result) ? result : showMeeting(db, result)
}
