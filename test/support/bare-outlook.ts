/** Puts a bare Outlook page onto the address of a world's Outlook, so that the pane meets the real office.js there. */

import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { BrowserContext, FrameLocator, Page } from 'playwright-core'
import webpack from 'webpack'

const root = resolve(__dirname, '..', '..')
const output = join(root, '.test/bare-outlook')
const page = 'sandbox/outlook/page'

/** Compiles the page and the two stand-ins that the pane loads before office.js. */
export function buildBareOutlook(): Promise<void> {
  const compiler = webpack({
    mode: 'development',
    devtool: false,
    context: root,
    entry: {
      host: './test/support/outlook-host-page.ts',
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

/** Serves the page and the stand-ins inside `context`; everything else at `outlookUrl` stays the sandbox's own. */
export async function routeBareOutlook(context: BrowserContext, outlookUrl: string): Promise<void> {
  const script = (name: string): string => readFileSync(join(output, `${name}.js`), 'utf8')
  const serve = (path: string, contentType: string, body: string): Promise<unknown> =>
    context.route(
      (url) => url.origin === outlookUrl && url.pathname === path,
      (route) => route.fulfill({ contentType, body }),
    )
  await serve(
    '/bare-outlook',
    'text/html',
    `<!doctype html><title>Outlook</title>
<style>body { margin: 0 } iframe { width: 320px; height: 640px; border: 0 }</style>
<div id="pane"></div><script src="/bare-outlook.js"></script>`,
  )
  await serve('/bare-outlook.js', 'text/javascript', script('host'))
  for (const name of ['microsoft-ajax', 'sign-in-bridge']) {
    await serve(`/stand-ins/${name}.js`, 'text/javascript', script(name))
  }
}

/** Opens the pane beside a new mail to `to`. */
export async function openPane(
  outlook: Page,
  addresses: { outlookUrl: string; productUrl: string },
  { to, query = '' }: { to: { name: string; address: string }[]; query?: string },
): Promise<FrameLocator> {
  await outlook.goto(`${addresses.outlookUrl}/bare-outlook?${query}`)
  await outlook.evaluate(
    ({ paneUrl, recipients }) => {
      const { host } = window.bareOutlook
      host.selectItem({ kind: 'messageCompose', to: recipients })
      host.openPane(paneUrl, 'Sales Tools', true)
    },
    { paneUrl: `${addresses.productUrl}/taskpane.html`, recipients: to },
  )
  return outlook.frameLocator('iframe')
}
