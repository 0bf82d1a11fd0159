/** The requests and answers of every route as zod schemas: what requests are checked by, and what openapi.json tells. */

import { z } from 'zod'
import {
  timelineKinds,
  type Contact,
  type ContactCard,
  type ContactChange,
  type ContactRequest,
} from '../../shared/contact.ts'
import {
  holdReasons,
  type Enrollment,
  type EnrollmentRequest,
  type MailEvidence,
} from '../../shared/enrollment.ts'
import { reasons } from '../../shared/reason.ts'
import { stepKinds, type Sequence, type SequenceRequest } from '../../shared/sequence.ts'
import { roles, seats, type Me, type SeatRequest, type User } from '../../shared/user.ts'

const text = (longest: number) => z.string().max(longest)
const time = z.string().describe('UTC, YYYY-MM-DDTHH:mm:ss.sssZ')

export const enrollmentRequest = z.strictObject({
  contact: z.union([
    z.strictObject({
      email: text(320),
      name: text(200).exactOptional(),
      company: text(200).exactOptional(),
    }),
    z.strictObject({ id: text(100) }),
  ]),
  sequenceId: text(100),
}) satisfies z.ZodType<EnrollmentRequest>

export const contactRequest = z.strictObject({
  email: text(320),
  name: text(200).exactOptional(),
  company: text(200).exactOptional(),
}) satisfies z.ZodType<ContactRequest>

export const contactChange = z.strictObject({
  email: text(320).exactOptional(),
  name: text(200).exactOptional(),
  company: text(200).exactOptional(),
}) satisfies z.ZodType<ContactChange>

export const sequenceRequest = z.strictObject({
  name: text(200),
  steps: z
    .array(
      z.strictObject({
        kind: z.enum(stepKinds).exactOptional(),
        delay: text(40).exactOptional(),
        subject: text(500).exactOptional(),
        body: text(50_000),
        thread: z.enum(['same', 'new']).exactOptional(),
      }),
    )
    .max(50),
}) satisfies z.ZodType<SequenceRequest>

export const seatRequest = z.strictObject({
  email: text(320),
  seat: z.enum(seats),
  role: z.enum(roles).exactOptional(),
  managerEmail: text(320).nullable().exactOptional(),
}) satisfies z.ZodType<SeatRequest>

const evidence = z.object({
  kind: z.literal('mail'),
  id: z.string(),
  messageId: z.string().nullable(),
  mailbox: z.string(),
  from: z.object({ address: z.string(), name: z.string() }),
  subject: z.string(),
  receivedAt: time,
  letter: z.number().nullable(),
  because: z.array(z.string()),
}) satisfies z.ZodType<MailEvidence>

const named = z.object({ id: z.string(), name: z.string() })

export const enrollment = z.object({
  id: z.string(),
  state: z.enum(['active', 'held', 'ended']),
  contact: z.object({ id: z.string(), email: z.string(), name: z.string() }),
  sequence: z.object({ id: z.string(), name: z.string(), steps: z.number() }),
  enrolledBy: named,
  mailbox: z.string(),
  enrolledAt: time,
  lettersSent: z.number(),
  nextStep: z
    .object({
      number: z.number(),
      kind: z.enum(stepKinds),
      dueAt: time.nullable(),
      waits: z.string().nullable(),
    })
    .nullable(),
  hold: z
    .object({ reason: z.enum(holdReasons), since: time, until: time.nullable(), text: z.string() })
    .nullable(),
  heldUntil: time.nullable(),
  reason: z.enum(reasons).nullable(),
  endedAt: time.nullable(),
  endedBy: z
    .union([
      z.object({ kind: z.literal('user'), id: z.string(), name: z.string() }),
      z.object({ kind: z.literal('rule'), rule: z.enum(reasons) }),
    ])
    .nullable(),
  evidence: evidence.nullable(),
  explanation: z.string().nullable(),
  letterOnItsWay: z.number().nullable(),
  may: z.object({
    unenroll: z.boolean(),
    undo: z.boolean(),
    resume: z.boolean(),
    because: z.string().nullable(),
  }),
}) satisfies z.ZodType<Enrollment>

export const contact = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  company: z.string().nullable(),
  addressState: z.enum(['ok', 'bad']),
  createdAt: time,
}) satisfies z.ZodType<Contact>

export const contactCard = z.object({
  email: z.string(),
  contact: contact.nullable(),
  enrollments: z.array(enrollment),
  timeline: z.array(
    z.object({
      id: z.string(),
      at: time,
      kind: z.enum(timelineKinds),
      enrollmentId: z.string(),
      sequence: named,
      text: z.string(),
      evidence: evidence.nullable(),
    }),
  ),
  suppressed: z.object({ since: time, reason: z.string() }).nullable(),
  mayEnroll: z.object({ allowed: z.boolean(), because: z.string().nullable() }),
}) satisfies z.ZodType<ContactCard>

export const sequence = z.object({
  id: z.string(),
  name: z.string(),
  owner: named,
  steps: z.array(
    z.object({
      number: z.number(),
      kind: z.enum(stepKinds),
      delay: z.string().describe('ISO 8601 duration'),
      subject: z.string(),
      body: z.string(),
      thread: z.enum(['same', 'new']),
    }),
  ),
  figures: z.object({
    enrolled: z.number(),
    active: z.number(),
    held: z.number(),
    ended: z.partialRecord(z.enum(reasons), z.number()),
    lettersSent: z.number(),
    replied: z.number(),
    bounced: z.number(),
  }),
  createdAt: time,
  updatedAt: time,
}) as z.ZodType<Sequence>

const userFields = {
  id: z.string(),
  address: z.string(),
  name: z.string(),
  seat: z.enum(seats),
  role: z.enum(roles),
  managerId: z.string().nullable(),
}
export const user = z.object(userFields) satisfies z.ZodType<User>
export const me = z.object({ ...userFields, limits: z.string().nullable() }) satisfies z.ZodType<Me>

export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
})

export function pageOf(item: z.ZodType): z.ZodType {
  return z.object({ items: z.array(item), next: z.string().nullable() })
}
