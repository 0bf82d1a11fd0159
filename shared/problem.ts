/** The refusal every route answers with: an RFC 9457 problem document, served as application/problem+json. */

export interface Problem {
  /** A stable word for the kind of refusal, e.g. `already-enrolled`. */
  type: string
  title: string
  status: number
  /** One or two sentences for the person: what is wrong and what to do. */
  detail: string
}

/** A list answer: `next` is the cursor of the following page, or null on the last one. */
export interface Page<T> {
  items: T[]
  next: string | null
}
