/** The environment our processes are started with. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { addressesOf } from '../../../tools/dev/addresses.ts'
import { ensureCertificate } from '../../../tools/dev/certificate.ts'
import { childEnv } from '../../../tools/dev/child-env.ts'
import { withTempFolder } from '../../support/temp-folder.ts'

function envFor(dir: string, env: NodeJS.ProcessEnv) {
  return ensureCertificate(dir).then((certificate) =>
    childEnv(env, addressesOf(dir, { ...env, DATA_DIR: dir }), certificate),
  )
}

test('without a tenant the server is told where its sandbox is, on whatever ports', () =>
  withTempFolder(async (dir) => {
    expect(await envFor(dir, { SANDBOX_PORT: '4001', OUTLOOK_PORT: '4444' })).toMatchObject({
      GRAPH_BASE_URL: 'http://localhost:4001',
      ISSUER_URL: 'https://localhost:4444',
      CLOCK_URL: 'http://localhost:4001/sandbox/clock',
    })
  }))

test('an address that is given stays, such as that of a proxy before the sandbox', () =>
  withTempFolder(async (dir) => {
    const env = await envFor(dir, { GRAPH_BASE_URL: 'http://localhost:5000' })
    expect(env.GRAPH_BASE_URL).toBe('http://localhost:5000')
  }))

test('with a tenant nothing speaks of the sandbox', () =>
  withTempFolder(async (dir) => {
    const env = await envFor(dir, { TENANT_ID: '11111111-2222-3333-4444-555555555555' })
    expect(Object.keys(env).sort()).toEqual(['DATA_DIR', 'NODE_EXTRA_CA_CERTS', 'TENANT_ID'])
  }))

test("a company's own root certificates stay trusted beside ours", () =>
  withTempFolder(async (dir) => {
    const company = join(dir, 'company.pem')
    writeFileSync(company, 'COMPANY ROOT')
    const env = await envFor(dir, { NODE_EXTRA_CA_CERTS: company })
    const trusted = readFileSync(env.NODE_EXTRA_CA_CERTS ?? '', 'utf8')
    const ours = readFileSync(join(dir, 'certificate', 'cert.pem'), 'utf8')
    expect(trusted).toBe(`COMPANY ROOT\n${ours}`)
  }))
