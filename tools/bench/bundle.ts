/** How heavy the pane's page is, office.js left out: what a rep waits for. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Figure } from './figure.ts'

export function measureBundle(webDir: string): Promise<Figure[]> {
  const entries = JSON.parse(readFileSync(join(webDir, 'entries.json'), 'utf8')) as Record<
    string,
    string[]
  >
  const files = entries['taskpane'] ?? []
  const sizes = files.map((file) => ({
    file,
    bytes: gzipSync(readFileSync(join(webDir, file)), { level: 9 }).length,
  }))
  const total = sizes.reduce((sum, one) => sum + one.bytes, 0)
  return Promise.resolve([
    ...sizes.map(({ file, bytes }) => ({ what: file, value: kilobytes(bytes), aim: '' })),
    { what: 'pane, gzip, without office.js', value: kilobytes(total), aim: 'aim <= 225 kB' },
  ])
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}
