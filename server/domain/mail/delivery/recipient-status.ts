/** What became of one recipient of an email, as a delivery report tells it. */

export interface RecipientFate {
  recipient: string | null
  /** Where it was sent to before it was passed on, if the report tells (RFC 3464 section 2.3.1). */
  originalRecipient: string | null
  action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded' | 'other'
  /** Enhanced status code such as `5.1.1` (RFC 3463), or null. */
  status: string | null
  diagnostic: string | null
}
