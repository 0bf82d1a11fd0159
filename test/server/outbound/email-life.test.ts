/** Every transition of an email's life, every one that is none, and what doubt makes of each place it may be found in. */

import {
  clearDoubt,
  emailLife,
  emailStates,
  mayHaveGone,
  unfinishedStates,
  type Doubt,
  type EmailEvent,
  type Whereabouts,
} from '../../../server/domain/outbound/email-life.ts'
import sql from 'sql-template-tag'
import { advanceIn } from '../../../server/services/outbound/advance-email.ts'
import { advanceEmail } from '../../../server/store/outbound/emails.ts'
import { hour, minute, openStage, second, type Stage } from '../../support/server/engine-stage.ts'
import { ana } from '../../support/server/makers.ts'

const events = Object.keys(emailLife) as EmailEvent[]
const cases = events.flatMap((event) => emailStates.map((state) => [event, state] as const))

let stage: Stage
let emailId = ''

/** One email that went, of which each test makes what it needs. */
async function oneEmail(): Promise<void> {
  stage = await openStage()
  await stage.sequence()
  await stage.work()
  const { id } = await stage.enroll(ana.address)
  await stage.work()
  emailId = (await stage.emails(id))[0]?.id ?? ''
}

describe('in the store', () => {
  beforeAll(oneEmail)
  afterAll(() => {
    stage.close()
  })

  test.each(cases)(
    '“%s” moves an email on from “%s” only if the table says so',
    async (event, state) => {
      await stage.db.all(
        sql`update emails set state = ${state}, missed_at = ${stage.now()} where id = ${emailId}`,
      )
      const { from, to } = emailLife[event]
      const moves = (from as readonly string[]).includes(state)
      expect(await advanceEmail(stage.db, emailId, event)).toBe(moves)
      const row = await stage.db.one<{ state: string; missed_at: string | null }>(
        sql`select state, missed_at from emails where id = ${emailId}`,
      )
      expect(row).toEqual({ state: moves ? to : state, missed_at: moves ? null : stage.now() })
    },
  )
})

describe('with all that it means for the enrollment', () => {
  beforeEach(oneEmail)
  afterEach(() => {
    stage.close()
  })

  // The gate is one statement, walked by the tests of the gate.
  const told = cases.filter(([event]) => event !== 'gate-passed')
  test.each(told)(
    'told “%s” of one that is “%s”, twice, the history tells it once at most',
    async (event, state) => {
      await stage.db.all(sql`update emails set state = ${state} where id = ${emailId}`)
      const [email] = await stage.emails((await enrollmentOf()).id)
      if (!email || event === 'gate-passed') throw new Error('No email.')
      const before = await dumpOf()
      const moves = (emailLife[event].from as readonly string[]).includes(state)
      const tell = () => stage.db.transaction((tx) => advanceIn(tx, stage.context, email, event))
      expect(await tell()).toBe(moves)
      const after = await dumpOf()
      if (!moves) expect(after).toEqual(before)
      expect(await tell()).toBe(false)
      expect(await dumpOf()).toEqual(after)
    },
  )

  async function enrollmentOf(): Promise<{ id: string }> {
    const row = await stage.db.one<{ id: string }>(
      sql`select enrollment_id as id from emails where id = ${emailId}`,
    )
    if (!row) throw new Error('No enrollment.')
    return row
  }

  async function dumpOf(): Promise<unknown> {
    const { emails, enrollments, timeline, tasks } = await stage.dump()
    return { emails, enrollments, timeline, tasks }
  }
})

test('from every state that is no end there is a way to “sent” once it is proven, and none leads out of “sent”', () => {
  for (const state of emailStates.filter((one) => one !== 'sent'))
    expect((emailLife['seen-sent'].from as readonly string[]).includes(state)).toBe(true)
  for (const event of events)
    expect((emailLife[event].from as readonly string[]).includes('sent')).toBe(false)
})

test('only what passed the gate is ever asked to be sent, and only proof of the opposite takes it back from there', () => {
  const into = events.filter((event) => emailLife[event].to === 'sending')
  expect(into).toEqual(['gate-passed'])
  const back = events.filter(
    (event) =>
      (emailLife[event].from as readonly string[]).includes('sending') &&
      emailLife[event].to === 'drafted',
  )
  expect(back).toEqual(['not-asked', 'refused', 'still-a-draft'])
})

