/** What the server wrote into the page: how to sign in, and the nonce that lets our styles through its CSP. */

import type { SignIn } from '../../shared/sign-in.ts'

/** Throws when the page was not made by our server. */
export function readSignIn(page: Document): SignIn {
  const written: unknown = JSON.parse(page.getElementById('sign-in')?.textContent ?? 'null')
  if (
    typeof written === 'object' &&
    written !== null &&
    'clientId' in written &&
    typeof written.clientId === 'string' &&
    'authority' in written &&
    typeof written.authority === 'string' &&
    'scope' in written &&
    typeof written.scope === 'string'
  ) {
    return { clientId: written.clientId, authority: written.authority, scope: written.scope }
  }
  throw new Error('The page lacks its sign-in settings. Load it from the product’s server.')
}

export function readNonce(page: Document): string | null {
  return page.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? null
}
