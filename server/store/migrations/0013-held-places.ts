/** Who waits on hold until a day, in the order of those days: the schedule lists them there. */

export const heldPlaces: readonly string[] = [
  `create index enrollments_held_until on enrollments (held_until, id)
    where state = 'held' and held_until is not null`,
]
