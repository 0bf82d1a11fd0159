/** What a person has set in the own mailbox, as far as emails depend on it: the time zone and the automatic replies. */

import { z } from 'zod'
import type { AutomaticReplies } from '../domain/mailboxes/mailbox-pause.ts'
import { localMoment, zoneOf } from '../domain/time/time-zone.ts'
import { formOf, type AskGraph } from './client.ts'

const moment = z.object({ dateTime: z.string(), timeZone: z.string() })

const settings = z.object({
  timeZone: z.string().nullish(),
  automaticRepliesSetting: z
    .object({
      status: z.string().nullish(),
      scheduledStartDateTime: moment.nullish(),
      scheduledEndDateTime: moment.nullish(),
    })
    .nullish(),
})

export interface MailboxSettings {
  /** IANA; null when the mailbox names none that is known. */
  timeZone: string | null
  automaticReplies: AutomaticReplies
}

/**
 * Asks for the settings; they bring no notifications, so they have to be asked for now and then (permission MailboxSettings.Read).
 * Throws GraphError.
 */
export async function mailboxSettings(ask: AskGraph, mailboxId: string): Promise<MailboxSettings> {
  const answer = await ask(mailboxId, {
    method: 'GET',
    path: `/users/${mailboxId}/mailboxSettings`,
    query: { $select: 'timeZone,automaticRepliesSetting' },
  })
  const { timeZone, automaticRepliesSetting: replies } = formOf(settings, answer)
  return {
    timeZone: timeZone ? zoneOf(timeZone) : null,
    automaticReplies: {
      status: statusOf(replies?.status),
      from: momentOf(replies?.scheduledStartDateTime),
      until: momentOf(replies?.scheduledEndDateTime),
    },
  }
}

function statusOf(status: string | null | undefined): AutomaticReplies['status'] {
  if (status === 'alwaysEnabled') return 'always'
  return status === 'scheduled' ? 'scheduled' : 'off'
}

function momentOf(at: z.infer<typeof moment> | null | undefined): string | null {
  return at ? localMoment(at.dateTime, at.timeZone) : null
}
