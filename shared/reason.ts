/** Why an enrollment ended, and what each reason is called on every screen. */

export const reasons = [
  'replied',
  'replied-from-other-address',
  'wrote-separately',
  'wrote-from-alias',
  'same-company-replied',
  'meeting-booked',
  'unsubscribed',
  'bounced',
  'workflow',
  'trigger',
  'completed',
  'sequence-deleted',
  'owner-removed',
  'manual',
] as const

export type Reason = (typeof reasons)[number]

/** Short titles, fit for a badge. */
export const reasonTitles: Record<Reason, string> = {
  replied: 'Replied',
  'replied-from-other-address': 'Replied from another address',
  'wrote-separately': 'Wrote separately',
  'wrote-from-alias': 'Wrote from an alias',
  'same-company-replied': 'A colleague replied',
  'meeting-booked': 'Meeting booked',
  unsubscribed: 'Unsubscribed',
  bounced: 'Address bounced',
  workflow: 'Ended by a workflow',
  trigger: 'Ended by a trigger',
  completed: 'Completed',
  'sequence-deleted': 'Sequence deleted',
  'owner-removed': 'Owner removed',
  manual: 'Unenrolled by hand',
}

/** Reasons that nobody but the contact, or nothing at all, can take back. */
export const finalReasons: readonly Reason[] = ['unsubscribed', 'completed']
