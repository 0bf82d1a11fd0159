/** Papers lead somewhere: every file and folder they name exists. */

import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathsNamedIn } from './named-paths.ts'
import { root, textOf, trackedFiles } from './tracked-files.ts'

const papers = trackedFiles().filter((path) => path.endsWith('.md'))
/** Made by a build, a start or a request, or not ours. */
const madeLater = /^(?:dist|\.data|openapi\.json)(?:\/|$)|^office\.js$/

/** From the root, or beside the paper. */
function exists(paper: string, path: string): boolean {
  return [root, join(root, dirname(paper))].some((dir) => existsSync(join(dir, path)))
}

test('there are papers to read', () => {
  expect(papers).toContain('ARCHITECTURE.md')
  expect(papers).toContain('docs/rules.md')
})

test.each(papers)('every path in %s exists', (paper) => {
  const named = pathsNamedIn(textOf(paper) ?? '').filter((path) => !madeLater.test(path))
  expect(named.filter((path) => !exists(paper, path))).toEqual([])
})

test('ARCHITECTURE.md names every room of the server and of the screens', () => {
  const text = textOf('ARCHITECTURE.md') ?? ''
  const rooms = trackedFiles().flatMap(
    (path) =>
      /^(?:server\/(?:domain|store|services)\/[^/]+\/|addin\/(?:console\/)?[^/]+\/)/.exec(
        path,
      )?.[0] ?? [],
  )
  const unnamed = [...new Set(rooms)].filter((room) => !text.includes(room))
  // The map's own screens and pictures, the store's making, and what is only a piece of others.
  expect(unnamed.sort()).toEqual([
    'addin/assets/',
    'addin/console/app/',
    'addin/console/ui/',
    'addin/sign-in/',
    'server/store/migrations/',
  ])
})

test('every variable of the environment that the server reads is explained to administrators', () => {
  const read = [...(textOf('server/config/config.ts') ?? '').matchAll(/^ {2}([A-Z][A-Z_]+): /gm)]
  const names = read.flatMap(([, name]) => name ?? [])
  expect(names).toContain('EMAILS_PER_DAY')
  const explained = `${textOf('docs/tenant.md') ?? ''}${textOf('docs/sandbox.md') ?? ''}`
  expect(names.filter((name) => !explained.includes(`\`${name}\``))).toEqual([])
})

test('a path that does not exist is found, in backticks and in a link', () => {
  const named = pathsNamedIn(
    'See `server/nowhere.ts`, `docs/gone/` and [this](docs/rules.md#it-stops), not `POST /api/x` or [that](https://x.example/y.md).',
  )
  expect(named).toEqual(['server/nowhere.ts', 'docs/gone', 'docs/rules.md'])
  expect(named.filter((path) => !exists('README.md', path))).toEqual([
    'server/nowhere.ts',
    'docs/gone',
  ])
})
