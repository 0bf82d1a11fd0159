/** Who wrote a mail: the From address, else the Sender's (RFC 5322 section 3.6.2). */

import type { ReadMail } from './subject.ts'

export function authorOf(mail: Pick<ReadMail, 'from' | 'sender'>): string | null {
  return mail.from?.address ?? mail.sender?.address ?? null
}
