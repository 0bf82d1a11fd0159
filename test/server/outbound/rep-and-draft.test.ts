/** What the rep does with a draft, what Outlook makes of it, and what a 404 means meanwhile. */

import { pauseEnrollment } from '../../../server/services/enrollments/pause.ts'
import {
  undoManually,
  unenrollManually,
} from '../../../server/services/enrollments/unenroll-manually.ts'
import { finishTask } from '../../../server/services/tasks/complete-task.ts'
import { GraphError } from '../../../server/graph/errors.ts'
import type { StepDraft } from '../../../server/domain/sequences/sequence.ts'
import { taskOf } from '../../../server/store/outbound/tasks.ts'
import { requestSync } from '../../../server/store/mailboxes/mailboxes.ts'
import { stepPerformanceOf } from '../../../server/store/sequences/step-stats.ts'
import {
  day,
  hour,
  mailboxOf,
  minute,
  openStage,
  second,
  type Stage,
} from '../../support/server/engine-stage.ts'
import { ana, rita, ritaId } from '../../support/server/makers.ts'
import { resumeByHand } from '../../support/server/resume.ts'
import { away, headerIn, type MessageInGraph } from '../../support/server/scripted-graph.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
  await stage.work()
})
afterEach(() => {
  stage.close()
})

const automatic: StepDraft = { subject: 'A short question', body: 'Hello' }
const byHand: StepDraft = { ...automatic, kind: 'manual-email', delay: 'PT0S', thread: 'new' }
const last: StepDraft = { body: 'Once more', delay: 'P3D' }
const missing = new GraphError('not-found', 404, 'ErrorItemNotFound', null)

async function enrolled(steps: StepDraft[]): Promise<string> {
  await stage.sequence(steps)
  const { id } = await stage.enroll(ana.address, { name: 'Ana Alves' })
  await stage.work()
  return id
}

const drafts = () => stage.graph.mails.filter((one) => one.isDraft)
const states = async (id: string) => (await stage.emails(id)).map((one) => one.state)
const task = async (id: string) => (await taskOf(stage.db, id, 1))?.state

function theDraft(): MessageInGraph {
  const [draft] = drafts()
  if (!draft) throw new Error('No draft.')
  return draft
}

/** The seconds in which Exchange moves an item: it is in neither folder. Answers what puts it into Sent Items. */
function inTheMove(mail: MessageInGraph): () => void {
  stage.graph.mails.splice(stage.graph.mails.indexOf(mail), 1)
  return () => {
    stage.graph.mails.push(mail)
    stage.graph.sendByHand(mail.id)
  }
}

/** Outlook on a desktop sends the draft: it is gone, and what was sent is an item of its own. */
function sendAnew(given: Partial<MessageInGraph>): void {
  const draft = theDraft()
  stage.graph.mails.splice(stage.graph.mails.indexOf(draft), 1)
  stage.graph.deliver(ritaId, {
    ...draft,
    id: 'sent-by-desktop',
    messageId: '<desktop@contoso.example>',
    isDraft: false,
    receivedAt: stage.now().replace(/\.\d+Z/, '.000Z'),
    ...given,
  })
}

/** Works on through so much time: a quarter of an hour at a time at first, then six hours. */
async function work(ms: number): Promise<void> {
  for (let passed = 0; passed < ms;) {
    const step = passed < 3 * hour ? 15 * minute : 6 * hour
    stage.pass(step)
    passed += step
    await stage.work()
  }
}

const away7days = {
  reason: 'out-of-office' as const,
  text: 'Away.',
  evidence: null,
}

