/** Two processes and one mailbox: whoever lost the lease stops at once, and no email goes twice. */

import type { Lease } from '../../../server/domain/mailboxes/mailbox.ts'
import { leaseNext, workMailbox } from '../../../server/worker/mailbox-worker.ts'
import { releaseLeases } from '../../../server/store/mailboxes/mailbox-leases.ts'
import { openStage, second, type Stage } from '../../support/server/engine-stage.ts'
import { ana } from '../../support/server/makers.ts'
import type { Errand } from '../../support/server/scripted-graph.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
  await stage.sequence()
  await stage.work()
  await stage.enroll(ana.address)
})
afterEach(() => {
  stage.close()
})

async function claim(owner: string): Promise<Lease> {
  const lease = await leaseNext(stage.context, owner)
  if (!lease) throw new Error('Nothing was due.')
  return lease
}

const places: Errand[] = ['list', 'draft', 'send']

test.each(places)(
  'a sync that stood still at “%s” until its lease ran out stops there',
  async (errand) => {
    const slow = await claim('slow')
    const taken: Promise<Lease>[] = []
    stage.graph.before = (asked) => {
      if (asked.errand !== errand) return
      stage.graph.before = null
      stage.pass(61 * second)
      taken.push(claim('quick'))
    }
    await workMailbox(stage.context, slow)
    const quick = await (taken[0] ?? claim('quick'))
    const asked = stage.graph.asked.length
    await workMailbox(stage.context, slow)
    expect(stage.graph.asked).toHaveLength(asked)
    await workMailbox(stage.context, quick)
    for (let tries = 0; tries < 50; tries += 1) {
      await stage.work()
      stage.pass(15 * second)
    }
    expect(stage.graph.sent).toHaveLength(1)
  },
)

test.each(places)(
  'a sync whose young lease was given to another at “%s” stops before its next request',
  async (errand) => {
    const slow = await claim('slow#1')
    let asked = -1
    stage.graph.before = async (asking) => {
      if (asking.errand !== errand) return
      stage.graph.before = null
      // As a new process does that bears the name of one that died, or seemed to.
      await releaseLeases(stage.db, 'slow')
      await claim('quick')
      asked = stage.graph.asked.length
    }
    await workMailbox(stage.context, slow)
    // The request in which it happened was the last.
    expect(stage.graph.asked).toHaveLength(asked)
  },
)

test('whatever a sync asks goes before people’s looks, and its email before everything', async () => {
  const { ask } = stage.context
  const ranks = new Set<string>()
  stage.context.ask = (mailboxId, request) => {
    const errand = request.path.endsWith('/send') ? 'an email' : 'anything else'
    ranks.add(`${errand}: ${request.rank ?? 'look'}`)
    return ask(mailboxId, request)
  }
  await stage.work()
  expect([...ranks].sort()).toEqual(['an email: send', 'anything else: sync'])
})

test('the requests of a sync keep its lease', async () => {
  const slow = await claim('slow')
  stage.graph.before = () => {
    stage.pass(19 * second)
  }
  let stolen = false
  const { ask } = stage.context
  stage.context.ask = async (mailboxId, request) => {
    const answer = await ask(mailboxId, request)
    stolen ||= (await leaseNext(stage.context, 'thief'))?.mailbox.id === slow.mailbox.id
    return answer
  }
  await workMailbox(stage.context, slow)
  expect(stolen).toBe(false)
  expect(stage.graph.asked.length).toBeGreaterThan(4)
})
