/** What GET /api/news streams: that something changed, by id alone; what it is now has to be asked for. */

export const newsKinds = [
  'enrollment',
  'contact',
  'company',
  'sequence',
  'user',
  'suppression',
  'automation',
  'import',
] as const
export type NewsKind = (typeof newsKinds)[number]

export interface Change {
  kind: NewsKind
  id: string
}

/**
 * The names of the stream's events. `changed` carries a list of changes as JSON. `everything` carries nothing and says that
 * too much changed to be named, or that changes may have been missed: whatever is shown has to be asked for again.
 */
export const newsEvents = ['changed', 'everything'] as const
export type NewsEvent = (typeof newsEvents)[number]
