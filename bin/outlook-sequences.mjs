#!/usr/bin/env node
/** The command outlook-sequences. Plain JavaScript, so that it can also say that nothing was built yet. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const main = new URL('../dist/node/server/cli/cli.js', import.meta.url)

if (existsSync(fileURLToPath(main))) {
  await import(main.href)
} else {
  console.error('The command is not built yet. Run "npm run build" first, then try again.')
  process.exitCode = 1
}
