/** Addresses that nothing is sent to. Times are UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`. */

/** An item of GET /api/suppressions, which lists by address. Administrators only, like all of this. */
export interface SuppressionResource {
  /** Stands for every other spelling of the same mailbox too: `ana+news@` is `ana@`. */
  address: string
  /** `unsubscribed`, when the contact asked for it; else what the administrator wrote. */
  reason: string
  since: string
  /** The administrator who added it; null: the contact did, and only the contact takes it off. */
  addedBy: { id: string; name: string } | null
}

/** POST /api/suppressions. */
export interface SuppressionRequest {
  address: string
  reason: string
}
