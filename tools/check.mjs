/** `npm run check`: one list of named steps, the same for people and for CI. Plain JavaScript, so that lint needs no build. */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'

const floors = ['shared', 'server', 'addin', 'sandbox', 'tools', 'test']

const steps = [
  { name: 'format', args: ['node_modules/prettier/bin/prettier.cjs', '--check', '.'] },
  { name: 'lint', args: ['node_modules/eslint/bin/eslint.js', '.'] },
  {
    name: 'floors',
    args: [
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      'dependency-cruiser.cjs',
      ...floors,
    ],
  },
  { name: 'rooms', args: ['tools/run.mjs', 'rooms'] },
  { name: 'types', args: ['node_modules/typescript/bin/tsc', '--noEmit'] },
  { name: 'manifest', args: ['tools/run.mjs', 'validate-manifest'] },
  { name: 'build', args: ['tools/run.mjs', 'build'] },
  { name: 'test', args: ['tools/run.mjs', 'test'] },
]

/**
 * Runs every step, also after one failed, and answers 1 if any did. `--without NAME` leaves a step out; naming steps
 * (`npm run check -- lint types`) runs only these.
 */
export async function check(root, args) {
  const chosen = chooseSteps(args)
  if (typeof chosen === 'string') {
    console.error(chosen)
    return 1
  }
  const failed = []
  for (const { name, args: command } of chosen) {
    console.log(`\n== ${name}`)
    const code = await runStep(root, command)
    if (code !== 0) failed.push(name)
    // Ctrl-C ends the list, not only the step.
    if (code === 130 || code === 143) return code
  }
  console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.join(', ')}.`)
  return failed.length === 0 ? 0 : 1
}

/** The steps to run, or a sentence naming the step that does not exist. */
export function chooseSteps(args) {
  const without = args.flatMap((arg, at) => (args[at - 1] === '--without' ? [arg] : []))
  const only = args.filter((arg, at) => arg !== '--without' && args[at - 1] !== '--without')
  const names = steps.map((step) => step.name)
  const unknown = [...without, ...only].find((name) => !names.includes(name))
  if (unknown !== undefined) {
    return `There is no step called ${unknown}. The steps are ${names.join(', ')}.`
  }
  return steps.filter(
    ({ name }) => !without.includes(name) && (only.length === 0 || only.includes(name)),
  )
}

/** As run-node.ts does it, which is there only once it is compiled. */
function runStep(root, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' })
    const pass = (signal) => child.kill(signal)
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    for (const signal of signals) process.on(signal, pass)
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      for (const name of signals) process.off(name, pass)
      resolve(code ?? 128 + constants.signals[signal])
    })
  })
}
