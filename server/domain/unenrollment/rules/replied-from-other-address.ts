/** Somebody answered one of this enrollment's emails from an address that was not enrolled: an alias, or a stranger's. */

import { writerOf } from '../author.ts'
import type { Finding, ReadMessage, Subject } from '../subject.ts'

export function repliedFromOtherAddress(mail: ReadMessage, subject: Subject): Finding | null {
  if (subject.emailNumber === null) return null
  const writer = writerOf(mail, subject)
  // A rep who forwards or answers inside the house is no contact. Anybody else's answer has the thread for its proof, even
  // where the author's address cannot be read (X.500, quoted).
  if (writer === 'contact' || writer === 'own') return null
  return {
    reason: 'replied-from-other-address',
    because: `it answers email ${String(subject.emailNumber)} of this enrollment, from another address`,
  }
}
