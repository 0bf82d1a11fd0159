/** Builds what is stale. Plain JavaScript, because it runs before anything is compiled. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const everywhere = ['package-lock.json', 'tsconfig.json']
const webpack = 'node_modules/webpack-cli/bin/cli.js'

/** The three things we build, each with all that it is made from. */
export const parts = [
  {
    name: 'node',
    title: 'server, sandbox and tools',
    sources: ['shared', 'server', 'sandbox', 'tools', 'tsconfig.build.json', ...everywhere],
    output: 'dist/node',
    command: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'],
  },
  {
    name: 'web',
    title: 'pages of the product',
    sources: ['shared', 'addin', 'webpack.config.js', ...everywhere],
    output: 'dist/web',
    command: [webpack, '--config', 'webpack.config.js'],
  },
  {
    name: 'outlook',
    title: 'Outlook page of the sandbox',
    sources: ['shared', 'sandbox/outlook', ...everywhere],
    output: 'dist/outlook',
    command: [webpack, '--config', 'sandbox/outlook/webpack.config.cjs'],
  },
]

/** The newest change below a path, in milliseconds; folders count too, so that a deleted file is seen. 0 if absent. */
export function newestChange(path) {
  const entry = statSync(path, { throwIfNoEntry: false })
  if (entry === undefined) return 0
  if (!entry.isDirectory()) return entry.mtimeMs
  const below = readdirSync(path).map((name) => newestChange(join(path, name)))
  return Math.max(entry.mtimeMs, ...below)
}

/** Says whether a part must be built again: never built, or some source is newer than its last build. */
export function isStale(root, part) {
  const stamp = statSync(stampOf(root, part), { throwIfNoEntry: false })
  if (stamp === undefined || !existsSync(join(root, part.output))) return true
  return part.sources.some((source) => newestChange(join(root, source)) > stamp.mtimeMs)
}

/**
 * Builds the named parts that are stale, side by side, and says so. Two commands started at once take turns.
 * Answers false, after printing the compiler's own words, when a part does not build.
 */
export async function build(root, names, say = console.log) {
  const wanted = parts.filter((part) => names.includes(part.name))
  if (!wanted.some((part) => isStale(root, part))) return true
  mkdirSync(join(root, 'dist'), { recursive: true })
  const release = await takeTurn(join(root, 'dist', 'building'), say)
  try {
    const stale = wanted.filter((part) => isStale(root, part))
    const done = await Promise.all(stale.map((part) => buildPart(root, part, say)))
    return done.every(Boolean)
  } finally {
    release()
  }
}

async function buildPart(root, part, say) {
  const began = Date.now()
  say(`Building the ${part.title} ...`)
  // Without this tsc believes its notes from the last build and writes nothing into an emptied folder.
  if (!existsSync(join(root, part.output)))
    rmSync(`${join(root, part.output)}.tsbuildinfo`, { force: true })
  const { code, output } = await runNode(root, part.command)
  if (code !== 0) {
    say(output.trimEnd())
    say(`The ${part.title} did not build. The lines above say where.`)
    return false
  }
  // Stamped with the beginning: a source saved during the build makes the next one.
  writeFileSync(stampOf(root, part), '')
  utimesSync(stampOf(root, part), began / 1000, began / 1000)
  say(`Built the ${part.title} in ${((Date.now() - began) / 1000).toFixed(1)} s.`)
  return true
}

function runNode(root, command) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output }))
  })
}

/** A file holding our process id, made only if it is not there; one left by a dead process is taken over. */
async function takeTurn(lock, say) {
  for (let waited = false; ; waited = true) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      return () => rmSync(lock, { force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (!isAlive(lock)) rmSync(lock, { force: true })
    else if (!waited) say('Another command is building; waiting for it ...')
    await pause(100)
  }
}

function isAlive(lock) {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function stampOf(root, part) {
  return `${join(root, part.output)}.stamp`
}
