/** The tokens that emails may name: the known ones, and the properties that contacts really have. */

import type { TokenList } from '../../../shared/preview.ts'
import { emailTokens, propertyToken } from '../../domain/templates/tokens.ts'
import { propertyNames } from '../../store/contacts/property-names.ts'
import type { Db } from '../../store/db/db.ts'

/** A menu of more than this is not read. */
const mostProperties = 50

export async function tokensInUse(db: Db): Promise<TokenList> {
  const names = await propertyNames(db, mostProperties)
  return {
    items: [
      ...emailTokens.map(([token, title]) => ({ token, title })),
      ...names.map((name) => ({ token: propertyToken(name), title: `Contact: ${name}` })),
    ],
  }
}
