/** Emails before they are saved: asked for and answered; and the tokens that they may name. */

import { z } from 'zod'
import type { Preview, PreviewRequest, TokenList } from '../../../shared/preview.ts'
import { stepKinds } from '../../../shared/sequence.ts'
import { text } from './field.ts'
import { stepRequests } from './sequence.ts'

export const previewRequest = z.strictObject({
  steps: stepRequests,
  contactId: text(100).exactOptional(),
  sequenceId: text(100).exactOptional(),
}) satisfies z.ZodType<PreviewRequest>

export const preview = z.object({
  contact: z.object({
    id: z.string().nullable().describe('null: an invented contact'),
    name: z.string(),
    email: z.string(),
  }),
  sender: z.object({ name: z.string(), email: z.string() }),
  unsubscribe: z.string(),
  steps: z.array(
    z.object({
      number: z.number(),
      kind: z.enum(stepKinds),
      fault: z.string().nullable(),
      subject: z.string(),
      text: z.string(),
      missing: z.array(z.string()),
    }),
  ),
}) satisfies z.ZodType<Preview>

export const tokenList = z.object({
  items: z.array(z.object({ token: z.string(), title: z.string() })),
}) satisfies z.ZodType<TokenList>
