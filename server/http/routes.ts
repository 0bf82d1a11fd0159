/** The API's routes, a file a noun: parse, call a service, answer. */

import type { Route } from './route.ts'
import { contactRoutes } from './routes/contacts.ts'
import { enrollmentRoutes } from './routes/enrollments.ts'
import { sequenceRoutes } from './routes/sequences.ts'
import { userRoutes } from './routes/users.ts'
import { verdictRoutes } from './routes/verdicts.ts'

export const routes: Route[] = [
  ...userRoutes,
  ...contactRoutes,
  ...sequenceRoutes,
  ...enrollmentRoutes,
  ...verdictRoutes,
]
