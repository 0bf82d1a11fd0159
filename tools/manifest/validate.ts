/** `npm run validate:manifest`: judges manifest.xml and the pictures it names. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { manifestFindings } from './findings.ts'
import { pngSize } from './picture.ts'

/** Prints one sentence for each fault and answers the exit code. */
export function validateManifest(root: string): number {
  // The server hands out /assets from addin/assets.
  const pictureSize = (path: string) => {
    const file = join(root, 'addin', path)
    return existsSync(file) ? pngSize(readFileSync(file)) : undefined
  }
  const found = manifestFindings(readFileSync(join(root, 'manifest.xml'), 'utf8'), pictureSize)
  for (const sentence of new Set(found)) console.error(`manifest.xml: ${sentence}`)
  if (found.length === 0) console.log('manifest.xml: no faults found.')
  return found.length === 0 ? 0 : 1
}
