/** A person of the tenant, and what seat and role let that person do. */

import type { Role, Seat } from '../../../shared/user.ts'
import type { Instant } from '../time/instant.ts'

export interface User {
  id: string
  /** Entra's object id. */
  oid: string
  address: string
  name: string
  seat: Seat
  role: Role
  managerId: string | null
  createdAt: Instant
}

function hasSeat(user: Pick<User, 'seat'>): boolean {
  return user.seat !== 'none'
}

/** What stands in this person's way in general, in a sentence; null when nothing does. */
export function limitsOf(user: Pick<User, 'seat'>): string | null {
  return hasSeat(user)
    ? null
    : 'You have no seat for sequences, so you can look but not change anything. Ask your administrator for a seat.'
}

/** Why this person may not end, resume or undo an enrollment of `rep`; null when allowed. */
export function whyNotChange(
  user: Pick<User, 'id' | 'seat' | 'role'>,
  rep: Pick<User, 'id' | 'name' | 'managerId'>,
): string | null {
  const limits = limitsOf(user)
  if (limits) return limits
  if (user.role === 'admin' || user.id === rep.id || user.id === rep.managerId) return null
  return `${rep.name} enrolled this contact. Only ${rep.name}, ${rep.name}’s manager or an administrator can change that.`
}

/** Why this person may not work with workflows; null when allowed. */
export function whyNotWorkflows(user: Pick<User, 'seat'>): string | null {
  return user.seat === 'enterprise'
    ? null
    : 'Workflows reach across sequences and need an enterprise seat. Ask your administrator for one, or use the Automation tab of your own sequence.'
}
