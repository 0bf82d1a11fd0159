/** The API's routes, a file a noun: parse, call a service, answer. */

import type { Route } from '../api/route.ts'
import { automationRoutes } from './automation.ts'
import { companyRoutes } from './companies.ts'
import { contactRoutes } from './contacts.ts'
import { enrollmentRoutes } from './enrollments.ts'
import { importRoutes } from './imports.ts'
import { meetingRoutes } from './meetings.ts'
import { previewRoutes } from './previews.ts'
import { departureRoutes } from './departures.ts'
import { scheduledRoutes } from './scheduled.ts'
import { sequenceEnrollmentRoutes } from './sequence-enrollments.ts'
import { sequenceRoutes } from './sequences.ts'
import { suppressionRoutes } from './suppressions.ts'
import { taskRoutes } from './tasks.ts'
import { userRoutes } from './users.ts'
import { verdictRoutes } from './verdicts.ts'

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
  ...departureRoutes,
  ...enrollmentRoutes,
  ...taskRoutes,
  ...meetingRoutes,
  ...verdictRoutes,
  ...automationRoutes,
]
