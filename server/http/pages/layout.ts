/** How the pages for people outside look and are served: plain, readable without a script, kept by nobody. */

import { randomBytes } from 'node:crypto'
import type { Response } from 'express'

export interface Sheet {
  status: number
  title: string
  /** HTML, every foreign word in it escaped. */
  body: string
  /** Runs once the page is there; the page must be whole without it. */
  script?: string
}

/** Only our own style, forms and script; links inside tell nobody where the visitor came from. */
export function showSheet(response: Response, { status, title, body, script }: Sheet): void {
  const nonce = randomBytes(16).toString('base64')
  const scripts = script === undefined ? '' : ` script-src 'nonce-${nonce}';`
  const tail = script === undefined ? '' : `<script nonce="${nonce}">${script}</script>`
  response
    .status(status)
    .set(
      'Content-Security-Policy',
      `default-src 'none'; style-src 'nonce-${nonce}';${scripts} form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    )
    .set('Cache-Control', 'no-store')
    .set('Referrer-Policy', 'no-referrer')
    .set('X-Robots-Tag', 'noindex')
    .type('html')
    .send(document(nonce, title, `${body}${tail}`))
}

export function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
}

function document(nonce: string, title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">
:root { color-scheme: light dark; font: 16px/1.5 system-ui, "Segoe UI", sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; }
main { max-width: 26rem; padding: 2rem 1rem; text-align: center; box-sizing: border-box; min-width: 0; width: 100%; }
main.wide { max-width: 44rem; text-align: left; }
h1 { font-size: 1.5rem; margin: 0 0 .5rem; }
button { font: inherit; font-weight: 600; padding: .6rem 1.6rem; border: 0; border-radius: 4px; background: #0f6cbd; color: #fff; cursor: pointer; }
button:hover { background: #115ea3; }
button.quiet { padding: .35rem 1rem; background: none; border: 1px solid; color: inherit; }
:focus-visible { outline: 3px solid #479ef5; outline-offset: 2px; }
.alert { border-left: 4px solid #d13438; padding: .25rem .75rem; }
fieldset { border: 0; margin: 0 0 1rem; padding: 0; min-width: 0; }
legend { font-weight: 600; padding: 0; }
.times { display: flex; flex-wrap: wrap; gap: .25rem 1rem; }
.field { display: block; margin: 0 0 1rem; }
.field input, select { font: inherit; padding: .4rem; max-width: 100%; box-sizing: border-box; }
.field input { display: block; width: 22rem; }
</style>
</head>
<body>${body}</body>
</html>
`
}
