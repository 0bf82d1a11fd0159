import { buildBareOutlook, openPane, routeStandIns } from '../support/bare-outlook.ts'
import { launchChromium } from '../support/chromium.ts'
import { startWorld } from '../support/world.ts'
test('x', async () => {
  const [world, browser] = await Promise.all([startWorld(), launchChromium(), buildBareOutlook()])
  const context = await browser.newContext({ ignoreHTTPSErrors: true })
  await routeStandIns(context, world.outlookUrl)
  const page = await context.newPage()
  const out: string[] = []
  page.on('console', (m) => out.push(m.text()))
  page.on('pageerror', (e) => out.push(String(e.stack)))
  page.on('requestfailed', (r) => out.push('FAILED ' + r.url() + r.failure()?.errorText))
  page.on('response', (r) => { out.push(r.status() + ' ' + r.url()) })
  await openPane(page, world, { to: [{ name: 'Ana', address: 'ana@acme.example' }] })
  await new Promise((r) => setTimeout(r, 6000))
  await page.screenshot({ path: '/tmp/try.png' })
  out.push(JSON.stringify(await page.evaluate(() => window.bareOutlook.host.log)).slice(0, 3000))
  console.log(out.join('\n'))
  await browser.close(); await world.stop()
})
