/** Work that belongs to no mailbox: looking at the directory, finishing what was begun. One process at a time does each. */

export const jobNames = [
  'directory',
  'deletions',
  'automation',
  'imports',
  'windows',
  'rollouts',
  'answers',
] as const
export type JobName = (typeof jobNames)[number]
