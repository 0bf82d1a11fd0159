/** The API's routes, a file a noun: parse, call a service, answer. */

import type { Route } from './route.ts'
import { automationRoutes } from './routes/automation.ts'
import { companyRoutes } from './routes/companies.ts'
import { contactRoutes } from './routes/contacts.ts'
import { enrollmentRoutes } from './routes/enrollments.ts'
import { importRoutes } from './routes/imports.ts'
import { meetingRoutes } from './routes/meetings.ts'
import { previewRoutes } from './routes/previews.ts'
import { removalRoutes } from './routes/removals.ts'
import { scheduledRoutes } from './routes/scheduled.ts'
import { sequenceEnrollmentRoutes } from './routes/sequence-enrollments.ts'
import { sequenceRoutes } from './routes/sequences.ts'
import { suppressionRoutes } from './routes/suppressions.ts'
import { taskRoutes } from './routes/tasks.ts'
import { userRoutes } from './routes/users.ts'
import { verdictRoutes } from './routes/verdicts.ts'

export const routes: Route[] = [
  ...userRoutes,
  ...contactRoutes,
  ...importRoutes,
  ...companyRoutes,
  ...sequenceRoutes,
  ...sequenceEnrollmentRoutes,
  ...previewRoutes,
  ...scheduledRoutes,
  ...suppressionRoutes,
  ...removalRoutes,
  ...enrollmentRoutes,
  ...taskRoutes,
  ...meetingRoutes,
  ...verdictRoutes,
  ...automationRoutes,
]
