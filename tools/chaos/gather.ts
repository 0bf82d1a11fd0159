/** Collects what can be seen from outside when all is over. */
import { z } from 'zod'
import { mia, reps } from './cast.ts'
import type {
  Facts,
  MailboxItem,
  ReceivedEmail,
  SeenEntry,
  SeenSend,
  SeenSequence,
} from './facts.ts'
import { markIn } from './played-sequences.ts'
import { enrollmentPage, seenCard, seenSequence } from './product-shapes.ts'
import type { SeenEnrollment } from './product-shapes.ts'
import { enrollmentIn, mailboxMessages, receivedMails } from './shapes.ts'
import { productTimeAt, read } from './stage.ts'
import type { Stage } from './stage.ts'
import { checkIntegrity } from './store-integrity.ts'

/** The window that docs/rules.md states: so long after a reaction an email may still go. */
export const statedWindowMs = 10_000

/** `allowanceMs`: what proxy, transport and a busy machine are given on top. Stops the server, to look at its store. */
export async function gather(
  stage: Stage,
  quiet: { swept: SeenEnrollment[]; settled: SeenEnrollment[] },
  allowanceMs: number,
): Promise<Facts> {
  const { records, proxy } = stage
  const watchedUntil = Date.now()
  const items = await allItems(stage)
  const seen = {
    received: await allReceived(stage),
    timeline: await allTimeline(stage),
    sequences: await allSequences(stage),
    enrollments: await allEnrollments(stage),
  }
  await stage.world.stopServer()
  return {
    ...seen,
    items,
    passed: proxy.passed,
    sends: sendsSeen(stage),
    windowMs: statedWindowMs,
    allowanceMs,
    emails: [...records.emails, ...items],
    reactions: records.reactions,
    interventions: records.interventions,
    unenrolled: [...records.unenrolled],
    beganAt: Object.fromEntries(records.beganAt),
    swept: quiet.swept,
    complaints: [...records.complaints, ...faultsLogged(stage)],
    integrity: checkIntegrity(stage.world.dataDir),
    watchedUntil,
  }
}

/** Every `/send` that came to the proxy. */
export function sendsSeen({ proxy, records, mailboxOf }: Stage): SeenSend[] {
  return proxy.passed.flatMap(({ place, messageId, arrivedAt, mailbox }) =>
    place !== 'send' || messageId === null
      ? []
      : [
          {
            at: arrivedAt,
            mailbox: mailboxOf.get(mailbox ?? '') ?? mailbox ?? '',
            draftId: messageId,
            productTime: productTimeAt(records, arrivedAt),
          },
        ],
  )
}

/** Of every sequence of the play, all pages. */
export async function allEnrollments(stage: Stage): Promise<SeenEnrollment[]> {
  const found: SeenEnrollment[] = []
  for (const { id } of stage.sequences) {
    let cursor = ''
    do {
      const page = read(
        enrollmentPage,
        await stage.world.api(mia, 'GET', `/api/sequences/${id}/enrollments${cursor}`),
      )
      found.push(...page.items)
      cursor = page.next === null ? '' : `?cursor=${encodeURIComponent(page.next)}`
    } while (cursor !== '')
  }
  return found
}

/** Oldest first, by contact. */
async function allReceived(stage: Stage): Promise<ReceivedEmail[]> {
  const found: ReceivedEmail[] = []
  for (const { email } of stage.contacts) {
    const path = `/outside/${email}/messages?limit=1000`
    const { items } = read(receivedMails, await stage.world.control('GET', path))
    for (const mail of items.reverse())
      found.push({
        contact: email,
        enrollmentId: enrollmentIn(mail.text),
        step: markIn(mail.text),
        internetMessageId: mail.internetMessageId,
        inReplyTo: mail.inReplyTo,
        subject: mail.subject,
        receivedAt: mail.receivedDateTime,
      })
  }
  return found
}

export async function allItems(stage: Stage): Promise<MailboxItem[]> {
  const found: MailboxItem[] = []
  for (const mailbox of reps) {
    let cursor: string | null = ''
    while (cursor !== null) {
      const path = `/mailboxes/${mailbox}/messages?limit=1000${cursor === '' ? '' : `&cursor=${cursor}`}`
      const page: z.infer<typeof mailboxMessages> = read(
        mailboxMessages,
        await stage.world.control('GET', path),
      )
      for (const item of page.items) {
        const enrollmentId = enrollmentIn(`${item.bodyText} ${item.bodyHtml}`)
        // Answers quote our emails; ours are those the mailbox wrote.
        if (enrollmentId === null || !(item.isDraft || item.folder === 'sentitems')) continue
        found.push({
          id: item.id,
          mailbox,
          enrollmentId,
          step: markIn(item.bodyText),
          isDraft: item.isDraft,
          folder: item.folder,
          internetMessageId: item.internetMessageId,
          conversationId: item.conversationId,
          subject: item.subject,
          changedByRep: stage.records.changedDrafts.has(item.id),
        })
      }
      cursor = page.next
    }
  }
  return found
}

async function allTimeline(stage: Stage): Promise<SeenEntry[]> {
  const found: SeenEntry[] = []
  for (const { email } of stage.contacts) {
    const card = read(
      seenCard,
      await stage.world.api(mia, 'GET', `/api/contact-cards?email=${email}`),
    )
    for (const { at, kind, enrollmentId, text, evidence } of card.timeline)
      found.push({
        contact: email,
        enrollmentId,
        at,
        kind,
        text,
        messageId: evidence?.messageId ?? null,
      })
  }
  return found
}

async function allSequences(stage: Stage): Promise<SeenSequence[]> {
  const found: SeenSequence[] = []
  for (const { id, code } of stage.sequences) {
    const shown = await stage.world.api(mia, 'GET', `/api/sequences/${id}`)
    const { name, performance } = read(seenSequence, shown)
    found.push({ id, code, name, performance })
  }
  return found
}

const logLine = z.object({ event: z.string(), error: z.string().optional() })

/** Faults of the server's own in its log; failures of Graph are none. */
function faultsLogged({ world }: Stage): string[] {
  return world
    .logs()
    .split('\n')
    .flatMap((line) => {
      const json = /^server \| (\{.*\})$/.exec(line)?.[1]
      if (json === undefined) return []
      const entry = logLine.safeParse(jsonOf(json))
      return entry.success && entry.data.event === 'fault'
        ? [`fault: ${entry.data.error ?? line}`]
        : []
    })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // A line that was cut off by a kill.
    return undefined
  }
}
