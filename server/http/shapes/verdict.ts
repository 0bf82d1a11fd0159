/** What mails meant for enrollments. */

import { z } from 'zod'
import { reasons } from '../../../shared/reason.ts'
import { mailKinds, verdictEffects, type Verdict } from '../../../shared/verdict.ts'
import { enrollment } from './enrollment.ts'
import { mailEvidence } from './evidence.ts'
import { time } from './field.ts'

export const verdict = z.object({
  id: z.string(),
  mailKind: z.enum(mailKinds),
  rule: z.enum(reasons).nullable(),
  effect: z.enum(verdictEffects),
  stands: z.boolean(),
  text: z.string(),
  judgedAt: time,
  evidence: mailEvidence,
  enrollment,
}) satisfies z.ZodType<Verdict>
