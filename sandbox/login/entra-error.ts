/** How Entra ID says no: the error document of its token endpoint, AADSTS number included. */

import { randomUUID } from 'node:crypto'
import type { Response } from 'express'

export interface EntraError {
  status: 400 | 401
  /** The OAuth word (RFC 6749 section 5.2). */
  error: string
  /** The number after `AADSTS`. */
  code: number
  text: string
}

/** Answers in the form of https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow. */
export function refuse(response: Response, problem: EntraError): void {
  const traceId = randomUUID()
  const correlationId = randomUUID()
  const timestamp = new Date()
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, 'Z')
  response.status(problem.status).json({
    error: problem.error,
    error_description:
      `AADSTS${problem.code}: ${problem.text} ` +
      `Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [problem.code],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
  })
}

export const entraErrors = {
  wrongSecret: (clientId: string): EntraError => ({
    status: 401,
    error: 'invalid_client',
    code: 7000215,
    text:
      'Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, ' +
      `not the client secret ID, for a secret added to app '${clientId}'.`,
  }),
  missingSecret: (): EntraError => ({
    status: 401,
    error: 'invalid_client',
    code: 7000218,
    text: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  }),
  unknownApp: (clientId: string, tenantId: string): EntraError => ({
    status: 400,
    error: 'unauthorized_client',
    code: 700016,
    text: `Application with identifier '${clientId}' was not found in the directory '${tenantId}'.`,
  }),
  unknownTenant: (tenantId: string): EntraError => ({
    status: 400,
    error: 'invalid_request',
    code: 90002,
    text: `Tenant '${tenantId}' not found. Check to make sure you have the correct tenant ID.`,
  }),
  missingParameter: (name: string): EntraError => ({
    status: 400,
    error: 'invalid_request',
    code: 900144,
    text: `The request body must contain the following parameter: '${name}'.`,
  }),
  unsupportedGrant: (grant: string): EntraError => ({
    status: 400,
    error: 'unsupported_grant_type',
    code: 70003,
    text: `The app requested an unsupported grant type '${grant}'.`,
  }),
  scopeNotDefault: (scope: string): EntraError => ({
    status: 400,
    error: 'invalid_scope',
    code: 1002012,
    text:
      `The provided value for scope ${scope} is not valid. ` +
      'Client credential flows must have a scope value with /.default suffixed to the resource identifier.',
  }),
  unknownScope: (scope: string): EntraError => ({
    status: 400,
    error: 'invalid_scope',
    code: 70011,
    text: `The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid: ${scope}`,
  }),
  codeRedeemed: (): EntraError => ({
    status: 400,
    error: 'invalid_grant',
    code: 54005,
    text: 'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
  }),
  codeExpired: (): EntraError => ({
    status: 400,
    error: 'invalid_grant',
    code: 70008,
    text: 'The provided authorization code or refresh token has expired or is unknown. Send a new interactive authorization request.',
  }),
  wrongVerifier: (): EntraError => ({
    status: 400,
    error: 'invalid_grant',
    code: 501481,
    text: 'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
  }),
  wrongRedirect: (): EntraError => ({
    status: 400,
    error: 'invalid_grant',
    code: 500112,
    text: 'The redirect_uri does not match the one of the authorization request.',
  }),
  notCrossOrigin: (): EntraError => ({
    status: 400,
    error: 'invalid_request',
    code: 9002327,
    text:
      "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests " +
      "from the product's own pages.",
  }),
  disabledPerson: (): EntraError => ({
    status: 400,
    error: 'invalid_grant',
    code: 50057,
    text: 'The user account is disabled.',
  }),
  unknownPerson: (person: string): EntraError => ({
    status: 400,
    error: 'invalid_grant',
    code: 50034,
    text: `The user account ${person} does not exist in the sandbox's directory.`,
  }),
}
