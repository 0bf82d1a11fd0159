/** Stories that a command names by path are there: jest would run none for a name that fits nothing. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pictured } from '../../../tools/check/run-tests.ts'
import { projectRoot } from '../../support/world.ts'

const isStory = (name: string): boolean =>
  existsSync(join(projectRoot, 'test/stories', `${name}.test.ts`))

test.each(pictured)('the pictures come from a story that is there: %s', (name) => {
  expect(isStory(name)).toBe(true)
})

test('the check of fonts runs stories that are there', () => {
  const run = readFileSync(join(projectRoot, '.ci/run'), 'utf8')
  const named = [...run.matchAll(/ stories\/(\S+)/g)].map(([, name]) => name ?? '')
  expect(named.length).toBeGreaterThan(0)
  expect(named.filter((name) => !isStory(name))).toEqual([])
})
