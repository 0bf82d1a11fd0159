/** Whom the server is and whom it trusts in the sandbox's pretend tenant. Nothing here is secret. */

export const sandboxIdentity = {
  tenantId: '7c1f0a52-3c55-4c1e-9a3b-0d6f5b0e5a11',
  clientId: 'b1f6a6c4-52f0-4d0c-8a35-6d0a3b7f2c90',
  clientSecret: 'sandbox-secret',
  /** The administrator who gives seats in the sandbox. */
  admin: 'mia@contoso.example',
} as const
