/** What mails meant for enrollments. */

import { z } from 'zod'
import { reasons } from '../../../shared/reason.ts'
import { messageKinds, verdictEffects, type VerdictResource } from '../../../shared/verdict.ts'
import { enrollment } from './enrollment.ts'
import { messageEvidence } from './evidence.ts'
import { time } from './field.ts'

export const verdict = z.object({
  id: z.string(),
  messageKind: z.enum(messageKinds),
  rule: z.enum(reasons).nullable(),
  effect: z.enum(verdictEffects),
  stands: z.boolean(),
  text: z.string(),
  judgedAt: time,
  evidence: messageEvidence,
  enrollment,
}) satisfies z.ZodType<VerdictResource>
