/** Starting, stopping and losing processes, with two small stand-ins in place of the server and the sandbox. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { freePorts } from '../../../tools/dev/addresses.ts'
import { ask } from '../../../tools/dev/ask.ts'
import { startWorld } from '../../../tools/dev/world.ts'
import { until } from '../../support/patience.ts'
import { standInProject } from '../../support/stand-ins.ts'
import { withTempFolder } from '../../support/temp-folder.ts'

interface Run {
  starter: ChildProcess
  said: () => string
  exited: Promise<number | null>
  answers: (which: 'server' | 'sandbox') => Promise<boolean>
}

/** Runs one tool in the stand-in project, as `npm start` would, and ends it afterwards. */
function withTool(
  call: string,
  env: Record<string, string>,
  use: (run: Run) => Promise<void>,
): Promise<void> {
  return withTempFolder(async (root) => {
    standInProject(root)
    const [port, sandboxPort, outlookPort] = (await freePorts(3)).map(String)
    const [file = '', rest = ''] = call.split('#')
    const script = `import(${JSON.stringify(join(root, 'dist/node/tools/dev', file))})
      .then((tool) => tool.${rest.replace('ROOT', JSON.stringify(root))})
      .then((code) => { process.exitCode = code })`
    const { TENANT_ID: _tenant, npm_lifecycle_event: _event, ...own } = process.env
    // On a leash as well: should this test be cut short, nothing of it stays.
    const leash = pathToFileURL(join(root, 'dist/node/tools/dev/leash.js')).href
    const starter = spawn(process.execPath, ['--import', leash, '-e', script], {
      env: {
        ...own,
        PORT: port,
        SANDBOX_PORT: sandboxPort,
        OUTLOOK_PORT: outlookPort,
        // The stand-ins know nothing of contacts and sequences.
        SANDBOX_SEED: 'off',
        ...env,
      },
    })
    let said = ''
    starter.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
    starter.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    const exited = new Promise<number | null>((settle) => starter.once('close', settle))
    const certFile = join(root, '.data', 'certificate', 'cert.pem')
    const urls = {
      server: `https://localhost:${port}/readyz`,
      sandbox: `http://localhost:${sandboxPort}/sandbox/ready`,
    }
    try {
      await use({
        starter,
        said: () => said,
        exited,
        answers: (which) =>
          Promise.resolve()
            .then(() => ask(urls[which], { certFile }))
            .then(() => true)
            .catch(() => false),
      })
    } finally {
      starter.kill('SIGKILL')
    }
  })
}

/** The process id that a stand-in printed. */
function pidOf(which: 'server' | 'sandbox', said: string): number {
  return Number(new RegExp(`${which} +\\| up (\\d+)`).exec(said)?.[1])
}

const both = 'start.js#start(ROOT, process.env)'

test('npm start says where to go, is ready when both answer, and a SIGTERM stops both politely', () =>
  withTool(both, {}, async ({ starter, said, exited, answers }) => {
    await until('ready', () => said().includes('Ready. Open https://localhost:'))
    expect(said()).toContain('"Advanced", then "Proceed to localhost"')
    expect(await answers('server')).toBe(true)
    starter.kill('SIGTERM')
    expect(await exited).toBe(0)
    expect(await answers('server')).toBe(false)
    expect(await answers('sandbox')).toBe(false)
    expect(said()).not.toContain('Start the server again')
  }))

test('a server that is killed leaves the sandbox up, and a sentence says how to start it again', () =>
  withTool(both, {}, async ({ said, answers }) => {
    await until('ready', () => said().includes('Ready.'))
    process.kill(pidOf('server', said()), 'SIGKILL')
    await until('told', () => said().includes('Start the server again with "npm run server"'))
    expect(said()).toContain('The server was stopped by signal 9.')
    expect(await answers('sandbox')).toBe(true)
  }))

test('when npm start itself is killed with -9, nothing is left behind', () =>
  withTool(both, {}, async ({ starter, said, answers }) => {
    await until('ready', () => said().includes('Ready.'))
    starter.kill('SIGKILL')
    await until('gone', async () => !(await answers('server')) && !(await answers('sandbox')))
  }))

