/** The pane stays small enough to open quickly. */

import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'

const web = join(resolve(__dirname, '..', '..'), 'dist/web')

function kilobytes(files: string[]): number {
  const bytes = files.map((file) => gzipSync(readFileSync(join(web, file)), { level: 9 }).length)
  return bytes.reduce((sum, each) => sum + each, 0) / 1000
}

test('its first picture needs at most 150 kB gzip of scripts, office.js aside', () => {
  if (!existsSync(web)) throw new Error('The pane is not built. Run "npm run build" first.')
  const entries: Record<string, string[]> = JSON.parse(
    readFileSync(join(web, 'entries.json'), 'utf8'),
  )
  expect(entries['taskpane']?.length).toBeGreaterThan(0)
  expect(kilobytes(entries['taskpane'] ?? [])).toBeLessThanOrEqual(150)
})