test('looked for in the very seconds in which the rep sends it, an email by hand counts as sent, once', async () => {
  const id = await enrolled([byHand, last])
  const arrive = inTheMove(theDraft())
  stage.pass(16 * minute)
  await stage.work()
  expect(await states(id)).toEqual(['drafted'])
  expect((await stage.enrollment(id)).waits).toContain('not in the mailbox at this moment')
  stage.pass(5 * second)
  arrive()
  await work(hour)
  expect(await states(id)).toEqual(['sent'])
  expect(await stage.enrollment(id)).toMatchObject({ state: 'active', nextStep: 2, emailsSent: 1 })
  expect(await task(id)).toBe('done')
  expect(drafts()).toEqual([])
})

test('/send answered 404 while the rep sends the draft by hand: it counts as sent, once, and nothing is asked', async () => {
  await stage.sequence([automatic, last])
  const { id } = await stage.enroll(ana.address)
  let arrive = (): void => undefined
  stage.graph.before = (asked) => {
    if (asked.errand !== 'send') return
    stage.graph.before = null
    arrive = inTheMove(theDraft())
    throw missing
  }
  await stage.work()
  expect(await states(id)).toEqual(['sending'])
  stage.pass(5 * second)
  arrive()
  await work(2 * hour)
  expect(stage.graph.sent).toHaveLength(1)
  expect(await states(id)).toEqual(['sent'])
  expect(await stage.enrollment(id)).toMatchObject({ state: 'active', nextStep: 2, emailsSent: 1 })
})

test('/send answered 404 for a draft that was made a moment ago: it goes within two minutes, once', async () => {
  await stage.sequence([automatic, last])
  const { id } = await stage.enroll(ana.address)
  stage.graph.fail('send', 'before', missing, 1)
  await stage.work()
  for (let passed = 0; passed < 2 * minute; passed += 15 * second) {
    stage.pass(15 * second)
    await stage.work()
  }
  expect(stage.graph.sent).toHaveLength(1)
  expect(await states(id)).toEqual(['sent'])
})

test('an email that goes by several Message-IDs is looked for under each: the rep sent it under the first, from another address', async () => {
  await stage.sequence([automatic, last])
  const { id } = await stage.enroll(ana.address)
  let minted: string | null = null
  stage.graph.before = ({ errand }) => {
    if (errand === 'list' && minted === null && drafts().length > 0) {
      minted = theDraft().messageId
      theDraft().messageId = '<renamed@exchange.example>'
    }
    if (errand !== 'send') return
    stage.graph.before = null
    const draft = theDraft()
    stage.graph.mails.splice(stage.graph.mails.indexOf(draft), 1)
    const sent = { ...draft, id: 'sent-by-desktop', messageId: minted, isDraft: false }
    stage.graph.deliver(ritaId, { ...sent, from: 'r.ross@contoso.example' })
    throw missing
  }
  await stage.work()
  expect((await stage.emails(id))[0]?.messageId).toBe('<renamed@exchange.example>')
  await work(hour)
  expect(await states(id)).toEqual(['sent'])
  expect(await stage.enrollment(id)).toMatchObject({ state: 'active', nextStep: 2, emailsSent: 1 })
  expect(drafts()).toEqual([])
})

test('a draft just made that is not there yet for what is asked next keeps back nobody else’s', async () => {
  await stage.sequence([byHand, last])
  stage.graph.fail('mark', 'before', missing, 1)
  const ids = [await stage.enroll(ana.address), await stage.enroll('ben@acme.example')]
  await stage.sync()
  expect((await mailboxOf(stage)).attempts).toBe(0)
  expect((await Promise.all(ids.map(({ id }) => states(id)))).flat().sort()).toEqual([
    'drafted',
    'stored',
  ])
  stage.pass(minute)
  await stage.work()
  expect((await Promise.all(ids.map(({ id }) => states(id)))).flat()).toEqual([
    'drafted',
    'drafted',
  ])
  expect(drafts()).toHaveLength(2)
})

