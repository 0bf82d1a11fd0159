/** People of the tenant and their seats. */

import { z } from 'zod'
import { roles, seats, type Me, type SeatRequest, type UserResource } from '../../../shared/user.ts'
import { text } from './field.ts'

export const seatRequest = z.strictObject({
  email: text(320),
  seat: z.enum(seats),
  role: z.enum(roles).exactOptional(),
  managerEmail: text(320).nullable().exactOptional(),
}) satisfies z.ZodType<SeatRequest>

const userFields = {
  id: z.string(),
  address: z.string(),
  name: z.string(),
  seat: z.enum(seats),
  role: z.enum(roles),
  managerId: z.string().nullable(),
}
export const user = z.object(userFields) satisfies z.ZodType<UserResource>
export const me = z.object({
  ...userFields,
  limits: z.string().nullable(),
  timeZone: z.string().nullable().describe('IANA zone of the mailbox'),
}) satisfies z.ZodType<Me>
