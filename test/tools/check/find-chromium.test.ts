/** Where a Chromium is looked for, on machines unlike this one. */
import { findChromium } from '../../../tools/check/find-chromium.ts'
import type { Machine } from '../../../tools/check/find-chromium.ts'

function machine(there: string[], more: Partial<Machine> = {}): Machine {
  return {
    platform: 'linux',
    env: {},
    exists: (path) => there.includes(path),
    playwrightPath: '/home/ana/.cache/ms-playwright/chromium-1200/chrome-linux/chrome',
    ...more,
  }
}

test.each<[string, Machine, string]>([
  ['Debian', machine(['/usr/bin/chromium', '/usr/bin/google-chrome']), '/usr/bin/chromium'],
  [
    'Debian with the headless shell as well',
    machine(['/usr/bin/chromium', '/usr/bin/chromium-headless-shell']),
    '/usr/bin/chromium-headless-shell',
  ],
  ['Ubuntu with Chrome', machine(['/usr/bin/google-chrome']), '/usr/bin/google-chrome'],
  [
    'a Mac with Chrome',
    machine(['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'], {
      platform: 'darwin',
    }),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  [
    'Windows with Edge only',
    machine(['C:\\Programs (x86)\\Microsoft\\Edge\\Application\\msedge.exe'], {
      platform: 'win32',
      env: { ProgramFiles: 'C:\\Programs', 'ProgramFiles(x86)': 'C:\\Programs (x86)' },
    }),
    'C:\\Programs (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
  [
    "a machine with Playwright's own only",
    machine(['/home/ana/.cache/ms-playwright/chromium-1200/chrome-linux/chrome']),
    '/home/ana/.cache/ms-playwright/chromium-1200/chrome-linux/chrome',
  ],
  [
    'CHROMIUM_PATH before all others',
    machine(['/usr/bin/chromium', '/opt/chromium'], { env: { CHROMIUM_PATH: '/opt/chromium' } }),
    '/opt/chromium',
  ],
])('finds the browser of %s', (_whose, here, path) => {
  expect(findChromium(here)).toBe(path)
})

test('says nothing was found when there is none', () => {
  expect(findChromium(machine([]))).toBeUndefined()
})

test('a CHROMIUM_PATH that names nothing is refused, even beside a usable browser', () => {
  const here = machine(['/usr/bin/chromium'], { env: { CHROMIUM_PATH: '/opt/gone' } })
  expect(() => findChromium(here)).toThrow('CHROMIUM_PATH says /opt/gone, but there is nothing.')
})
