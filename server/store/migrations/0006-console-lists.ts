/** What the console lists across sequences: coming steps by time, and who put an address on the suppression list. */

// Only what has a time and has not ended, so that history costs these lists nothing.
export const consoleLists: readonly string[] = [
  `create index enrollments_coming on enrollments (due_at, id) where state <> 'ended' and due_at is not null`,
  `create index enrollments_coming_of_rep on enrollments (enrolled_by, due_at, id)
    where state <> 'ended' and due_at is not null`,

  `alter table suppressions add column added_by text references users (id)`,
  // Set when the contact asks for no more although an administrator had added the address: both wishes stand.
  `alter table suppressions add column asked_at text check (length(asked_at) = 24)`,
]