test('paused in the very seconds in which the rep sends it, an email by hand counts as sent and is not drafted anew', async () => {
  const id = await enrolled([byHand, last])
  const arrive = inTheMove(theDraft())
  await stage.db.transaction((tx) =>
    pauseEnrollment(tx, stage.context, id, { ...away7days, until: '2026-03-09T08:00:00.000Z' }),
  )
  stage.pass(second)
  await stage.work()
  stage.pass(5 * second)
  arrive()
  await work(8 * day)
  expect((await stage.emails(id)).map(({ step, state }) => [step, state])).toEqual([
    [1, 'sent'],
    [2, 'sent'],
  ])
  expect(drafts()).toEqual([])
  expect((await stage.timeline(id)).filter((one) => one.includes('withdrawn'))).toEqual([])
})

test('skipped while the rep’s own sending is under way, it counts as sent in every figure', async () => {
  const id = await enrolled([byHand, last])
  const arrive = inTheMove(theDraft())
  const open = await taskOf(stage.db, id, 1)
  await finishTask(stage.context, rita, open?.id ?? '', { outcome: 'skipped' })
  stage.pass(second)
  await stage.work()
  stage.pass(5 * second)
  arrive()
  await work(hour)
  expect(await states(id)).toEqual(['sent'])
  expect(await stage.enrollment(id)).toMatchObject({ nextStep: 2, emailsSent: 1 })
  expect(await task(id)).toBe('done')
  expect(
    (await stepPerformanceOf(stage.db, 'sequence-1')).find((one) => one.step === 1)?.sent,
  ).toBe(1)
  expect((await stage.timeline(id)).filter((one) => one.includes('withdrawn'))).toEqual([])
})

test('an email that was believed lost and shows up among the sent mails is sent after all, and nobody is asked any more', async () => {
  await stage.sequence([automatic, last])
  const { id } = await stage.enroll(ana.address)
  stage.graph.onSend = 'vanish'
  stage.graph.fail('send', 'after', away)
  await stage.work()
  await work(25 * hour)
  const [email] = await stage.emails(id)
  expect(email?.state).toBe('unknown')
  expect(await stage.enrollment(id)).toMatchObject({ state: 'paused', emailsSent: 0 })
  stage.graph.deliver(ritaId, {
    id: email?.graphId ?? '',
    from: 'rita@contoso.example',
    messageId: email?.messageId ?? '',
    subject: 'A short question',
  })
  await work(hour)
  expect(await states(id)).toEqual(['sent'])
  expect(await stage.enrollment(id)).toMatchObject({ state: 'active', emailsSent: 1, nextStep: 2 })
  expect(await stage.timeline(id)).toContain('Email 1 was sent after all: “A short question”.')
})

