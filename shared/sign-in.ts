/** What a page must know to sign its person in; the server writes it into the page as JSON in `<script id="sign-in">`. */

export interface SignIn {
  clientId: string
  /** `https://login.microsoftonline.com/<tenant>` or the sandbox's issuer. */
  authority: string
  scope: string
}

/** The scope our API asks of people, as Entra names it. */
export function apiScope(clientId: string): string {
  return `api://${clientId}/access_as_user`
}
