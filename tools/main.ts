/** One verb, one tool. run.mjs comes here when everything is built. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { runNode } from './run-node.ts'

/** Does what the verb says and answers the exit code. */
export async function runVerb(verb: string, rest: string[], root: string): Promise<number> {
  // Each tool is loaded only when asked for: a start must not wait for the libraries of the tests.
  switch (verb) {
    case 'start':
      return (await import('./dev/start.ts')).start(root, process.env)
    case 'server':
    case 'sandbox':
      return (await import('./dev/run-alone.ts')).runAlone(verb, root, process.env)
    case 'test':
      return (await import('./check/run-tests.ts')).runTests(root, rest)
    case 'pictures':
      return (await import('./check/run-tests.ts')).takePictures(root)
    case 'rooms':
      return (await import('./check/rooms.ts')).rooms(root)
    case 'bench':
      return bench(root, rest)
    case 'bench-mail':
      return (await import('./bench/mail.ts')).benchMail(root, rest)
    case 'chaos':
      return (await import('./chaos/chaos.ts')).runChaos(root, rest)
    case 'validate-manifest':
      return (await import('./manifest/validate.ts')).validateManifest(root)
    case 'draw-icons':
      return (await import('./manifest/draw-icons.ts')).drawIcons(root)
    default:
      throw new Error(`No tool is called ${verb}.`)
  }
}

async function bench(root: string, rest: string[]): Promise<number> {
  const entry = join(root, 'dist', 'node', 'tools', 'bench', 'bench.js')
  if (!existsSync(entry)) {
    console.error('There is nothing to measure yet: tools/bench/bench.ts is missing.')
    return 1
  }
  return runNode(root, [entry, ...rest], process.env)
}
