/** The project's own files: those git knows, or in a copy without git those that nothing has built. */

import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'

export const root = join(__dirname, '../..')

const built = new Set(['node_modules', 'dist', 'coverage', '.git', '.data', '.test', '.build'])
const noText = new Set(['.png', '.ico', '.woff2', '.ttf'])

/** Paths from the root, with slashes. */
export function trackedFiles(): string[] {
  if (!existsSync(join(root, '.git'))) return walk(root)
  const listed = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
  return listed.split('\0').filter((path) => path !== '' && existsSync(join(root, path)))
}

/** Null for a picture or a font. */
export function textOf(path: string): string | null {
  return noText.has(extname(path)) ? null : readFileSync(join(root, path), 'utf8')
}

function walk(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    if (built.has(entry.name)) return []
    const path = join(dir, entry.name)
    return entry.isDirectory() ? walk(path) : [relative(root, path).split(sep).join('/')]
  })
}
