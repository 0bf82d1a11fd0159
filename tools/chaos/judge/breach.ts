/** A promise that was broken, with what is needed to study it. */

export const promises = [
  'nothing after a reaction',
  'nothing twice',
  'in order, in the thread',
  'every reaction heeded',
  'nothing stuck',
  'no draft left behind',
  'figures as it happened',
  'no fault of the server',
  'store and timeline sound',
] as const
export type Promised = (typeof promises)[number]

export interface Breach {
  promised: Promised
  /** A sentence with names, ids and times. */
  what: string
}
