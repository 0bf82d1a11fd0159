/** A plain refusal: the expected "no" of a service, with a sentence that says what to do. */

export interface RefusalProblem {
  /** A stable word, e.g. `already-enrolled`. */
  type: string
  status: 400 | 403 | 404 | 409 | 412 | 422 | 428 | 503
  title: string
  detail: string
  /** What else the answer tells (RFC 9457, 3.2), by its own names. */
  more?: Record<string, unknown>
}

export interface Refused {
  refused: RefusalProblem
}

export function refuse(
  status: RefusalProblem['status'],
  type: string,
  title: string,
  detail: string,
): Refused {
  return { refused: { type, status, title, detail } }
}

export function isRefused(result: object): result is Refused {
  return 'refused' in result
}

export function notFound(what: string): Refused {
  return refuse(
    404,
    'not-found',
    'Not found',
    `There is no such ${what}. It may have been removed; look it up again.`,
  )
}

export function badAddress(text: string): Refused {
  return refuse(
    422,
    'bad-address',
    'Not a mail address',
    `“${text.slice(0, 320)}” is not a mail address. Write one such as ana@acme.example.`,
  )
}

export function ownAddress(email: string): Refused {
  return refuse(
    422,
    'own-address',
    'A colleague',
    `${email} belongs to your own company. Sequences are for people outside it.`,
  )
}

export function graphAway(what: string): Refused {
  return refuse(
    503,
    'mail-service-away',
    'Microsoft 365 does not answer',
    `Microsoft 365 did not answer, so ${what}. Nothing was changed; try again in a minute.`,
  )
}