test('an email is finished, or something is still to be done with it; what may have gone keeps its number', () => {
  expect(emailStates.filter((state) => !unfinishedStates.includes(state))).toEqual([
    'sent',
    'withdrawn',
    'unknown',
  ])
  expect(mayHaveGone).toEqual(['sending', 'sent', 'unknown'])
})

const places: Whereabouts[] = ['sent', 'draft', 'thrown-away', 'nowhere']
const states: Doubt['state'][] = ['drafted', 'sending']
const answers: Doubt['answer'][] = ['silence', 'not-found']
const ages = [0, second, minute - 1, minute, 10 * minute - 1, 10 * minute, hour, 24 * hour]
const doubts = states.flatMap((state) =>
  answers.flatMap((answer) =>
    ages.flatMap((sinceMs) =>
      ages.flatMap((sinceRealMs): Doubt[] =>
        [true, false].map((deleting) => ({
          ...{ state, answer, sinceMs, sinceRealMs },
          isDeleting: deleting && state === 'drafted',
        })),
      ),
    ),
  ),
)

test.each(places)(
  'found “%s”: whatever the doubt, it follows a transition of the table or is looked at again',
  (found) => {
    for (const doubt of doubts) {
      const clearing = clearDoubt(doubt, found)
      if (clearing.kind === 'moves')
        expect((emailLife[clearing.event].from as readonly string[]).includes(doubt.state)).toBe(
          true,
        )
      if (clearing.kind === 'waits') expect(clearing.againInMs).toBeGreaterThan(0)
      if (clearing.kind === 'over') expect([doubt.state, found]).toEqual(['drafted', 'draft'])
    }
  },
)

test.each([
  ['a sent copy is proof at once', 'sending', 'silence', 0, 0, 'sent', 'seen-sent'],
  [
    'a draft that Graph took may still go',
    'sending',
    'silence',
    24 * hour,
    10 * minute - 1,
    'draft',
    null,
  ],
  [
    'ten real minutes later it would have gone',
    'sending',
    'silence',
    0,
    10 * minute,
    'draft',
    'still-a-draft',
  ],
  [
    'answered 404, the rep’s own hand is given a minute',
    'sending',
    'not-found',
    hour,
    minute - 1,
    'draft',
    null,
  ],
  ['and no more', 'sending', 'not-found', 0, minute, 'draft', 'still-a-draft'],
  [
    'nowhere for a day less a moment',
    'sending',
    'not-found',
    24 * hour - 1,
    24 * hour,
    'nowhere',
    null,
  ],
  ['nowhere for a day', 'sending', 'silence', 24 * hour, hour, 'nowhere', 'nowhere'],
  [
    'a clock that was moved a day ahead is no search',
    'sending',
    'silence',
    24 * hour,
    second,
    'nowhere',
    null,
  ],
  ['never asked for, an hour is enough', 'drafted', 'silence', hour, minute, 'nowhere', 'nowhere'],
  ['but not less', 'drafted', 'silence', hour - 1, hour, 'nowhere', null],
  [
    'in Deleted Items, and never asked for',
    'drafted',
    'silence',
    0,
    0,
    'thrown-away',
    'thrown-away',
  ],
  [
    'in Deleted Items, but Graph may be sending it',
    'sending',
    'silence',
    hour,
    minute,
    'thrown-away',
    null,
  ],
] as const)('%s', (_words, state, answer, sinceMs, sinceRealMs, found, event) => {
  const clearing = clearDoubt({ state, answer, sinceMs, sinceRealMs, isDeleting: false }, found)
  expect(clearing.kind === 'moves' ? clearing.event : null).toBe(event)
})

test.each([
  ['nowhere for a minute: it is gone, as was asked', 'nowhere', minute, 'taken-back'],
  ['nowhere for less: the rep may be sending it', 'nowhere', minute - 1, null],
  ['in Deleted Items', 'thrown-away', 0, 'taken-back'],
  ['sent by the rep after all', 'sent', 0, 'seen-sent'],
] as const)('a draft that we asked to be deleted, %s', (_words, found, since, event) => {
  const doubt = { sinceMs: since, sinceRealMs: since, isDeleting: true }
  const clearing = clearDoubt({ state: 'drafted', answer: 'silence', ...doubt }, found)
  expect(clearing.kind === 'moves' ? clearing.event : null).toBe(event)
})
