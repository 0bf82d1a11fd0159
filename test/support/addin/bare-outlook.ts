/** Makes a bare Outlook of a world's Outlook address, so that the pane meets the real office.js there. */

import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { BrowserContext, FrameLocator, Page } from 'playwright-core'
import webpack from 'webpack'

const root = resolve(__dirname, '..', '..', '..')
const output = join(root, '.test/bare-outlook')
const page = 'sandbox/outlook/page'

/** Compiles the page and the two stand-ins that the pane loads before office.js. */
export function buildBareOutlook(): Promise<void> {
  const compiler = webpack({
    mode: 'development',
    devtool: false,
    context: root,
    entry: {
      host: './test/support/addin/outlook-host-page.ts',
      'microsoft-ajax': `./${page}/stand-ins/microsoft-ajax.ts`,
      'sign-in-bridge': `./${page}/stand-ins/sign-in-bridge.ts`,
    },
    output: { path: output, filename: '[name].js' },
    module: {
      rules: [
        {
          test: /\.ts$/,
          loader: 'swc-loader',
          options: { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } },
        },
      ],
    },
  })
  return new Promise((built, failed) => {
    compiler.run((error, stats) => {
      if (error) failed(error)
      else if (stats?.hasErrors()) failed(new Error(stats.toString('errors-only')))
      else built()
    })
  })
}

/**
 * Serves the stand-ins inside `context`, so that the sandbox's own page need not be built; everything else at `outlookUrl`
 * stays the sandbox's own.
 */
export async function routeStandIns(context: BrowserContext, outlookUrl: string): Promise<void> {
  for (const name of ['microsoft-ajax', 'sign-in-bridge']) {
    await context.route(`${outlookUrl}/stand-ins/${name}.js`, (route) =>
      route.fulfill({ contentType: 'text/javascript', body: script(name) }),
    )
  }
}

/** Opens the pane beside a new mail to `to`. */
export async function openPane(
  outlook: Page,
  addresses: { outlookUrl: string; productUrl: string },
  { to, mute = false }: { to: { name: string; address: string }[]; mute?: boolean },
): Promise<FrameLocator> {
  // Chromium lets only a page that really came from this machine frame another of this machine (local network access),
  // so a file of the sandbox that brings no policy and no script of its own becomes the page.
  await outlook.goto(`${addresses.outlookUrl}/officejs/office.js${mute ? '?mute' : ''}`)
  await outlook.evaluate(() => {
    document.body.innerHTML = '<div id="pane"></div>'
  })
  await outlook.evaluate(script('host'))
  await outlook.evaluate(
    ({ paneUrl, recipients }) => {
      const { host } = window.bareOutlook
      host.selectItem({ kind: 'messageCompose', to: recipients })
      const { frame } = host.openPane(paneUrl, 'Sales Tools', true)
      frame.width = '320'
      frame.height = '640'
    },
    { paneUrl: `${addresses.productUrl}/taskpane.html`, recipients: to },
  )
  return outlook.frameLocator('iframe')
}

function script(name: string): string {
  return readFileSync(join(output, `${name}.js`), 'utf8')
}
