/** The tests' browser writes in the fonts that the tests bring along. */

import { launchChromium } from './chromium.ts'
import { chosenFonts } from './fonts.ts'

test('a page that asks for the font of Outlook gets the one the tests bring', async () => {
  const browser = await launchChromium()
  const page = await browser.newPage()
  await page.setContent(`<p style="font-family: 'Segoe UI', sans-serif">Ana is enrolled</p>`)
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('DOM.enable')
  await devtools.send('CSS.enable')
  const { root } = await devtools.send('DOM.getDocument')
  const { nodeId } = await devtools.send('DOM.querySelector', {
    nodeId: root.nodeId,
    selector: 'p',
  })
  const { fonts } = await devtools.send('CSS.getPlatformFontsForNode', { nodeId })
  await browser.close()
  expect(fonts.map(({ familyName }) => familyName)).toEqual([
    chosenFonts()?.family ?? expect.any(String),
  ])
})
