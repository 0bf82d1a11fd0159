/** Why what is due waits for its mailbox, for its limits or for Graph to be quicker: one reason for all, kept with the mailbox. */

import sql from 'sql-template-tag'
import type { Instant } from '../../domain/time/instant.ts'
import type { Lease } from '../../domain/mailboxes/mailbox.ts'
import type { Db } from '../db/db.ts'

/** Whatever was due at `at` and has not gone waits for this reason; with null nothing does. Written only where it changes something. */
export async function setPaceWait(
  db: Db,
  lease: Lease,
  wait: { waits: string; at: Instant } | null,
): Promise<void> {
  if (wait === null && lease.mailbox.paceWaits === null) return
  await db.all(sql`
    update mailboxes
    set pace_waits = ${wait?.waits ?? null},
      pace_waits_at = ${wait?.at ?? null}
    where id = ${lease.mailbox.id}
    and lease_owner = ${lease.owner}`)
}
