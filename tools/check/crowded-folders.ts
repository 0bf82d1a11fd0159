/** Folders that hold more code files than a reader takes in at a glance. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

export interface Folder {
  path: string
  codeFiles: number
}

/** Every folder below the root with more code files of its own than `most`, the fullest first. */
export function crowdedFolders(root: string, most: number): Folder[] {
  return foldersBelow(root, '.')
    .filter(({ codeFiles }) => codeFiles > most)
    .sort((one, other) => other.codeFiles - one.codeFiles || one.path.localeCompare(other.path))
}

function foldersBelow(root: string, path: string): Folder[] {
  const entries = readdirSync(join(root, path), { withFileTypes: true })
  const codeFiles = entries.filter((entry) => entry.isFile() && isCode(entry.name)).length
  const below = entries
    .filter((entry) => entry.isDirectory() && isOurs(entry.name))
    .flatMap((entry) => foldersBelow(root, path === '.' ? entry.name : `${path}/${entry.name}`))
  return [{ path, codeFiles }, ...below]
}

function isCode(name: string): boolean {
  return /\.(tsx?|[cm]?js)$/.test(name)
}

/** Neither fetched nor made: .git, .data and .test begin with a dot. */
function isOurs(name: string): boolean {
  return !name.startsWith('.') && name !== 'node_modules' && name !== 'dist'
}
