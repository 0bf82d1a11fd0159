/** What Graph accepts as the JSON of a message, and how it refuses the rest. */

import { z } from 'zod'
import { anyCase, lowerKeys, read, readJson } from '../read-json.ts'
import { GraphRefusal } from '../refusal.ts'

const recipientSchema = z.strictObject({
  '@odata.type': z.string().optional(),
  emailAddress: z.strictObject({
    '@odata.type': z.string().optional(),
    address: z.string(),
    name: z.string().nullish(),
  }),
})
const recipients = z.array(recipientSchema).optional()

const messageShape = {
  '@odata.type': z.string().optional(),
  subject: z.string().nullish(),
  body: z
    .strictObject({
      '@odata.type': z.string().optional(),
      contentType: anyCase(['text', 'html']),
      content: z.string(),
    })
    .optional(),
  from: recipientSchema.optional(),
  sender: recipientSchema.optional(),
  toRecipients: recipients,
  ccRecipients: recipients,
  bccRecipients: recipients,
  replyTo: recipients,
  importance: anyCase(['low', 'normal', 'high']).optional(),
  categories: z.array(z.string()).optional(),
  isRead: z.boolean().optional(),
  internetMessageId: z.string().optional(),
  singleValueExtendedProperties: z
    .array(
      z.strictObject({ '@odata.type': z.string().optional(), id: z.string(), value: z.string() }),
    )
    .optional(),
}

const createSchema = z.strictObject({
  ...messageShape,
  internetMessageHeaders: z
    .array(z.strictObject({ name: z.string(), value: z.string() }))
    .optional(),
})
export type MessageRequest = z.infer<typeof createSchema>

const patchSchema = z.strictObject(messageShape)
export type MessagePatch = z.infer<typeof patchSchema>

const moveSchema = z.strictObject({ destinationId: z.string().min(1) })
const sendMailSchema = z.strictObject({
  message: createSchema,
  // Microsoft's own samples send the string.
  savetosentitems: z.union([z.boolean(), z.enum(['true', 'false'])]).optional(),
})

export function readMessageRequest(body: Buffer): MessageRequest {
  const request = read(createSchema, readJson(body), 'microsoft.graph.message')
  checkHeaders(request)
  return request
}

export function readMessagePatch(body: Buffer): MessagePatch {
  return read(patchSchema, readJson(body), 'microsoft.graph.message')
}

/** Parameter names of actions are compared without regard to case. */
export function readMove(body: Buffer): string {
  const { destinationid: destinationId, ...rest } = lowerKeys(readJson(body))
  return read(moveSchema, { destinationId, ...rest }, 'move').destinationId
}

export function readSendMail(body: Buffer): { message: MessageRequest; save: boolean } {
  const request = read(sendMailSchema, lowerKeys(readJson(body)), 'sendMail')
  checkHeaders(request.message)
  return { message: request.message, save: String(request.savetosentitems ?? true) === 'true' }
}

/** Microsoft, resource type message: only x- headers, at most five. */
function checkHeaders(request: MessageRequest): void {
  const headers = request.internetMessageHeaders ?? []
  for (const { name } of headers) {
    if (/^x-/i.test(name)) continue
    throw new GraphRefusal(
      400,
      'InvalidInternetMessageHeader',
      `The internet message header name '${name}' should start with 'x-' or 'X-'.`,
    )
  }
  if (headers.length > 5) {
    throw new GraphRefusal(
      400,
      'InvalidInternetMessageHeaderCollection',
      'Maximum number of headers in one message should be less than or equal to 5.',
    )
  }
}
