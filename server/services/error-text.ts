/** What is stored and logged of an error: of a fault of ours only its name, for its words may hold what people wrote. */

import { GraphError } from '../graph/errors.ts'

export function errorText(error: unknown): string {
  return error instanceof GraphError
    ? error.message
    : `fault: ${error instanceof Error ? error.name : 'unknown'}`
}
