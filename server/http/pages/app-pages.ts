/** The product’s pages: rendered here, because each bears a nonce of its own that lets its styles through. */

import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import express, { Router, type Response } from 'express'
import { z } from 'zod'
import type { SignIn } from '../../../shared/sign-in.ts'

export interface PageSettings {
  signIn: SignIn
  /** Where webpack put the pages' scripts. */
  webDir: string
  manifestFile: string
}

/** What the configuration says about the pages. */
export interface ForPages {
  /** Address of the product, without a slash at the end. */
  publicUrl: string
  /** Scripts that make `Office` appear, in loading order. */
  officeScripts: string[]
  /** Origins that may show the pane in a frame. */
  frameAncestors: string[]
}

const entries = z.record(z.string(), z.array(z.string()))

/** Throws at start when the pages have not been built. */
export function pagesRouter(config: ForPages, settings: PageSettings): Router {
  const scripts = entriesIn(settings.webDir)
  const manifest = readFileSync(settings.manifestFile, 'utf8').replaceAll(
    'https://localhost:3000',
    config.publicUrl,
  )
  const router = Router()
  for (const [name, title] of [
    ['taskpane', 'Sales Tools'],
    ['sign-in', 'Sign in'],
  ] as const)
    router.get(`/${name}.html`, (_request, response) => {
      const nonce = randomBytes(16).toString('base64')
      guard(response, policyInOutlook(config, settings.signIn, nonce))
      response.send(
        page({
          title,
          nonce,
          settings,
          officeScripts: config.officeScripts,
          scripts: scripts[name] ?? [],
        }),
      )
    })
  router.get('/manifest.xml', (_request, response) => {
    response.type('application/xml').send(manifest)
  })
  router.get('/support.html', (_request, response) => {
    response.send(plainPage(config.publicUrl))
  })
  // Names bear a hash of what is in them, but for the icons: Office shows a default icon for those it may not keep.
  router.use('/assets', express.static(join(settings.webDir, 'assets'), { maxAge: '1h' }))
  return router
}

/** First parts of paths that are no pages of the console: whoever asks there in vain is told so. */
const notConsole = ['api', 'u', 'meet', 'graph', 'assets', 'officejs', 'healthz', 'readyz']

/** The console: one page under every address that is nobody else's, so that each of its states has an address. */
export function consoleRouter(settings: PageSettings): Router {
  const scripts = entriesIn(settings.webDir)['console'] ?? []
  const router = Router()
  router.get('/{*path}', (request, response, next) => {
    const [first = ''] = request.path.slice(1).split('/', 1)
    // A dot is a file's: a picture that is missing must not be answered with a page. A browser that goes to a page says so.
    const wantsPage = request.get('accept')?.includes('text/html') ?? false
    if (notConsole.includes(first) || request.path.includes('.') || !wantsPage) {
      next()
      return
    }
    const nonce = randomBytes(16).toString('base64')
    guard(response, policyOfConsole(settings.signIn, nonce))
    response
      .set({ 'X-Frame-Options': 'DENY', 'Cross-Origin-Opener-Policy': 'same-origin' })
      .send(page({ title: 'Sequences for Outlook', nonce, settings, officeScripts: [], scripts }))
  })
  return router
}

function entriesIn(webDir: string): z.infer<typeof entries> {
  return entries.parse(JSON.parse(readFileSync(join(webDir, 'entries.json'), 'utf8')))
}

function guard(response: Response, policy: string[]): void {
  response
    .set('Content-Security-Policy', policy.join('; '))
    .set('Cache-Control', 'no-cache')
    .type('html')
}

/** Nobody frames the console; it talks to us and, for its token, to the sign-in service. */
function policyOfConsole(signIn: SignIn, nonce: string): string[] {
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data:`,
    `font-src 'self' data:`,
    `connect-src 'self' ${new URL(signIn.authority).origin}`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ]
}

/**
 * Content-Security-Policy of the pages in Outlook's frame. Outlook is of another site, so neither X-Frame-Options nor
 * Cross-Origin-Opener-Policy may stand in the way: the sign-in dialog would lose its opener.
 */
function policyInOutlook(config: ForPages, signIn: SignIn, nonce: string): string[] {
  const offices = [
    ...new Set(config.officeScripts.map((url) => new URL(url).origin)),
    'https://ajax.aspnetcdn.com',
  ]
  const authority = new URL(signIn.authority).origin
  return [
    `default-src 'none'`,
    `script-src 'self' ${offices.join(' ')}`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data:`,
    `font-src 'self' data:`,
    `connect-src 'self' ${authority}`,
    `frame-src ${authority}`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors ${config.frameAncestors.join(' ')}`,
  ]
}

interface Page {
  title: string
  nonce: string
  settings: PageSettings
  officeScripts: string[]
  scripts: string[]
}

function page({ title, nonce, settings, officeScripts, scripts }: Page): string {
  // In a script element only "<" could end it early.
  const signIn = JSON.stringify(settings.signIn).replaceAll('<', '\\u003c')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="csp-nonce" content="${nonce}">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" type="image/png" href="/assets/icon-32.png">
<script type="application/json" id="sign-in">${signIn}</script>
${officeScripts.map((src) => `<script src="${src}"></script>`).join('\n')}
${scripts.map((src) => `<script src="/${src}" defer></script>`).join('\n')}
</head>
<body><div id="root"></div></body>
</html>
`
}

function plainPage(publicUrl: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Sequences for Outlook</title>
<link rel="icon" type="image/png" href="/assets/icon-32.png">
</head>
<body>
<main>
<h1>Sequences for Outlook</h1>
<p>The server is running. You work with it in Outlook: open a message and click <strong>Sales Tools</strong> in the ribbon.</p>
<p>To add it to Outlook, your Microsoft 365 administrator uploads <a href="${publicUrl}/manifest.xml">the manifest</a> under Integrated apps.</p>
<p>Need help? Ask the administrator who gave you your seat.</p>
</main>
</body>
</html>
`
}
