/** Some deeds are an administrator's. */

import { type Refused, refuse } from '../problem.ts'

export function adminsOnly(what: string): Refused {
  return refuse(
    403,
    'not-admin',
    'Administrators only',
    `Only an administrator ${what}. Ask yours.`,
  )
}
