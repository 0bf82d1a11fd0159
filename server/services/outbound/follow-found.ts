/** What follows from where an email that should lie among the drafts was found. */

import type { Email } from '../../domain/outbound/email.ts'
import type { EmailInGraph } from '../../graph/drafts.ts'
import type { MailboxSync } from '../mailboxes/mailbox-sync.ts'
import { advance } from './advance-email.ts'
import type { FoundEmail } from './find-email.ts'
import { missDraft } from './miss-draft.ts'

/** Answers the draft when it is one still; anything else is dealt with: it was sent, thrown away, or is looked for. */
export async function followFound(
  sync: MailboxSync,
  email: Email,
  found: FoundEmail,
): Promise<EmailInGraph | null> {
  switch (found.whereabouts) {
    case 'draft':
      return found.item
    case 'sent':
      await advance(sync.context, email, 'seen-sent', found.item)
      return null
    case 'thrown-away':
      await advance(sync.context, email, 'thrown-away', found.item)
      return null
    case 'nowhere':
      await missDraft(sync, email)
      return null
    default: {
      const never: never = found
      return never
    }
  }
}
