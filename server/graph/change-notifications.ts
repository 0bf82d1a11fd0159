/** What Graph posts to us, read leniently: a notification is only a sync request, and the truth is read from the mailbox. */

import { z } from 'zod'

export interface Notification {
  subscriptionId: string
  clientState: string
  /** The mail or the event it names, or null. */
  itemId: string | null
  lifecycle: 'reauthorizationRequired' | 'subscriptionRemoved' | 'missed' | null
}

const item = z.object({
  subscriptionId: z.string().max(200),
  clientState: z.string().max(255).nullish(),
  lifecycleEvent: z.string().nullish(),
  resourceData: z.object({ id: z.string().max(1000).nullish() }).nullish(),
})

/** Graph batches far fewer into one post; what a stranger sends beyond is not even looked at. */
const mostNotifications = 1_000

const lifecycles = ['reauthorizationRequired', 'subscriptionRemoved', 'missed'] as const

/** The notifications of one POST; items of unknown form are passed over. Null: not a collection of notifications at all. */
export function notificationsIn(text: string): Notification[] | null {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return null
  }
  const list = z.object({ value: z.array(z.unknown()) }).safeParse(body)
  if (!list.success) return null
  return list.data.value.slice(0, mostNotifications).flatMap((raw) => {
    const read = item.safeParse(raw)
    return read.success ? [toNotification(read.data)] : []
  })
}

function toNotification(raw: z.infer<typeof item>): Notification {
  return {
    subscriptionId: raw.subscriptionId,
    clientState: raw.clientState ?? '',
    itemId: raw.resourceData?.id ?? null,
    lifecycle: lifecycles.find((one) => one === raw.lifecycleEvent) ?? null,
  }
}
