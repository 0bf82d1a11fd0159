/** The promises about emails hold in one place: only that place writes an email's state. */

import { readFileSync } from 'node:fs'
import { trackedFiles } from './tracked-files.ts'

const writes = /update\s+emails\s+set\s+(?:[a-z_]+ = [^,]+,\s*)*state\s*=/
const allowed = ['server/store/outbound/emails.ts', 'server/store/outbound/send-gate.ts']

test('no other statement than the life’s own and the gate’s writes an email’s state', () => {
  const found = trackedFiles()
    .filter((path) => /^(server|tools|sandbox|shared)\/.*\.tsx?$/.test(path))
    .filter((path) => writes.test(readFileSync(path, 'utf8')))
  expect(found.sort()).toEqual(allowed)
})

test('and those two take what they write from the table', () => {
  for (const path of allowed) {
    const text = readFileSync(path, 'utf8')
    for (const [, written] of text.matchAll(/update\s+emails\s+set\s+state\s*=\s*([^,\n]+)/g))
      expect(written).toMatch(/^\$\{(to|emailLife\['gate-passed'\]\.to)\}$/)
  }
})
