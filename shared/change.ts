/** What GET /api/changes streams: that something changed, by id alone; what it is now has to be asked for. */

export const changeKinds = [
  'enrollment',
  'contact',
  'company',
  'sequence',
  'user',
  'suppression',
  'automation',
  'import',
] as const
export type ChangeKind = (typeof changeKinds)[number]

export interface Change {
  kind: ChangeKind
  id: string
}

/**
 * The names of the stream's events. `changed` carries a list of changes as JSON. `everything` carries nothing and says that
 * too much changed to be named, or that changes may have been missed: whatever is shown has to be asked for again.
 */
export const changeEvents = ['changed', 'everything'] as const
export type ChangeEvent = (typeof changeEvents)[number]
