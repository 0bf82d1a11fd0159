/** Evidence as rows keep it: JSON text. */

import type { Evidence, MessageEvidence } from '../../../shared/evidence.ts'

/** What was written before a field existed reads as if that had been empty. */
export function readEvidence(text: string | null): Evidence | null {
  if (text === null) return null
  const stored = JSON.parse(text) as Evidence
  return stored.kind === 'message' ? readMessageEvidence(text) : stored
}

export function readMessageEvidence(text: string): MessageEvidence {
  const stored = JSON.parse(text) as Partial<MessageEvidence>
  return { returnDate: null, successor: null, ...stored } as MessageEvidence
}

export function evidenceText(evidence: Evidence | null): string | null {
  return evidence && JSON.stringify(evidence)
}
