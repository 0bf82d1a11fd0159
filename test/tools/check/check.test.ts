/** Which steps `npm run check` takes. */
import { chooseSteps } from '../../../tools/check.mjs'

function names(args: string[]): string[] | string {
  const chosen = chooseSteps(args)
  return typeof chosen === 'string' ? chosen : chosen.map((step) => step.name)
}

test('all of them, in order, when nothing is said', () => {
  expect(names([])).toEqual([
    'format',
    'lint',
    'floors',
    'rooms',
    'types',
    'manifest',
    'build',
    'test',
  ])
})

test('all but those left out', () => {
  expect(names(['--without', 'test', '--without', 'build'])).toEqual([
    'format',
    'lint',
    'floors',
    'rooms',
    'types',
    'manifest',
  ])
})

test('only those named', () => {
  expect(names(['types', 'lint'])).toEqual(['lint', 'types'])
})

test('a step that does not exist is refused with the list of those that do', () => {
  expect(names(['--without', 'tests'])).toBe(
    'There is no step called tests. The steps are format, lint, floors, rooms, types, manifest, build, test.',
  )
})
