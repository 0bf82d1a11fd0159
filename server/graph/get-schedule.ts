/** When a rep is free, as Graph's getSchedule tells it. */

import { z } from 'zod'
import type { Instant } from '../domain/time/instant.ts'
import { formOf, type AskGraph } from './client.ts'
import { GraphError } from './errors.ts'

const answered = z.object({
  value: z.array(
    z.object({
      availabilityView: z.string().nullish(),
      workingHours: z
        .object({
          daysOfWeek: z.array(z.string()).nullish(),
          startTime: z.string().nullish(),
          endTime: z.string().nullish(),
          timeZone: z.object({ name: z.string().nullish() }).nullish(),
        })
        .nullish(),
      error: z.object({ responseCode: z.string().nullish() }).nullish(),
    }),
  ),
})

export interface Schedule {
  /** One digit for each quarter of an hour from the start asked for: `0` free, `1` tentative, `2` busy, `3` away, `4` elsewhere. */
  view: string
  /** English names of weekdays, lower case; local times `HH:mm`. Null when the mailbox does not say. */
  workingHours: { days: string[]; from: string; to: string; zone: string | null } | null
}

export const quarterMs = 15 * 60_000

/** `from` and `to` lie on a quarter of an hour, 62 days apart at most. Throws GraphError when the calendar cannot be asked. */
export async function scheduleOf(
  ask: AskGraph,
  mailbox: { id: string; address: string },
  from: Instant,
  to: Instant,
): Promise<Schedule> {
  const answer = await ask(mailbox.id, {
    method: 'POST',
    path: `/users/${mailbox.id}/calendar/getSchedule`,
    json: {
      schedules: [mailbox.address],
      startTime: { dateTime: from.slice(0, 19), timeZone: 'UTC' },
      endTime: { dateTime: to.slice(0, 19), timeZone: 'UTC' },
      availabilityViewInterval: 15,
    },
    prefer: ['outlook.timezone="UTC"'],
  })
  const found = formOf(answered, answer).value[0]
  if (!found?.availabilityView)
    throw new GraphError(
      'unavailable',
      answer.status,
      found?.error?.responseCode ?? 'no schedule',
      null,
    )
  const hours = found.workingHours
  return {
    view: found.availabilityView,
    workingHours:
      hours?.daysOfWeek && hours.startTime && hours.endTime
        ? {
            days: hours.daysOfWeek.map((day) => day.toLowerCase()),
            from: hours.startTime.slice(0, 5),
            to: hours.endTime.slice(0, 5),
            zone: hours.timeZone?.name ?? null,
          }
        : null,
  }
}
