/** Misbehaviour of real clients, off unless a test turns it on (numbers are issues of OfficeDev/office-js). */

export interface Quirks {
  /** The event does not come: Outlook for Mac, the contact picker (#1634). */
  muteRecipientsChanged: boolean
  /** The event does not say what changed (#6878). */
  noChangedFields: boolean
  /** Recipients without their addresses (#2502). */
  emptyAddresses: boolean
  /** ItemChanged comes once before there is an item (#2295). */
  itemChangedBeforeItem: boolean
  /** Milliseconds added to every answer. */
  latencyMs: number
  /** The host never answers. */
  silent: boolean
}

export const noQuirks: Quirks = {
  muteRecipientsChanged: false,
  noChangedFields: false,
  emptyAddresses: false,
  itemChangedBeforeItem: false,
  latencyMs: 0,
  silent: false,
}
