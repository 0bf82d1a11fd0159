/** Which folders count as crowded. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { crowdedFolders } from '../../../tools/check/crowded-folders.ts'
import { withTempFolder } from '../../support/temp-folder.ts'

function crowdedAmong(files: string[]): Promise<string[]> {
  return withTempFolder((root) => {
    for (const file of files) {
      mkdirSync(dirname(join(root, file)), { recursive: true })
      writeFileSync(join(root, file), '')
    }
    return Promise.resolve(
      crowdedFolders(root, 2).map(({ path, codeFiles }) => `${path} ${codeFiles}`),
    )
  })
}

test('a folder with just as many code files as are allowed is not crowded', async () => {
  expect(await crowdedAmong(['a/1.ts', 'a/2.ts'])).toEqual([])
})

test('one more, of whatever code, and it is; the fullest comes first', async () => {
  expect(
    await crowdedAmong([
      ...['1.ts', '2.tsx', '3.js'].map((name) => `a/${name}`),
      ...['1.mjs', '2.cjs', '3.ts', '4.ts'].map((name) => `a/deep/${name}`),
    ]),
  ).toEqual(['a/deep 4', 'a 3'])
})

test('papers and pictures do not crowd a folder, and its own folders count for themselves', async () => {
  expect(
    await crowdedAmong(['a/1.ts', 'a/2.ts', 'a/read.md', 'a/icon.png', 'a/b/1.ts', 'a/b/2.ts']),
  ).toEqual([])
})

test('the root counts too; what was fetched or made does not', async () => {
  const full = ['1.js', '2.js', '3.js']
  expect(
    await crowdedAmong([
      ...full,
      ...['node_modules', 'dist', '.test'].flatMap((folder) =>
        full.map((name) => `${folder}/${name}`),
      ),
    ]),
  ).toEqual(['. 3'])
})
