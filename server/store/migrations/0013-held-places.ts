/** Who waits paused until a day, in the order of those days: the schedule lists them there. */

export const pausedPlaces: readonly string[] = [
  `create index enrollments_paused_until on enrollments (paused_until, id)
    where state = 'paused' and paused_until is not null`,
]
