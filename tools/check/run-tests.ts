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
  // Two at a time: a worker of the stories runs a server, a sandbox and a browser besides itself.
  return runNode(root, [jest, '--maxWorkers=2', ...rest], {
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
