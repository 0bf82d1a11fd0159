/** How Graph reads the JSON of a request, and how it refuses what does not fit. */

import { z } from 'zod'
import { GraphRefusal } from './refusal.ts'

/** Parses against a schema; the first complaint becomes Graph's refusal. */
export function read<T>(schema: z.ZodType<T>, value: unknown, type: string): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const message =
    issue?.code === 'unrecognized_keys'
      ? `The property '${issue.keys[0] ?? ''}' does not exist on type '${type}'. Make sure to only use property names that are defined by the type.`
      : `Property ${issue?.path.join('.') ?? ''} in payload has a value that does not match schema.`
  throw new GraphRefusal(400, 'RequestBodyRead', message)
}

export function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw new GraphRefusal(
      400,
      'BadRequest',
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    )
  }
}

/** Names of a JSON object that are compared without regard to case. */
export function lowerKeys(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key.toLowerCase(), one]))
}

/** Enum values are compared without regard to case; `values` are in lower case. */
export function anyCase<const T extends readonly [string, ...string[]]>(values: T) {
  return z.preprocess(
    (value) => (typeof value === 'string' ? value.toLowerCase() : value),
    z.enum(values),
  )
}