describe('a draft that the rep has written in', () => {
  const words = new TextEncoder().encode('Subject: Proposal\r\n\r\nTwo hours of careful words')
  const kept = () =>
    drafts().filter((one) => new TextDecoder().decode(one.mime).includes('careful'))

  test('stays through a pause, and is the one that the rep sends afterwards', async () => {
    const id = await enrolled([byHand, last])
    theDraft().mime = words
    await stage.db.transaction((tx) =>
      pauseEnrollment(tx, stage.context, id, { ...away7days, until: '2026-03-09T08:00:00.000Z' }),
    )
    await work(2 * day)
    expect(kept()).toHaveLength(1)
    await work(6 * day)
    expect(drafts()).toHaveLength(1)
    expect(kept()).toHaveLength(1)
    expect(await stage.enrollment(id)).toMatchObject({ state: 'active', nextStep: 1 })
    expect(await task(id)).toBe('open')
    stage.graph.sendByHand(theDraft().id)
    await work(hour)
    expect(await states(id)).toEqual(['sent'])
  })

  test('stays when the enrollment ends, the timeline says so, and sent later it counts', async () => {
    const id = await enrolled([byHand, last])
    theDraft().mime = words
    await unenrollManually(stage.context, rita, id)
    await work(hour)
    expect(kept()).toHaveLength(1)
    expect(await states(id)).toEqual(['withdrawn'])
    expect(await stage.timeline(id)).toContain(
      'Email 1 is not sent. You changed its draft, so it was left among your drafts.',
    )
    stage.graph.sendByHand(theDraft().id)
    await work(hour)
    expect(await states(id)).toEqual(['sent'])
    expect(await stage.enrollment(id)).toMatchObject({ state: 'ended', emailsSent: 1 })
  })

  test('is taken up again when the end is undone: there is no second draft', async () => {
    const id = await enrolled([byHand, last])
    theDraft().mime = words
    await unenrollManually(stage.context, rita, id)
    await work(hour)
    await undoManually(stage.context, rita, id)
    await work(hour)
    expect(drafts()).toHaveLength(1)
    expect(kept()).toHaveLength(1)
    expect(await states(id)).toEqual(['drafted'])
    expect(await task(id)).toBe('open')
  })

  /** An automatic email that waited in the drafts, where the rep wrote in it. */
  async function changedBeforeItWent(): Promise<string> {
    await stage.sequence([automatic, last])
    const { id } = await stage.enroll(ana.address)
    stage.graph.before = (asked) => {
      if (asked.errand === 'list' && drafts().length > 0) throw away
    }
    await stage.work()
    stage.graph.before = null
    theDraft().mime = words
    stage.pass(minute)
    await stage.work()
    return id
  }

  test('of an automatic email is not sent half written: the rep says when, and then it goes as it is', async () => {
    const id = await changedBeforeItWent()
    expect(stage.graph.sent).toEqual([])
    expect(await stage.enrollment(id)).toMatchObject({
      state: 'paused',
      pauses: [{ kind: 'email-not-ready' }],
    })
    await work(hour)
    expect(kept()).toHaveLength(1)
    await resumeByHand(stage, rita, id)
    await stage.work()
    expect(stage.graph.sent).toHaveLength(1)
    expect(stage.graph.sent[0]?.mime).toContain('careful')
    expect(await states(id)).toEqual(['sent'])
  })

  test('of an automatic email, sent by the rep from the drafts: the enrollment goes on by itself', async () => {
    const id = await changedBeforeItWent()
    stage.graph.sendByHand(theDraft().id)
    await work(hour)
    expect(await states(id)).toEqual(['sent'])
    expect(await stage.enrollment(id)).toMatchObject({
      state: 'active',
      pauses: [],
      nextStep: 2,
      emailsSent: 1,
    })
    expect((await stage.timeline(id)).slice(-2)).toEqual([
      'Email 1 was sent: “A short question”.',
      'Email 1 was found among the sent mails, so the sequence goes on.',
    ])
  })

  test('of an automatic email, sent by the rep from Outlook on a desktop: found when the rep resumes', async () => {
    const id = await changedBeforeItWent()
    sendAnew({})
    await resumeByHand(stage, rita, id)
    await work(hour)
    expect(await states(id)).toEqual(['sent'])
    expect(await stage.enrollment(id)).toMatchObject({
      state: 'active',
      nextStep: 2,
      emailsSent: 1,
    })
    expect(stage.graph.sent).toEqual([])
  })
})

