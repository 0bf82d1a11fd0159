/** What seats and roles are called on screens. */

import type { Role, Seat } from '../../../shared/user.ts'

export const seatTitles: Record<Seat, string> = {
  none: 'No seat',
  professional: 'Professional seat',
  enterprise: 'Enterprise seat',
}

export const roleTitles: Record<Role, string> = {
  rep: 'Rep',
  manager: 'Manager',
  admin: 'Administrator',
}
