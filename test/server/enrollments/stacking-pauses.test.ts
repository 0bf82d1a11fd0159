/** Several pauses at once: nothing goes before the last is over, and each ends by itself and leaves the others. */

import sql from 'sql-template-tag'
import type { PauseKind } from '../../../shared/enrollment.ts'
import { pauseEnrollment } from '../../../server/services/enrollments/pause.ts'
import { pauseManually } from '../../../server/services/enrollments/pause-manually.ts'
import {
  undoManually,
  unenrollManually,
} from '../../../server/services/enrollments/unenroll-manually.ts'
import { showEnrollment } from '../../../server/services/views/enrollment.ts'
import { verdictsOnMessage } from '../../../server/services/views/message-verdicts.ts'
import { requestSync } from '../../../server/store/mailboxes/mailboxes.ts'
import {
  day,
  hour,
  mailboxOf,
  minute,
  openStage,
  type Stage,
} from '../../support/server/engine-stage.ts'
import { ana, rita, ritaId } from '../../support/server/makers.ts'
import { resumeByHand } from '../../support/server/resume.ts'

let stage: Stage
let id = ''
beforeEach(async () => {
  stage = await openStage()
  await stage.sequence()
  await stage.work()
  id = (await stage.enroll(ana.address, { name: ana.name })).id
  await stage.work()
  stage.pass(minute)
})
afterEach(() => {
  stage.close()
})

/** Ana's mail program says that she is away until this day. */
async function isAway(until: string, messageId = `<${until.replaceAll(' ', '-')}@acme.example>`) {
  stage.graph.deliver(ritaId, {
    messageId,
    subject: 'Automatic reply: A short question',
    preview: `I am out of the office until ${until}`,
    headers: [
      { name: 'Auto-Submitted', value: 'auto-replied' },
      { name: 'In-Reply-To', value: stage.graph.sent[0]?.messageId ?? '' },
    ],
  })
  await requestSync(stage.db, ritaId, 1, stage.now())
  await stage.work()
}

const pauseIt = (end: string | null) => pauseManually(stage.context, rita, id, end)
const rejected = () =>
  stage.db.transaction((tx) =>
    pauseEnrollment(tx, stage.context, id, {
      reason: 'email-rejected',
      text: 'Microsoft 365 does not take this email.',
      evidence: null,
    }),
  )
const kinds = async (): Promise<PauseKind[]> =>
  (await stage.enrollment(id)).pauses.map(({ kind }) => kind)
const shown = async () => showEnrollment(stage.db, rita, await stage.enrollment(id))

/** Lets days pass, working after each, and answers how many emails went. */
async function daysPass(days: number): Promise<number> {
  const before = stage.graph.sent.length
  for (let one = 0; one < days; one += 1) {
    stage.jump(day)
    await stage.work()
  }
  return stage.graph.sent.length - before
}

test('paused by hand until tomorrow during a holiday: accepted, and nothing goes before the day of return', async () => {
  await isAway('12 March 2026')
  expect(await pauseIt('2026-03-03T08:00:00Z')).toMatchObject({
    state: 'paused',
    pauses: [
      { kind: 'out-of-office', until: '2026-03-12T08:00:00.000Z' },
      { kind: 'manual', until: '2026-03-03T08:00:00.000Z' },
    ],
    pausedUntil: '2026-03-12T08:00:00.000Z',
  })
  expect(await daysPass(1)).toBe(0)
  expect(await kinds()).toEqual(['out-of-office'])
  expect((await stage.timeline(id)).at(-1)).toBe(
    'The pause is over. It stays paused: Ana Alves is out of the office.',
  )
  expect(await daysPass(8)).toBe(0)
  expect(await daysPass(1)).toBe(1)
  expect(await kinds()).toEqual([])
  expect((await stage.timeline(id)).slice(-2)).toEqual([
    'Ana Alves should be back: the sequence goes on with step 2.',
    'Email 2 was sent: “Re: A short question”.',
  ])
})

test('paused by hand beyond a holiday and resumed, or made shorter: nothing goes before the day of return', async () => {
  await isAway('12 March 2026')
  await pauseIt('2026-03-20T08:00:00Z')
  await resumeByHand(stage, rita, id, 'manual')
  expect(await daysPass(4)).toBe(0)
  await pauseIt('2026-03-20T08:00:00Z')
  await pauseIt('2026-03-07T08:00:00Z')
  expect(await daysPass(5)).toBe(0)
  expect(await daysPass(1)).toBe(1)
})

