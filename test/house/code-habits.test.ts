/** Habits of the code that neither the compiler nor the linter holds: one name, one type; a docstring stands over something. */

import { textOf, trackedFiles } from './tracked-files.ts'

const code = trackedFiles().filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))

/** The programs of the project: no sentence about one needs the words of another. */
const programs = {
  'the product': /^(?:server|shared|addin)\//,
  'the sandbox': /^sandbox\//,
  'the tools': /^tools\//,
}

/** Exported types that several files declare, with those files. */
function sharedNames(files: readonly { path: string; text: string }[]): [string, string[]][] {
  const places = new Map<string, string[]>()
  for (const { path, text } of files)
    for (const [, name = ''] of text.matchAll(/^export (?:interface|type|class) (\w+)/gm))
      places.set(name, [...(places.get(name) ?? []), path])
  return [...places].filter(([, paths]) => paths.length > 1)
}

/** The lines on which a docstring ends that nothing follows; the one at the head of a file describes the file. */
function stranded(text: string): number[] {
  return [...text.matchAll(/\/\*\*(?:(?!\*\/)[^])*\*\/\n(?=\n)/g)].flatMap(({ 0: doc, index }) => {
    const before = text.slice(0, index)
    if (/^(?:\/\*\*.*\*\/\n)?$/.test(before)) return []
    return [(before + doc).split('\n').length - 1]
  })
}

test.each(Object.entries(programs))(
  'in %s no two exported types bear one name',
  (_name, within) => {
    const files = code.filter((path) => within.test(path))
    expect(files.length).toBeGreaterThan(20)
    expect(sharedNames(files.map((path) => ({ path, text: textOf(path) ?? '' })))).toEqual([])
  },
)

test('every docstring stands over what it describes', () => {
  const found = code.flatMap((path) =>
    stranded(textOf(path) ?? '').map((line) => `${path}:${String(line)}`),
  )
  expect(found).toEqual([])
})

test('a name borne twice and a stranded docstring are found', () => {
  const files = [
    { path: 'a.ts', text: 'export interface Email {}\ninterface Row {}\n' },
    { path: 'b.ts', text: "export type Email = 'x'\ninterface Row {}\n" },
  ]
  expect(sharedNames(files)).toEqual([['Email', ['a.ts', 'b.ts']]])
  const text =
    '/** The file. */\n\n/** One. */\nconst one = 1\n\n/**\n * Two.\n */\n\nconst two = 2\n'
  expect(stranded(text)).toEqual([8])
})
