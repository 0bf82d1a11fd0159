/** The pane in a real browser beside a scripted Outlook: opened in any scene, looked at, and pressed. */

import { join, resolve } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { aSequence } from './cards.ts'
import { launchChromium } from '../chromium.ts'
import { bringJudge, followComplaints, judge, picturesFolder } from '../judge.ts'
import { until } from '../patience.ts'
import { startPaneServer } from './pane-server.ts'
import type { PaneServer } from './pane-server.ts'
import { followRequests, rest } from '../rest.ts'

export const anaTyped = { emailAddress: 'Ana@acme.example', displayName: 'Ana Alpha' }
export const benTyped = { emailAddress: 'ben@acme.example', displayName: 'Ben Beta' }
export const cleoTyped = { emailAddress: 'cleo@other.example', displayName: '' }

/** The Message-ID of the mail that is read in the mode `read`. */
export const openMail = '<m@acme.example>'

export interface Scene {
  people?: { emailAddress: string; displayName: string }[]
  mode?: 'compose' | 'read' | 'none'
  host?: 'none' | 'never'
  signIn?: 'quiet' | 'click' | 'refused' | 'window'
  background?: string
  dark?: boolean
  width?: number
}

export interface PanePlay {
  server: PaneServer
  page: () => Page
  /** Opens the pane anew; the one before must be closed. */
  open: (scene: Scene) => Promise<void>
  /** Judges the pane at rest: nothing wider than the pane, no script or style refused, axe silent. Its picture, where the run takes some. */
  look: (name: string) => Promise<Buffer | null>
  say: (text: string | RegExp) => Promise<void>
  button: (name: string | RegExp) => Locator
  until: (isSo: () => boolean | Promise<boolean>) => Promise<void>
  /** Several pictures side by side under one line each, for the papers. */
  gallery: (name: string, pictures: { caption: string; picture: Buffer | null }[]) => Promise<void>
  /** Closes the pane and forgets what the server was told. */
  clear: () => Promise<void>
  close: () => Promise<void>
}

const root = resolve(__dirname, '..', '..', '..')

export async function startPanePlay(): Promise<PanePlay> {
  const server = await startPaneServer()
  const browser = await launchChromium()
  const context = await browser.newContext({
    ...{ ignoreHTTPSErrors: true, deviceScaleFactor: 2, locale: 'en-GB', timezoneId: 'UTC' },
  })
  await bringJudge(context)
  // One tab for every scene: its process reads and compiles the pane's scripts once.
  const page = await context.newPage()
  const requests = followRequests(page)
  const complaints = followComplaints(page)
  function reset(): void {
    server.reset()
    server.sequences = [aSequence(), aSequence({ id: 'sequence-2', name: 'Welcome back' })]
  }
  reset()

  return {
    server,
    page: () => page,
    async open(scene) {
      await page.setViewportSize({ width: scene.width ?? 320, height: 640 })
      await page.emulateMedia({ colorScheme: scene.dark ? 'dark' : 'light' })
      await page.goto(`${server.url}/taskpane.html?${queryOf(scene).toString()}`)
    },
    async look(name) {
      // A server that never answers is not waited for.
      await rest(page, () => (server.mode === 'never' ? 0 : requests()))
      await judge(page, `pane-${name}`, complaints)
      return picturesFolder === undefined ? null : page.screenshot({ fullPage: true })
    },
    say: (text) => page.getByText(text).first().waitFor(),
    button: (name) => page.getByRole('button', { name }),
    until: (isSo) => until(String(isSo), isSo),
    async gallery(name, pictures) {
      if (picturesFolder === undefined) return
      const wall = await browser.newPage({ viewport: { width: 1040, height: 800 } })
      const frames = pictures.map(
        ({ caption, picture }) =>
          `<figure><figcaption>${caption}</figcaption><img alt="" width="320" src="data:image/png;base64,${picture?.toString('base64') ?? ''}"></figure>`,
      )
      await wall.setContent(`<style>
body { margin: 20px; display: grid; grid-template-columns: repeat(3, 320px); gap: 20px; background: #e8e8e8; font: 600 14px 'Segoe UI', Arial, sans-serif }
figure { margin: 0 } figcaption { margin-bottom: 8px } img { display: block; border-radius: 4px }
</style>${frames.join('')}`)
      await wall.screenshot({ path: join(root, picturesFolder, `${name}.png`), fullPage: true })
      await wall.close()
    },
    async clear() {
      for (const one of context.pages()) if (one !== page) await one.close()
      await page.goto(`${server.url}/nothing.html`)
      await page.evaluate(() => {
        window.localStorage.clear()
        window.sessionStorage.clear()
      })
      await context.clearCookies()
      complaints.length = 0
      reset()
    },
    async close() {
      await browser.close()
      await server.close()
    },
  }
}

function queryOf(scene: Scene): URLSearchParams {
  const query = new URLSearchParams({ people: JSON.stringify(scene.people ?? [anaTyped]) })
  if (scene.mode) query.set('mode', scene.mode)
  if (scene.host) query.set('host', scene.host)
  if (scene.signIn) query.set('sign-in', scene.signIn)
  if (scene.background) query.set('background', scene.background)
  return query
}
