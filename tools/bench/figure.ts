/** One measured line of the bench. */

export interface Figure {
  what: string
  value: string
  /** What it is held against; empty when it only informs. */
  aim: string
}
