/** One index for each way of asking: what pages of a sequence's list need, and without those that longer ones contain. */

export const indexes: readonly string[] = [
  `create index enrollments_by_state on enrollments (sequence_id, state, id)`,
  // Beginnings of contacts_of_company and contacts_of_domain.
  `drop index if exists contacts_by_company`,
  `drop index if exists contacts_by_domain`,
]