describe('sent from Outlook on a desktop, under another id and another Message-ID', () => {
  test('the next read knows it by its mark, whatever became of its subject, and nothing is searched for', async () => {
    const id = await enrolled([byHand, last])
    stage.pass(5 * minute)
    sendAnew({ subject: 'Our offer' })
    await requestSync(stage.db, ritaId, 1, stage.now())
    await stage.work()
    expect(await states(id)).toEqual(['sent'])
    expect(stage.graph.errands()).not.toContain('find')
  })

  test.each([
    ['it is known by its mark', {}, 5 * minute],
    ['it is known by its mark, also when it is looked for much later', {}, 3 * hour],
    [
      'it is searched for by its mark, sent from another address of the rep’s under another subject',
      { from: 'r.ross@contoso.example', subject: 'Our offer' },
      3 * hour,
    ],
    ['without its mark, by contact and subject', { mark: null }, 3 * hour],
  ])('%s', async (_words, given, later) => {
    const id = await enrolled([byHand, last])
    stage.pass(later - 2 * minute)
    sendAnew(given)
    stage.pass(2 * minute)
    await work(hour)
    expect(await states(id)).toEqual(['sent'])
    expect(await stage.enrollment(id)).toMatchObject({ nextStep: 2, emailsSent: 1 })
    stage.graph.deliver(ritaId, {
      headers: [{ name: 'In-Reply-To', value: '<desktop@contoso.example>' }],
    })
    await work(hour)
    expect((await stage.enrollment(id)).reason).toBe('replied')
  })

  test('to somebody else it is another mail: the email is looked for an hour, then the rep is asked', async () => {
    const id = await enrolled([byHand, last])
    sendAnew({ to: ['cleo@other.example'] })
    await work(3 * hour)
    expect(await stage.enrollment(id)).toMatchObject({
      state: 'paused',
      pauses: [{ kind: 'email-unconfirmed' }],
      emailsSent: 0,
    })
    expect(await states(id)).toEqual(['unknown'])
  })
})

describe('a follow-up answers the name under which the email before it really went', () => {
  const follow: StepDraft = { body: 'Two', delay: 'PT0S' }

  test('although Exchange gave it another one on sending, and no notification came', async () => {
    await stage.sequence([automatic, follow])
    await stage.enroll(ana.address)
    stage.graph.renameOnSend = '<renamed@exchange.example>'
    for (let syncs = 0; syncs < 6; syncs += 1) {
      await stage.work()
      stage.pass(6 * second)
    }
    expect(stage.graph.sent).toHaveLength(2)
    expect(headerIn(stage.graph.sent[1]?.mime ?? '', 'In-Reply-To')).toBe(
      '<renamed@exchange.example>',
    )
  })

  test('it waits for that to show, says so, and does not wait for ever', async () => {
    await stage.sequence([automatic, follow])
    const { id } = await stage.enroll(ana.address)
    await stage.sync()
    const first = stage.graph.mails.find((one) => one.subject === 'A short question')
    if (!first) throw new Error('Nothing was sent.')
    stage.graph.mails.splice(stage.graph.mails.indexOf(first), 1)
    stage.pass(6 * second)
    await stage.work()
    expect((await stage.enrollment(id)).waits).toContain('shows in Sent Items')
    stage.pass(5 * minute)
    await stage.work()
    expect(stage.graph.sent).toHaveLength(1)
    await work(hour)
    expect(stage.graph.sent).toHaveLength(2)
    expect(headerIn(stage.graph.sent[1]?.mime ?? '', 'In-Reply-To')).toBe(first.messageId)
  })

  test('and a draft that answers another one is replaced, once, before it goes', async () => {
    await stage.sequence([automatic, { ...follow, delay: 'PT20M' }])
    const { id } = await stage.enroll(ana.address)
    await stage.sync()
    const first = stage.graph.mails.find((one) => one.subject === 'A short question')
    if (!first) throw new Error('Nothing was sent.')
    stage.graph.mails.splice(stage.graph.mails.indexOf(first), 1)
    stage.graph.before = (asked) => {
      if (asked.errand === 'list' && drafts().length > 0) throw away
    }
    stage.pass(21 * minute)
    await stage.work()
    expect(drafts()).toHaveLength(1)
    stage.graph.before = null
    stage.graph.mails.push({
      ...first,
      messageId: '<renamed@exchange.example>',
      receivedAt: stage.now().replace(/\.\d+Z/, '.000Z'),
    })
    await work(hour)
    expect(stage.graph.sent).toHaveLength(2)
    expect(headerIn(stage.graph.sent[1]?.mime ?? '', 'In-Reply-To')).toBe(
      '<renamed@exchange.example>',
    )
    expect(drafts()).toEqual([])
    expect(await states(id)).toEqual(['sent', 'withdrawn', 'sent'])
  })
})
