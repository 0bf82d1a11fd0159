/** What the sign-in service is told about the world it serves. */

import type { Person } from '../person.ts'

export interface IssuerOptions {
  /** Origin people and servers reach it under, e.g. `https://localhost:4443`. */
  issuerUrl: string
  /** Origin of the product: the only one that may be returned to and that may redeem a code by fetch. */
  productUrl: string
  /** Where the signing keys are kept; made on the first start. */
  keyFile: string
  /** The tenant's people, asked anew at every sign-in. */
  people: () => Person[]
}
