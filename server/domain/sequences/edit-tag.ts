/** Names what can be edited of a sequence as it stands, so that a change can say what it was made from. */

import { createHash } from 'node:crypto'
import type { Sequence } from './sequence.ts'

/**
 * A strong entity tag (RFC 9110, 8.8.3), quotes included: of the name, the settings and the version of the steps. Figures,
 * owner and archive have no part in it: nobody edits them together with these.
 */
export function editTag({
  version,
  name,
  settings,
}: Pick<Sequence, 'version' | 'name' | 'settings'>): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([name, settings]))
    .digest('base64url')
  return `"${String(version)}-${digest.slice(0, 16)}"`
}

/** Whether an If-Match header (RFC 9110, 13.1.1) names this tag: `*` names any, a weak tag none. */
export function matches(ifMatch: string, tag: string): boolean {
  return ifMatch.trim() === '*' || ifMatch.split(',').some((one) => one.trim() === tag)
}
