/** `npm test`: everything the tests need, then jest. */
import { join } from 'node:path'
import { ensureCertificate } from '../dev/certificate.ts'
import { ensureChromium } from './chromium.ts'
import { runNode } from '../run-node.ts'

/** Runs jest, passing arguments on (`npm test -- test/sandbox`), and answers its exit code. */
export async function runTests(
  root: string,
  rest: string[],
  more: NodeJS.ProcessEnv = {},
): Promise<number> {
  const chromium = ensureChromium(root)
  const { certFile } = await ensureCertificate(join(root, '.test'))
  const jest = join('node_modules', 'jest', 'bin', 'jest.js')
  // Two at a time: a worker of the stories runs a server, a sandbox and a browser besides itself. What a worker has loaded for
  // its files it never gives back: one that has grown large makes way for a new one, which is quicker.
  const workers = ['--maxWorkers=2', '--workerIdleMemoryLimit=400MB']
  return runNode(root, [jest, ...workers, ...rest], {
    ...process.env,
    CHROMIUM_PATH: chromium,
    NODE_EXTRA_CA_CERTS: certFile,
    ...more,
  })
}

/** The stories that the papers take their pictures from. */
export const pictured = ['console/pictures', 'pane/verdicts', 'pane/verdict-on-mail', 'whole-story']

/** `npm run pictures`: runs these stories, and keeps what they show in docs/screenshots. */
export function takePictures(root: string): Promise<number> {
  const stories = pictured.map((story) => `test/stories/${story}`)
  return runTests(root, stories, { PICTURES_DIR: join('docs', 'screenshots') })
}
