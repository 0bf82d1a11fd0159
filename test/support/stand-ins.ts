/** A folder that looks like the built project but for its two programs, which only listen and answer 200. */
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './world.ts'

const server = `
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
const dir = process.env.DATA_DIR + '/certificate'
const pair = { cert: readFileSync(dir + '/cert.pem'), key: readFileSync(dir + '/key.pem') }
createServer(pair, (request, response) => response.end(request.url))
  .listen(Number(process.env.PORT), '127.0.0.1', () => console.log('up', process.pid))
process.on('SIGTERM', () => process.env.STUBBORN === 'yes' || process.exit(0))
`
const sandbox = `
import { createServer } from 'node:http'
createServer(async (request, response) => {
  if (request.url === process.env.UNANSWERED) return console.log('unanswered', request.url)
  const fetched = request.url === '/sandbox/product' && (await fetch('https://localhost:' + process.env.PORT))
  response.statusCode = fetched ? fetched.status : 200
  response.end()
}).listen(Number(process.env.SANDBOX_PORT), '127.0.0.1', () => console.log('up', process.pid))
process.on('SIGTERM', () => process.exit(0))
`

/** Fills `root`; the compiled tools are the real ones, so `npm run build` must have run. */
export function standInProject(root: string): void {
  const compiled = join(root, 'dist', 'node')
  for (const [name, program] of Object.entries({ server, sandbox })) {
    mkdirSync(join(compiled, name), { recursive: true })
    writeFileSync(join(compiled, name, 'main.js'), program)
  }
  cpSync(join(projectRoot, 'dist', 'node', 'tools'), join(compiled, 'tools'), { recursive: true })
  symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'), 'junction')
  writeFileSync(join(root, 'package.json'), '{"type":"module"}')
}