test('a holiday that is told during a longer pause by hand outlives that pause', async () => {
  await pauseIt(null)
  await isAway('12 March 2026')
  expect(await kinds()).toEqual(['manual', 'out-of-office'])
  expect(await resumeByHand(stage, rita, id, 'manual')).toMatchObject({
    state: 'paused',
    pausedUntil: '2026-03-12T08:00:00.000Z',
  })
  expect((await stage.timeline(id)).at(-1)).toBe(
    'Rita Ross ended the pause “Paused by hand”. It stays paused: Ana Alves is out of the office.',
  )
  expect(await daysPass(9)).toBe(0)
  expect(await daysPass(1)).toBe(1)
})

test('the holiday resumed by hand leaves what a person has to look at', async () => {
  await rejected()
  await isAway('12 March 2026')
  await pauseIt('2026-03-04T08:00:00Z')
  expect(await kinds()).toEqual(['email-rejected', 'out-of-office', 'manual'])
  await resumeByHand(stage, rita, id, 'out-of-office')
  expect(await kinds()).toEqual(['email-rejected', 'manual'])
  expect((await stage.enrollment(id)).pausedUntil).toBeNull()
  expect(await daysPass(20)).toBe(0)
  expect(await kinds()).toEqual(['email-rejected'])
  await resumeByHand(stage, rita, id)
  await stage.work()
  expect(stage.graph.sent).toHaveLength(2)
  expect(await stage.timeline(id)).toContain('Resumed by Rita Ross.')
})

test('two with the same end are over together, each with its sentence', async () => {
  await isAway('12 March 2026')
  await pauseIt('2026-03-12T08:00:00Z')
  expect(await daysPass(9)).toBe(0)
  expect(await daysPass(1)).toBe(1)
  expect((await stage.timeline(id)).slice(-3)).toEqual([
    'Ana Alves should be back.',
    'The pause is over: the sequence goes on with step 2.',
    'Email 2 was sent: “Re: A short question”.',
  ])
})

test('the mailbox wakes for the end that comes first, and then for the next', async () => {
  await isAway('3 March 2026')
  await pauseIt('2026-03-03T08:15:00Z')
  stage.jump(22 * hour + 45 * minute)
  await stage.work()
  expect((await mailboxOf(stage)).dueAt).toBe('2026-03-03T08:00:00.000Z')
  stage.jump(20 * minute)
  await stage.work()
  expect(await kinds()).toEqual(['manual'])
  expect((await mailboxOf(stage)).dueAt).toBe('2026-03-03T08:15:00.000Z')
})

test('one with an end beside one without: its end is kept, and the other waits for a person', async () => {
  await rejected()
  await pauseIt('2026-03-03T08:00:00Z')
  expect(await daysPass(1)).toBe(0)
  expect(await kinds()).toEqual(['email-rejected'])
  expect(await stage.enrollment(id)).toMatchObject({ state: 'paused', pausedUntil: null })
})

test('asked twice for the same, there is one, told once, under the same name', async () => {
  await rejected()
  await pauseIt('2026-03-20T08:00:00Z')
  const before = await stage.enrollment(id)
  expect(await rejected()).toBeNull()
  await pauseIt('2026-03-20T08:00:00Z')
  expect((await stage.enrollment(id)).pauses).toEqual(before.pauses)
  expect((await stage.timeline(id)).filter((text) => text.startsWith('Paused'))).toHaveLength(2)
  const [first] = before.pauses
  await resumeByHand(stage, rita, id, 'email-rejected')
  const again = await resumeByHand(stage, rita, id, 'email-rejected')
  expect(again).toMatchObject({ refused: { status: 404 } })
  expect(first?.kind).toBe('email-rejected')
  expect(await kinds()).toEqual(['manual'])
})

