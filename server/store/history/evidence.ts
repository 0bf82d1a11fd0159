/** Evidence as rows keep it: JSON text. */

import type { Evidence, MailEvidence } from '../../../shared/evidence.ts'

/** What was written before a field existed reads as if that had been empty. */
export function readEvidence(text: string | null): Evidence | null {
  if (text === null) return null
  const stored = JSON.parse(text) as Evidence
  return stored.kind === 'mail' ? readMailEvidence(text) : stored
}

export function readMailEvidence(text: string): MailEvidence {
  const stored = JSON.parse(text) as Partial<MailEvidence>
  return { returnDate: null, successor: null, ...stored } as MailEvidence
}

export function evidenceText(evidence: Evidence | null): string | null {
  return evidence && JSON.stringify(evidence)
}
