/** The browser of the tests. */
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { chromiumHere } from '../../tools/check/chromium.ts'
import { patienceMs } from '../../tools/patience.ts'
import { fontEnvironment } from './fonts.ts'

/** Where Chromium is. @throws with a sentence when there is none: `npm test` fetches one, a bare jest does not. */
export function chromiumPath(): string {
  const path = chromiumHere()
  if (path === undefined) {
    throw new Error(
      'No Chromium found. Run "npm test" once, which fetches one, or set CHROMIUM_PATH.',
    )
  }
  return path
}

/** A quiet headless Chromium that talks to nobody but the pages under test, and is waited for as patiently as anything. */
export async function launchChromium(): Promise<Browser> {
  const browser = await chromium.launch({
    timeout: patienceMs,
    executablePath: chromiumPath(),
    // As on any desk of today, in a bare locale Chromium would not give a file a name beyond ASCII; and wherever this machine is,
    // the people of the stories are at one place.
    env: { ...process.env, LC_ALL: 'C.UTF-8', TZ: 'UTC', ...fontEnvironment() },
    args: [
      // Chromium refuses its own sandbox to root, which is what containers run as.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      // Pages of one place share a process, which reads and compiles their scripts once.
      '--process-per-site',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  browser.on('context', (context) => context.setDefaultTimeout(patienceMs))
  return browser
}
