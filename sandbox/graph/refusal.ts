/** Graph's own way of saying no. */

export class GraphRefusal extends Error {
  readonly status: number
  readonly code: string
  readonly headers: Record<string, string>

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message)
    this.status = status
    this.code = code
    this.headers = headers
  }
}

export function itemNotFound(): GraphRefusal {
  return new GraphRefusal(
    404,
    'ErrorItemNotFound',
    'The specified object was not found in the store.',
  )
}

export function badRequest(message: string): GraphRefusal {
  return new GraphRefusal(400, 'BadRequest', message)
}

/** For query options and property names that do not parse against the metadata. */
export function badUri(message: string): GraphRefusal {
  return new GraphRefusal(400, 'RequestBroker--ParseUri', message)
}
