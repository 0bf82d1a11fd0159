/** What counts as stale, so that a second start does not build again and a changed file never goes unbuilt. */
import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isStale, newestChange } from '../../tools/build.mjs'
import { withTempFolder } from '../support/temp-folder.ts'

const part = { sources: ['shared', 'tsconfig.json'], output: 'dist/node' }
const long = new Date('2026-01-01T00:00:00Z')
const built = new Date('2026-01-02T00:00:00Z')
const changed = new Date('2026-01-03T00:00:00Z')

/** A project built after its last change. */
function project(root: string): void {
  for (const dir of ['shared/deep', 'dist/node']) mkdirSync(join(root, dir), { recursive: true })
  for (const file of ['shared/deep/reason.ts', 'tsconfig.json']) writeFileSync(join(root, file), '')
  for (const path of ['shared/deep/reason.ts', 'shared/deep', 'shared', 'tsconfig.json']) {
    utimesSync(join(root, path), long, long)
  }
  writeFileSync(join(root, 'dist/node.stamp'), '')
  utimesSync(join(root, 'dist/node.stamp'), built, built)
}

test('what was built after the last change is not built again', () =>
  withTempFolder((root) => {
    project(root)
    expect(isStale(root, part)).toBe(false)
  }))

test.each<[string, (root: string) => void]>([
  [
    'a changed file deep inside',
    (root) => utimesSync(join(root, 'shared/deep/reason.ts'), changed, changed),
  ],
  ['a changed setting', (root) => utimesSync(join(root, 'tsconfig.json'), changed, changed)],
  ['a new file', (root) => writeFileSync(join(root, 'shared/deep/new.ts'), '')],
  ['a deleted file', (root) => rmSync(join(root, 'shared/deep/reason.ts'))],
  ['a deleted result', (root) => rmSync(join(root, 'dist/node'), { recursive: true })],
  ['a build that never ended', (root) => rmSync(join(root, 'dist/node.stamp'))],
])('%s makes it stale', (_what, change) =>
  withTempFolder((root) => {
    project(root)
    change(root)
    expect(isStale(root, part)).toBe(true)
  }),
)

test('a source that does not exist is no change', () =>
  withTempFolder((root) => {
    expect(newestChange(join(root, 'nowhere'))).toBe(0)
  }))
