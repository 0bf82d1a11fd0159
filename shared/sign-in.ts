/** What a page must know to sign its person in; the server writes it into the page as JSON in `<script id="sign-in">`. */

export interface SignIn {
  clientId: string
  /** `https://login.microsoftonline.com/<tenant>` or the sandbox's issuer. */
  authority: string
  scope: string
}
