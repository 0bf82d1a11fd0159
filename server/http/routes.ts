/** The API's routes: parse, call a service, answer. */

import { z } from 'zod'
import { normalAddress } from '../domain/address.ts'
import { contactById } from '../store/contacts.ts'
import { enrollmentById } from '../store/enrollments.ts'
import { listSequences, sequenceById } from '../store/sequences.ts'
import { listUsers } from '../store/users.ts'
import { changeContact } from '../services/change-contact.ts'
import { contactCard, showContact, showEnrollment } from '../services/contact-card.ts'
import type { Context } from '../services/context.ts'
import { enroll } from '../services/enroll.ts'
import { giveSeat } from '../services/give-seat.ts'
import { resume } from '../services/hold.ts'
import { badAddress, isRefused, notFound, type Refused } from '../services/refusal.ts'
import { saveContact } from '../services/save-contact.ts'
import { saveSequence, showSequence } from '../services/save-sequence.ts'
import { showMe } from '../services/sign-in.ts'
import { undoUnenrollment, unenrollByHand } from '../services/unenroll-by-hand.ts'
import type { Enrollment } from '../domain/enrollment.ts'
import type { Sequence } from '../domain/sequence.ts'
import type { User } from '../domain/user.ts'
import { route, type Route } from './route.ts'
import * as shapes from './shapes.ts'

const pageSize = 100

export const routes: Route[] = [
  route({
    method: 'get',
    path: '/api/me',
    summary: 'The signed-in person: seat, role and what they may not do.',
    answer: shapes.me,
    serve: (_context, { user }) => Promise.resolve(showMe(user)),
  }),
  route({
    method: 'get',
    path: '/api/users',
    summary: 'Everybody who has signed in or was given a seat.',
    answer: shapes.pageOf(shapes.user),
    serve: async ({ db }) => ({ items: (await listUsers(db)).map(showUser), next: null }),
  }),
  route({
    method: 'post',
    path: '/api/users',
    summary:
      'Gives a person of the tenant a seat (administrators); repeating it changes seat, role or manager.',
    status: 201,
    body: shapes.seatRequest,
    answer: shapes.user,
    serve: async (context, { user, body }) => {
      const given = await giveSeat(context, user, body)
      return isRefused(given) ? given : showUser(given)
    },
  }),
  route({
    method: 'get',
    path: '/api/contacts',
    summary: 'The card of one address: contact, enrollments, what happened last and why.',
    query: z.object({ email: z.string('name an address: /api/contacts?email=ana@acme.example') }),
    answer: shapes.contactCard,
    serve: (context, { user, query }) => {
      const email = normalAddress(query.email)
      return email === null
        ? Promise.resolve(badAddress(query.email))
        : contactCard(context, user, email)
    },
  }),
  route({
    method: 'post',
    path: '/api/contacts',
    summary: 'Adds a contact.',
    status: 201,
    body: shapes.contactRequest,
    answer: shapes.contact,
    serve: async (context, { user, body }) => {
      const saved = await saveContact(context, user, body)
      return isRefused(saved) ? saved : showContact(saved)
    },
  }),
  route({
    method: 'get',
    path: '/api/contacts/{id}',
    summary: 'One contact.',
    answer: shapes.contact,
    serve: async ({ db }, { id }) => {
      const contact = await contactById(db, id)
      return contact ? showContact(contact) : notFound('contact')
    },
  }),
  route({
    method: 'post',
    path: '/api/contacts/{id}',
    summary: 'Completes or corrects a contact: name, company, address.',
    body: shapes.contactChange,
    answer: shapes.contact,
    serve: async (context, { user, id, body }) => {
      const changed = await changeContact(context, user, id, body)
      return isRefused(changed) ? changed : showContact(changed)
    },
  }),
  route({
    method: 'get',
    path: '/api/sequences',
    summary: 'All sequences with steps and figures, in the order they were made.',
    query: z.object({ after: z.string().default('') }),
    answer: shapes.pageOf(shapes.sequence),
    serve: async ({ db }, { query }) => {
      const found = await listSequences(db, query.after, pageSize + 1)
      const items = await Promise.all(found.slice(0, pageSize).map((one) => showSequence(db, one)))
      return { items, next: found.length > pageSize ? (items.at(-1)?.id ?? null) : null }
    },
  }),
  route({
    method: 'post',
    path: '/api/sequences',
    summary: 'Makes a sequence.',
    status: 201,
    body: shapes.sequenceRequest,
    answer: shapes.sequence,
    serve: async (context, { user, body }) =>
      shownSequence(context, await saveSequence(context, user, null, body)),
  }),
  route({
    method: 'get',
    path: '/api/sequences/{id}',
    summary: 'One sequence with steps and figures.',
    answer: shapes.sequence,
    serve: async (context, { id }) =>
      shownSequence(context, (await sequenceById(context.db, id)) ?? notFound('sequence')),
  }),
  route({
    method: 'post',
    path: '/api/sequences/{id}',
    summary: 'Saves a new edition of a sequence; it reaches new enrollments only.',
    body: shapes.sequenceRequest,
    answer: shapes.sequence,
    serve: async (context, { user, id, body }) =>
      shownSequence(context, await saveSequence(context, user, id, body)),
  }),
  route({
    method: 'post',
    path: '/api/enrollments',
    summary: 'Enrolls a contact in a sequence; the first letter goes at once.',
    status: 201,
    body: shapes.enrollmentRequest,
    answer: shapes.enrollment,
    serve: async (context, { user, body }) =>
      shownEnrollment(context, user, await enroll(context, user, body)),
  }),
  route({
    method: 'get',
    path: '/api/enrollments/{id}',
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
    summary: 'Unenrolls by hand. Repeating it changes nothing.',
    answer: shapes.enrollment,
    serve: async (context, { user, id }) =>
      shownEnrollment(context, user, await unenrollByHand(context, user, id)),
  }),
  route({
    method: 'delete',
    path: '/api/enrollments/{id}/unenrollment',
    summary: 'Undoes an unenrollment: the next step comes after the delay that was left.',
    answer: shapes.enrollment,
    serve: async (context, { user, id }) =>
      shownEnrollment(context, user, await undoUnenrollment(context, user, id)),
  }),
  route({
    method: 'delete',
    path: '/api/enrollments/{id}/hold',
    summary: 'Ends a hold: the enrollment goes on.',
    answer: shapes.enrollment,
    serve: async (context, { user, id }) =>
      shownEnrollment(context, user, await resume(context, user, id)),
  }),
]

function showUser({ id, address, name, seat, role, managerId }: User): object {
  return { id, address, name, seat, role, managerId }
}

async function shownEnrollment(
  context: Context,
  user: User,
  result: Enrollment | Refused,
): Promise<object> {
  return isRefused(result) ? result : showEnrollment(context.db, user, result)
}

async function shownSequence(context: Context, result: Sequence | Refused): Promise<object> {
  return isRefused(result) ? result : showSequence(context.db, result)
}
