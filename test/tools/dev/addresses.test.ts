/** Ports and addresses, and the sentence for a port that cannot be had. */
import { createServer } from 'node:net'
import { addressesOf, freePorts, portTrouble } from '../../../tools/dev/addresses.ts'

test('the fixed ports are used when nothing is set', () => {
  expect(addressesOf('/opt/sequences', {})).toMatchObject({
    product: 'https://localhost:3000',
    sandbox: 'http://localhost:4000',
    outlook: 'https://localhost:4443',
    dataDir: '/opt/sequences/.data',
    tenant: false,
    seed: true,
  })
})

test('the environment moves them', () => {
  const env = {
    PORT: '1',
    SANDBOX_PORT: '2',
    OUTLOOK_PORT: '3',
    DATA_DIR: '/srv/d',
    TENANT_ID: 't',
    SANDBOX_SEED: 'off',
  }
  expect(addressesOf('/opt/sequences', env)).toMatchObject({
    product: 'https://localhost:1',
    sandbox: 'http://localhost:2',
    outlook: 'https://localhost:3',
    dataDir: '/srv/d',
    tenant: true,
    seed: false,
  })
})

test('a port that stays in use is named together with its variable', async () => {
  const [port = 0] = await freePorts(1)
  const holder = createServer()
  await new Promise<void>((listening) => holder.listen(port, '127.0.0.1', listening))
  try {
    expect(await portTrouble([{ name: 'SANDBOX_PORT', port }])).toBe(
      `Port ${port} is in use. Stop the program that uses it, or set SANDBOX_PORT to another port.`,
    )
  } finally {
    holder.close()
  }
})

test('a port that is given free a moment later is taken', async () => {
  const [port = 0] = await freePorts(1)
  const holder = createServer()
  await new Promise<void>((listening) => holder.listen(port, '127.0.0.1', listening))
  const answer = portTrouble([{ name: 'PORT', port }])
  // Our own attempt comes after the first one of portTrouble, so that one has failed too.
  const second = createServer()
  const failed = new Promise((settle) => second.once('error', settle))
  second.listen(port, '127.0.0.1')
  expect(await failed).toMatchObject({ code: 'EADDRINUSE' })
  holder.close()
  expect(await answer).toBeUndefined()
})

test.each(['abc', '0', '70000'])('PORT=%s is refused', async (text) => {
  const { ports } = addressesOf('/opt/sequences', { PORT: text })
  expect(await portTrouble(ports.slice(0, 1))).toBe('PORT must be a port number from 1 to 65535.')
})
