/** The Chromium of this machine: found, or fetched while saying so. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { findChromium } from './find-chromium.ts'

/** The path of a Chromium already here, or undefined. @throws when CHROMIUM_PATH names nothing. */
export function chromiumHere(): string | undefined {
  return findChromium({
    platform: process.platform,
    env: process.env,
    exists: existsSync,
    playwrightPath: chromium.executablePath(),
  })
}

/** The path of a Chromium, fetched if need be: as root on Debian its package, else Playwright's own. @throws if neither came. */
export function ensureChromium(root: string): string {
  const here = chromiumHere()
  if (here !== undefined) return here
  if (isDebianRoot()) {
    // The second for a Debian that does not have the first yet.
    for (const name of ['chromium-headless-shell', 'chromium']) {
      if (chromiumHere() !== undefined) break
      console.log(`No Chromium found. Installing the Debian package "${name}" ...`)
      run(root, 'apt-get', ['update', '-q'])
      run(root, 'apt-get', ['install', '-y', '-q', '--no-install-recommends', name])
    }
  }
  if (chromiumHere() === undefined) {
    console.log("No Chromium found. Fetching Playwright's own, about 170 MB, once ...")
    run(root, process.execPath, ['node_modules/playwright-core/cli.js', 'install', 'chromium'])
  }
  const fetched = chromiumHere()
  if (fetched === undefined) {
    throw new Error(
      'No Chromium could be fetched. Install Chromium or Chrome, or set CHROMIUM_PATH to one.',
    )
  }
  return fetched
}

function run(root: string, command: string, args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // What went wrong is on the screen; whether it mattered shows when Chromium is looked for again.
  spawnSync(command, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] })
}

/** Ubuntu is left out: its "chromium" package only points to a snap, which needs a running snap service. */
function isDebianRoot(): boolean {
  const isRoot = process.getuid?.() === 0
  const release = '/etc/os-release'
  return isRoot && existsSync(release) && /^ID=debian$/m.test(readFileSync(release, 'utf8'))
}
