/** Work that belongs to no mailbox: looking at the directory, finishing what was begun. One process at a time does each. */

export const choreNames = [
  'directory',
  'deletions',
  'automation',
  'imports',
  'windows',
  'reaches',
  'answers',
] as const
export type ChoreName = (typeof choreNames)[number]
