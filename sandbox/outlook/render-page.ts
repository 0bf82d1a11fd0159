/** Writes the Outlook page's HTML around the scripts that webpack made. */

import { readFile } from 'node:fs/promises'
import { z } from 'zod'

const entriesShape = z.object({ outlook: z.array(z.string()) })

/** What the page must know from the start; it finds it as JSON in `<script id="outlook">`. */
export interface PageSettings {
  productUrl: string
  tenantId: string
}

/** @param entriesFile list of the page's scripts; when it is missing the answer says how to build the page. */
export async function renderPage(
  entriesFile: string,
  nonce: string,
  settings: PageSettings,
): Promise<string> {
  const scripts = await scriptsOf(entriesFile)
  const content =
    scripts === null
      ? '<p>The Outlook page has not been built yet. Run: npm run build</p>'
      : scripts.map((file) => `<script defer src="/outlook/${file}"></script>`).join('\n')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="csp-nonce" content="${nonce}">
<title>Outlook (sandbox)</title>
<link rel="icon" href="data:,">
<script type="application/json" id="outlook">${JSON.stringify(settings).replace(/</g, '\\u003c')}</script>
</head>
<body>
<div id="root"></div>
${content}
</body>
</html>
`
}

async function scriptsOf(entriesFile: string): Promise<string[] | null> {
  let text: string
  try {
    text = await readFile(entriesFile, 'utf8')
  } catch {
    return null
  }
  return entriesShape.parse(JSON.parse(text)).outlook
}
