/** What we use of msal-browser, gathered so that it becomes one chunk, loaded after the first picture. */

export {
  CacheLookupPolicy,
  createNestablePublicClientApplication,
  InteractionRequiredAuthError,
  PublicClientApplication,
} from '@azure/msal-browser'
