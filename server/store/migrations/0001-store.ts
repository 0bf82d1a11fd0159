/**
 * The shape of a new store, each table after those it refers to. Times are UTC text of 24 characters, `_real` ones are real
 * milliseconds, flags 0/1, lists, settings and evidence JSON text.
 */

import { automation } from './0001-store/automation.ts'
import { contacts } from './0001-store/contacts.ts'
import { enrollments } from './0001-store/enrollments.ts'
import { history } from './0001-store/history.ts'
import { imports } from './0001-store/imports.ts'
import { jobs } from './0001-store/jobs.ts'
import { mailboxes } from './0001-store/mailboxes.ts'
import { meetings } from './0001-store/meetings.ts'
import { outbound } from './0001-store/outbound.ts'
import { sequences } from './0001-store/sequences.ts'
import { users } from './0001-store/users.ts'

export const store: readonly string[] = [
  ...users,
  ...contacts,
  ...mailboxes,
  ...sequences,
  ...enrollments,
  ...outbound,
  ...history,
  ...meetings,
  ...automation,
  ...imports,
  ...jobs,
]
