/** The door of every npm command: checks Node, builds what is stale, then hands over to the tools. */

const verbs = {
  build: ['node', 'web', 'outlook'],
  start: process.env.TENANT_ID ? ['node', 'web'] : ['node', 'web', 'outlook'],
  server: ['node', 'web'],
  sandbox: ['node', 'outlook'],
  test: ['node', 'web', 'outlook'],
  pictures: ['node', 'web', 'outlook'],
  bench: ['node', 'web', 'outlook'],
  'bench-mail': ['node'],
  chaos: ['node', 'web'],
  // Its steps build what they need; lint and types need nothing.
  check: [],
  rooms: ['node'],
  'validate-manifest': ['node'],
  'draw-icons': ['node'],
}

const root = decodeURIComponent(new URL('..', import.meta.url).pathname).replace(/^\/(\w:)/, '$1')
const [verb = '', ...rest] = process.argv.slice(2)
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

function refuse(sentence) {
  console.error(sentence)
  process.exit(1)
}

if (major < 20 || (major === 20 && minor < 19)) {
  refuse(
    `This is Node ${process.versions.node}; Sequences for Outlook needs Node 20.19, 22, 24 or newer. Install one from https://nodejs.org and try again.`,
  )
}
if (!Object.hasOwn(verbs, verb)) {
  refuse(`Say what to do: node tools/run.mjs ${Object.keys(verbs).join(' | ')}`)
}

// Imported only now: an older Node would fail on these files before it could say why.
const { existsSync } = await import('node:fs')
const { join } = await import('node:path')
const { pathToFileURL } = await import('node:url')
if (!existsSync(join(root, 'node_modules', 'typescript'))) {
  refuse('The dependencies are not installed. Run "npm ci" first.')
}

const { build } = await import('./build.mjs')
if (!(await build(root, verbs[verb]))) process.exit(1)

if (verb === 'check') {
  const { check } = await import('./check.mjs')
  process.exitCode = await check(root, rest)
} else if (verb !== 'build') {
  const main = pathToFileURL(join(root, 'dist', 'node', 'tools', 'main.js')).href
  const { runVerb } = await import(main)
  process.exitCode = await runVerb(verb, rest, root)
}
