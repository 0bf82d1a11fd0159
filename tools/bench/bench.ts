/** `npm run bench`: the figures this product promises, measured as ratios within one run, since machines are noisy. */
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Figure } from './figure.ts'
import { measureBulk } from './bulk.ts'
import { measureBundle } from './bundle.ts'
import { measureCatchUp } from './catch-up.ts'
import { measureLists } from './lists.ts'
import { measureLive } from './live.ts'
import { measureNotifications } from './notifications.ts'
import { measureReplies, measureThousandNotifications } from './mailbox.ts'
import { measureSendRate } from './send-rate.ts'
import { measureStore } from './store.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', '..')

const scratch = join(root, '.test')
mkdirSync(scratch, { recursive: true })

const parts: Record<string, () => Promise<Figure[]>> = {
  store: () => measureStore(scratch),
  notifications: () => measureNotifications(scratch),
  thousand: () => measureThousandNotifications(root),
  'catch-up': () => measureCatchUp(scratch),
  'send-rate': () => measureSendRate(scratch),
  replies: () => measureReplies(root),
  live: () => measureLive(root),
  lists: () => measureLists(root),
  bulk: () => measureBulk(root),
  bundle: () => measureBundle(join(root, 'dist', 'web')),
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in parts))
if (unknown.length > 0) {
  console.error(
    `There is no measurement called ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}.`,
  )
  process.exit(1)
}
for (const [name, measure] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`\n${name}`)
  for (const { what, value, aim } of await measure())
    console.log(`  ${what.padEnd(58)} ${value.padStart(14)}   ${aim}`)
}
