/** Renders the icons of the ribbon from their SVG sources. Run by hand after a change: `node tools/run.mjs draw-icons`. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { ensureChromium } from '../check/chromium.ts'

const sizes = [16, 32, 64, 80, 128]

/** Writes addin/assets/icon-<pixels>.png, transparent around the shape. Below 32 pixels the simplified drawing is used. */
export async function drawIcons(root: string): Promise<number> {
  const assets = join(root, 'addin', 'assets')
  const isRoot = process.getuid?.() === 0
  const browser = await chromium.launch({
    executablePath: ensureChromium(root),
    args: isRoot ? ['--no-sandbox'] : [],
  })
  try {
    const page = await browser.newPage()
    for (const size of sizes) {
      const source = size < 32 ? 'icon-small.svg' : 'icon.svg'
      const svg = readFileSync(join(assets, source), 'utf8')
      await page.setViewportSize({ width: size, height: size })
      await page.setContent(
        `<style>*{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`,
      )
      await page.screenshot({ path: join(assets, `icon-${size}.png`), omitBackground: true })
      console.log(`Drew addin/assets/icon-${size}.png`)
    }
  } finally {
    await browser.close()
  }
  return 0
}
