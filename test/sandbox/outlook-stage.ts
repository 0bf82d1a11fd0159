/** The sandbox's Outlook page with a small add-in of the tests in place of the product, and a browser to look at it. */

import { readFileSync } from 'node:fs'
import https from 'node:https'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import express from 'express'
import type { Express } from 'express'
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core'
import { listen, openSandbox, portOf, closeServer } from '../../sandbox/open-sandbox.ts'
import type { Sandbox } from '../../sandbox/open-sandbox.ts'
import { outlookApp } from '../../sandbox/outlook/app.ts'
import { apiScope, sandboxWorld } from '../../sandbox/constants.ts'
import { ensureCertificate } from '../../tools/dev/certificate.ts'
import { launchChromium } from '../support/chromium.ts'

const root = resolve(__dirname, '..', '..')

export interface Stage {
  outlookUrl: string
  addinUrl: string
  sandbox: Sandbox
  browser: Browser
  /** `away`: the add-in's server cuts every connection. */
  addin: { away: boolean }
  /** Opens the page in a context of its own. */
  open: (query: string) => Promise<Opened>
  close: () => Promise<void>
}

export interface Opened {
  context: BrowserContext
  page: Page
  /** What the page complained about: thrown errors and breaches of its content policy. */
  complaints: string[]
}

export async function startStage(): Promise<Stage> {
  const dataDir = mkdtempSync(join(tmpdir(), 'outlook-page-'))
  const { certFile, keyFile } = await ensureCertificate(join(root, '.test'))
  const tls = { cert: readFileSync(certFile), key: readFileSync(keyFile) }
  const outlook = https.createServer(tls)
  const product = https.createServer(tls)
  await listen(outlook, 0)
  await listen(product, 0)
  const outlookUrl = `https://localhost:${portOf(outlook)}`
  const addinUrl = `https://localhost:${portOf(product)}`
  const addin = { away: false }
  product.on('request', addinApp(outlookUrl, addinUrl, addin))

  const sandbox = await openSandbox({
    dataDir,
    port: 0,
    issuerUrl: outlookUrl,
    productUrl: addinUrl,
  })
  const app = outlookApp({
    issuer: sandbox.issuer,
    control: sandbox.control,
    productUrl: addinUrl,
    pagesDir: join(root, 'dist', 'outlook'),
    officeJsDir: join(root, 'node_modules', '@microsoft', 'office-js', 'dist'),
  })
  outlook.on('request', app)
  const browser = await launchChromium()
  return {
    outlookUrl,
    addinUrl,
    sandbox,
    browser,
    addin,
    open: (query) => openPage(browser, `${outlookUrl}/${query}`),
    close: async () => {
      await browser.close()
      await closeServer(outlook)
      await closeServer(product)
      await sandbox.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function openPage(browser: Browser, url: string): Promise<Opened> {
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: { width: 1366, height: 768 },
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (line) => {
    if (/Content Security|Refused to/.test(line.text())) complaints.push(line.text())
  })
  await page.goto(url)
  await page.getByRole('navigation', { name: 'Folders' }).waitFor()
  return { context, page, complaints }
}

/** Clicks Sales Tools and waits until the real office.js inside the pane is ready. */
export async function openPane(page: Page): Promise<Frame> {
  await page.getByRole('button', { name: 'Sales Tools' }).click()
  return paneFrame(page)
}

export async function paneFrame(page: Page): Promise<Frame> {
  const handle = await page.waitForSelector('aside[aria-label="Task pane"] iframe')
  const frame = await handle.contentFrame()
  if (frame === null) throw new Error('The pane has no page.')
  await frame.waitForFunction(() => 'info' in window)
  return frame
}

function addinApp(outlookUrl: string, addinUrl: string, state: { away: boolean }): Express {
  const app = express()
  app.use((request, _response, next) => {
    if (state.away) request.socket.destroy()
    else next()
  })
  app.get('/manifest.xml', (_request, response) => {
    const manifest = readFileSync(join(root, 'manifest.xml'), 'utf8')
    response.type('application/xml').send(manifest.replaceAll('https://localhost:3000', addinUrl))
  })
  app.get('/taskpane.html', (_request, response) => {
    response.type('html').send(addinPage(outlookUrl))
  })
  app.get('/msal.js', (_request, response) => {
    response.sendFile(
      join(root, 'node_modules', '@azure', 'msal-browser', 'lib', 'msal-browser.min.js'),
    )
  })
  app.use('/assets', express.static(join(root, 'addin', 'assets')))
  return app
}

/** Loads what the product loads, in the same order, and leaves what it finds on `window`. */
function addinPage(outlookUrl: string): string {
  const { clientId, tenantId } = sandboxWorld
  const settings = { clientId, authority: `${outlookUrl}/${tenantId}`, scope: apiScope(clientId) }
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Test add-in</title>
<script src="${outlookUrl}/stand-ins/microsoft-ajax.js"></script>
<script src="${outlookUrl}/stand-ins/sign-in-bridge.js"></script>
<script src="${outlookUrl}/officejs/office.js"></script>
<script src="/msal.js"></script></head>
<body><h1>Test add-in</h1><script>
window.heard = []
window.item = () => Office.context.mailbox.item
// Calls one of Office's asynchronous methods: {status, value, code}.
window.ask = (place, name, ...given) => new Promise((resolve) => {
  place[name](...given, (answer) => resolve({
    status: answer.status, value: answer.value, code: answer.error && answer.error.code,
  }))
})
window.signIn = async () => {
  const { clientId, authority, scope } = ${JSON.stringify(settings)}
  const client = await msal.createNestablePublicClientApplication({
    auth: { clientId, authority }, cache: { cacheLocation: 'memoryStorage' },
  })
  const request = { scopes: [scope] }
  try {
    const result = await client.acquireTokenSilent(request)
    return { how: 'silent', token: result.accessToken, user: result.account.username }
  } catch (error) {
    if (!(error instanceof msal.InteractionRequiredAuthError)) return { how: 'error', code: error.errorCode }
    try {
      const result = await client.acquireTokenPopup(request)
      return { how: 'popup', token: result.accessToken, user: result.account.username }
    } catch (second) {
      return { how: 'popup error', code: second.errorCode }
    }
  }
}
Office.onReady((info) => { window.info = info })
</script></body></html>`
}