test('a second request kills a server that does not want to stop', () =>
  withTool(both, { STUBBORN: 'yes' }, async ({ starter, said, exited, answers }) => {
    await until('ready', () => said().includes('Ready.'))
    starter.kill('SIGINT')
    await until('asked', async () => said().includes('Stopping') && !(await answers('sandbox')))
    expect(await answers('server')).toBe(true)
    starter.kill('SIGINT')
    expect(await exited).toBe(0)
    expect(await answers('server')).toBe(false)
  }))

test('demo data that cannot be made is said in a sentence and ends npm start with a failure', () =>
  withTool(both, { SANDBOX_SEED: 'on' }, async ({ said, exited, answers }) => {
    expect(await exited).toBe(1)
    expect(said()).toContain('The demo data could not be made: POST /sandbox/tokens for mia@')
    expect(said()).not.toContain('Ready.')
    expect(await answers('server')).toBe(false)
    expect(await answers('sandbox')).toBe(false)
  }))

test('a request to stop while the demo data is made ends npm start politely', () =>
  withTool(both, { SANDBOX_SEED: 'on', UNANSWERED: '/sandbox/tokens' }, async (run) => {
    await until('asked for a token', () => run.said().includes('unanswered /sandbox/tokens'))
    run.starter.kill('SIGINT')
    expect(await run.exited).toBe(0)
    expect(run.said()).not.toContain('Ready.')
    expect(run.said()).not.toContain('could not be made')
  }))

test('npm run sandbox says that its demo data cannot be made, and stays up', () =>
  withTempFolder(async (dataDir) => {
    const [port, sandboxPort] = (await freePorts(2)).map(String)
    const env = { PORT: port ?? '', SANDBOX_PORT: sandboxPort ?? '', DATA_DIR: dataDir }
    await withTool("run-alone.js#runAlone('server', ROOT, process.env)", env, async (server) => {
      await until('server up', () => server.said().includes('up '))
      const call = "run-alone.js#runAlone('sandbox', ROOT, process.env)"
      await withTool(call, { ...env, SANDBOX_SEED: 'on' }, async ({ starter, said, exited }) => {
        await until('told', () => said().includes('The demo data could not be made'))
        expect(await ask(`http://localhost:${env.SANDBOX_PORT}/`)).toMatchObject({ status: 200 })
        starter.kill('SIGTERM')
        expect(await exited).toBe(0)
      })
    })
  }))

test('npm run server exits with the code of a shell when its server is killed', () =>
  withTool("run-alone.js#runAlone('server', ROOT, process.env)", {}, async (run) => {
    await until('up', () => run.said().includes('up '))
    process.kill(Number(/up (\d+)/.exec(run.said())?.[1]), 'SIGKILL')
    expect(await run.exited).toBe(137)
  }))

test('a port in use is refused before anything starts', () =>
  withTool(both, {}, async (first) => {
    await until('ready', () => first.said().includes('Ready.'))
    const port = /Product +https:\/\/localhost:(\d+)/.exec(first.said())?.[1] ?? ''
    await withTool(both, { PORT: port }, async (second) => {
      expect(await second.exited).toBe(1)
      expect(second.said().trim()).toBe(
        `Port ${port} is in use. Stop the program that uses it, or set PORT to another port.`,
      )
    })
  }))

test('the sandbox trusts the certificate of the product', () =>
  withTempFolder(async (root) => {
    standInProject(root)
    const world = await startWorld(root, { seed: false })
    try {
      expect((await world.control('GET', '/product')).status).toBe(200)
    } finally {
      await world.stop()
    }
  }))

test('in a world the server can be killed and started again on the same address', () =>
  withTempFolder(async (root) => {
    standInProject(root)
    const world = await startWorld(root, { seed: false })
    try {
      const pid = world.serverPid()
      await world.killServer()
      await expect(world.api('', 'GET', '/healthz')).rejects.toThrow(/ECONNREFUSED|socket hang up/)
      await world.startServer()
      expect(world.serverPid()).not.toBe(pid)
      expect(await world.api('', 'GET', '/healthz')).toMatchObject({
        status: 200,
        body: '/healthz',
      })
    } finally {
      await world.stop()
    }
  }))

test('what is waited for in vain is named, with what the processes said', () =>
  withTempFolder(async (root) => {
    standInProject(root)
    const world = await startWorld(root, { seed: false })
    try {
      const waiting = world.waitFor('Ana is unenrolled', () => false, { timeoutMs: 50 })
      await expect(waiting).rejects.toThrow(/Ana is unenrolled[^]*sandbox \| up/)
    } finally {
      await world.stop()
    }
  }))