describe('an end and its undo', () => {
  test('bring back what has not come to its end meanwhile, and that alone', async () => {
    await pauseIt('2026-03-04T08:00:00Z')
    await isAway('12 March 2026')
    await unenrollManually(stage.context, rita, id)
    expect(await kinds()).toEqual(['manual', 'out-of-office'])
    expect(await daysPass(4)).toBe(0)
    expect(await undoManually(stage.context, rita, id)).toMatchObject({
      state: 'paused',
      pauses: [{ kind: 'out-of-office' }],
      pausedUntil: '2026-03-12T08:00:00.000Z',
    })
    expect((await stage.timeline(id)).at(-1)).toContain('paused, as it was before')
    expect(await daysPass(5)).toBe(0)
    expect(await daysPass(1)).toBe(1)
  })

  test('when all of them are over meanwhile, it simply goes on, and the timeline says so', async () => {
    await pauseIt('2026-03-04T08:00:00Z')
    await isAway('6 March 2026')
    await unenrollManually(stage.context, rita, id)
    await daysPass(10)
    expect(await undoManually(stage.context, rita, id)).toMatchObject({
      state: 'active',
      pauses: [],
    })
    expect((await stage.timeline(id)).at(-1)).toContain('goes on with step 2')
    expect(await daysPass(2)).toBe(1)
  })

  test('while it has ended, no pause of it ends or wakes the mailbox, and none is shown', async () => {
    await pauseIt('2026-03-03T08:00:00Z')
    await isAway('12 March 2026')
    await unenrollManually(stage.context, rita, id)
    const told = (await stage.timeline(id)).length
    await daysPass(12)
    expect(await stage.timeline(id)).toHaveLength(told)
    expect(await shown()).toMatchObject({ state: 'ended', pauses: [], pausedUntil: null })
    expect(await resumeByHand(stage, rita, id, 'manual')).toMatchObject({
      refused: { status: 404 },
    })
  })
})

test('what people are shown: each with its own end, the latest end of all, and the sentence of the longest', async () => {
  await isAway('12 March 2026')
  await pauseIt('2026-03-04T08:00:00Z')
  expect(await shown()).toMatchObject({
    state: 'paused',
    pauses: [
      { kind: 'out-of-office', may: { resume: true, because: null } },
      { kind: 'manual', may: { resume: true, because: null } },
    ],
    pausedUntil: '2026-03-12T08:00:00.000Z',
    explanation: 'Ana Alves is out of the office.',
    nextStep: { dueAt: '2026-03-12T08:00:00.000Z' },
  })
  await pauseIt(null)
  expect(await shown()).toMatchObject({ pausedUntil: null, explanation: 'Paused by Rita Ross.' })
  stage.graph.settings.automaticRepliesSetting = { status: 'alwaysEnabled' }
  await daysPass(1)
  const { pauses, may } = await shown()
  expect(pauses.map(({ kind }) => kind)).toEqual(['out-of-office', 'manual', 'rep-away'])
  expect(pauses.map((one) => one.may.resume)).toEqual([true, true, false])
  expect(may).toMatchObject({ resume: true, because: null })
})

test('on the answers themselves: which of them pauses it still, and until when, whatever stands beside it', async () => {
  await isAway('12 March 2026', '<first@acme.example>')
  await pauseIt(null)
  const on = async (messageId: string) =>
    (await verdictsOnMessage(stage.context, rita, messageId)).map(({ stands, text }) => ({
      stands,
      text,
    }))
  expect(await on('<first@acme.example>')).toEqual([
    { stands: true, text: 'Out of office until 12 March: paused.' },
  ])
  stage.pass(minute)
  await isAway('10 March 2026', '<second@acme.example>')
  expect(await on('<first@acme.example>')).toEqual([
    { stands: false, text: 'Out of office until 12 March. Another answer counts since.' },
  ])
  expect(await on('<second@acme.example>')).toMatchObject([{ stands: true }])
})

test('the state is paused exactly while a row stands, whatever comes in whichever order', async () => {
  const agree = async () => {
    const [row] = await stage.db.all<{ state: string; n: number }>(sql`
      select e.state, (select count(*) from pauses p where p.enrollment_id = e.id) as n
      from enrollments e
      where e.id = ${id}`)
    expect(row?.state).toBe(row && row.n > 0 ? 'paused' : 'active')
  }
  const deeds = [
    () => pauseIt('2026-03-05T08:00:00Z'),
    () => isAway('6 March 2026'),
    () => rejected(),
    () => daysPass(2),
    () => resumeByHand(stage, rita, id, 'email-rejected'),
    () => pauseIt(null),
    () => daysPass(4),
    () => resumeByHand(stage, rita, id, 'manual'),
  ]
  for (const deed of deeds) {
    await deed()
    await agree()
  }
  expect(await kinds()).toEqual([])
})
