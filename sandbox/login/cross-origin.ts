/** Lets pages of the product, and of nobody else, read an answer of the sign-in service (CORS). */

import type { RequestHandler } from 'express'

/** A single-page app finds the issuer and redeems its code by fetch: those routes need it, no others have it. */
export function openToProduct(productUrl: string): RequestHandler {
  return (request, response, next) => {
    response.vary('Origin')
    if (request.get('origin') === productUrl)
      response.set('Access-Control-Allow-Origin', productUrl)
    next()
  }
}

/** Answers the preflight request, which msal's own headers make necessary. */
export function preflight(productUrl: string): RequestHandler {
  return (request, response) => {
    const asked = request.get('access-control-request-headers')
    if (request.get('origin') === productUrl)
      response.set({
        'Access-Control-Allow-Methods': 'GET, POST',
        ...(asked === undefined ? {} : { 'Access-Control-Allow-Headers': asked }),
      })
    response.status(204).end()
  }
}
