/** Mail of strangers that gathered in a mailbox while nobody read it. */

import type { Stage } from './engine-stage.ts'

/** One mail a minute, the last of them a minute ago. */
export function addMinutesApart({ graph, now }: Stage, mailboxId: string, many: number): void {
  for (let index = 0; index < many; index += 1)
    graph.deliver(mailboxId, {
      from: `stranger-${String(index)}@other.example`,
      receivedAt: new Date(Date.parse(now()) - (many - index) * 60_000).toISOString(),
    })
}
