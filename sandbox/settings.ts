/** What the environment says about where the sandbox listens, and when it must not start at all. */

export interface Settings {
  sandboxPort: number
  outlookPort: number
  productUrl: string
  dataDir: string
}

/** A start that is refused; the message is one sentence for the person at the terminal. */
export class StartRefused extends Error {}

/** Settings of a real tenant. A pretend Microsoft 365 beside them could be taken for the real one. */
const realTenantNames = ['PUBLIC_URL', 'TENANT_ID', 'CLIENT_ID', 'CLIENT_SECRET'] as const

/** Throws {@link StartRefused} naming everything that is wrong. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const real: string[] = realTenantNames.filter((name) => isSet(env[name]))
  if (env.NODE_ENV === 'production') real.push('NODE_ENV=production')
  if (real.length > 0) {
    throw new StartRefused(
      `The sandbox plays a pretend Microsoft 365 and does not start beside a real one: unset ${real.join(', ')}, or start only the server.`,
    )
  }
  const wrong: string[] = []
  const sandboxPort = readPort(env, 'SANDBOX_PORT', 4000, wrong)
  const outlookPort = readPort(env, 'OUTLOOK_PORT', 4443, wrong)
  const productPort = readPort(env, 'PORT', 3000, wrong)
  const productUrl = isSet(env.PRODUCT_URL) ? env.PRODUCT_URL : `https://localhost:${productPort}`
  if (!URL.canParse(productUrl) || new URL(productUrl).protocol !== 'https:')
    wrong.push('PRODUCT_URL')
  if (wrong.length > 0) {
    throw new StartRefused(
      `Cannot start with these settings: ${wrong.join(', ')}. Ports are numbers from 1 to 65535, PRODUCT_URL is an https address.`,
    )
  }
  return {
    sandboxPort,
    outlookPort,
    productUrl: new URL(productUrl).origin,
    dataDir: isSet(env.DATA_DIR) ? env.DATA_DIR : '.data',
  }
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== ''
}

function readPort(env: NodeJS.ProcessEnv, name: string, fallback: number, wrong: string[]): number {
  const text = env[name]
  if (!isSet(text)) return fallback
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port < 65536) return port
  wrong.push(name)
  return fallback
}
