/** Send windows: when a step would come without one; and sequences that take nobody new. */

export const sendWindows: readonly string[] = [
  // Null in rows from before: such a step comes when it was wanted.
  `alter table enrollments add column wanted_at text check (length(wanted_at) = 24)`,

  // Set while coming steps are to be planned anew: those of enrollments whose id is greater.
  `alter table sequences add column plan_after text`,
  `alter table sequences add column archived_at text check (length(archived_at) = 24)`,
]
