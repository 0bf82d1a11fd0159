/** The fonts the tests' browser writes in: brought along by npm, so that a page is as wide on every machine. */

import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(__dirname, '..', '..')

interface FontSet {
  family: string
  /** The package that brings it. */
  folder: string
}

/** What `TEST_FONTS` may say. `machine` leaves the fonts to the machine. */
const fontSets: Record<string, FontSet | null> = {
  usual: { family: 'Open Sans', folder: '@expo-google-fonts/open-sans' },
  wide: { family: 'Montserrat', folder: '@expo-google-fonts/montserrat' },
  machine: null,
}

const chosen = process.env['TEST_FONTS'] ?? 'usual'

/** The only font that there is for the browser, or null where it finds those of the machine. */
export function chosenFonts(): FontSet | null {
  const fonts = fontSets[chosen]
  if (fonts === undefined) {
    const names = Object.keys(fontSets).join(', ')
    throw new Error(`TEST_FONTS says ${chosen}. Choose one of ${names}.`)
  }
  // Elsewhere Chromium asks the system, and there is no fontconfig to answer for it.
  return process.platform === 'linux' ? fonts : null
}

/** The environment in which Chromium finds the chosen fonts and no others. */
export function fontEnvironment(): NodeJS.ProcessEnv {
  const fonts = chosenFonts()
  if (fonts === null) return {}
  const home = join(root, '.test', 'fonts')
  mkdirSync(home, { recursive: true })
  const file = join(home, `${chosen}.conf`)
  // Moved into its place whole: another worker's browser may be reading it.
  const draft = `${file}.${String(process.pid)}`
  writeFileSync(
    draft,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(root, 'node_modules', fonts.folder)}</dir>
  <cachedir>${join(home, 'cache')}</cachedir>
</fontconfig>
`,
  )
  renameSync(draft, file)
  return { FONTCONFIG_FILE: file }
}
