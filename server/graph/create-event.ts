/** Puts a meeting into a rep's calendar through Graph. */

import { z } from 'zod'
import type { Address } from '../domain/contacts/address.ts'
import type { Instant } from '../domain/time/instant.ts'
import { formOf, immutableIds, type AskGraph } from './client.ts'

export interface NewMeeting {
  subject: string
  text: string
  startsAt: Instant
  endsAt: Instant
  attendee: Address
  /** Repeated with the same one, Graph answers with the event it made the first time. */
  transactionId: string
}

/** Makes the event in the calendar and has Graph invite the attendee. Answers its immutable id. */
export async function makeMeeting(
  ask: AskGraph,
  mailboxId: string,
  meeting: NewMeeting,
): Promise<string> {
  const answer = await ask(mailboxId, {
    method: 'POST',
    path: `/users/${mailboxId}/events`,
    json: {
      subject: meeting.subject,
      body: { contentType: 'text', content: meeting.text },
      start: { dateTime: meeting.startsAt.slice(0, 19), timeZone: 'UTC' },
      end: { dateTime: meeting.endsAt.slice(0, 19), timeZone: 'UTC' },
      attendees: [{ type: 'required', emailAddress: meeting.attendee }],
      transactionId: meeting.transactionId,
    },
    prefer: [immutableIds],
  })
  return formOf(z.object({ id: z.string() }), answer).id
}
