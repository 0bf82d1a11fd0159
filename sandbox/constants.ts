/**
 * The fixed names of the sandbox's pretend tenant. Nothing here is secret: the sandbox listens on loopback only and
 * refuses to start beside the settings of a real tenant.
 */

export const sandboxWorld = {
  tenantId: '7c1f0a52-3c55-4c1e-9a3b-0d6f5b0e5a11',
  clientId: 'b1f6a6c4-52f0-4d0c-8a35-6d0a3b7f2c90',
  clientSecret: 'sandbox-secret',
  domain: 'contoso.example',
  /** The administrator who gives seats in the sandbox. */
  admin: 'mia@contoso.example',
} as const

/** The scope of the product's API, as Entra names it. */
export function apiScope(clientId: string): string {
  return `api://${clientId}/access_as_user`
}
