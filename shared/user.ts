/** People of the tenant who use the product: what they may do hangs on their seat and role. */

export const seats = ['none', 'professional', 'enterprise'] as const
export type Seat = (typeof seats)[number]

export const roles = ['rep', 'manager', 'admin'] as const
export type Role = (typeof roles)[number]

export interface UserResource {
  id: string
  address: string
  name: string
  seat: Seat
  role: Role
  managerId: string | null
}

/** Answer of GET /api/me. */
export interface Me extends UserResource {
  /** A sentence saying what this person may not do and whom to ask, or null when nothing is in the way. */
  limits: string | null
  /** IANA zone of this person's mailbox; null without one. */
  timeZone: string | null
}

/** POST /api/users: gives a person of the tenant a seat (admins only). Repeating it changes the seat, role or manager. */
export interface SeatRequest {
  email: string
  seat: Seat
  role?: Role
  managerEmail?: string | null
}
