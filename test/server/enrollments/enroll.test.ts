/** Enrolling takes what is true when it is stored: the steps as they are by then, and only mails that came after. */

import sql from 'sql-template-tag'
import { changeContact } from '../../../server/services/contacts/update-contact.ts'
import type { Context } from '../../../server/services/context.ts'
import { enrollMany } from '../../../server/services/enrollments/enroll-many.ts'
import { enroll } from '../../../server/services/enrollments/enroll.ts'
import { isRefused } from '../../../server/services/problem.ts'
import { saveSequence } from '../../../server/services/sequences/save-sequence.ts'
import type { Db } from '../../../server/store/db/db.ts'
import { contactByEmail } from '../../../server/store/contacts/contacts.ts'
import { stepsOf } from '../../../server/store/sequences/steps.ts'
import type { StepRequest } from '../../../shared/sequence.ts'
import { openStage, second, type Stage } from '../../support/server/engine-stage.ts'
import { ana, rita, ritaId } from '../../support/server/makers.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
  await stage.sequence([{ subject: 'Hi', body: 'Hello, old price' }])
})
afterEach(() => {
  stage.close()
})

/** Lets something happen while Graph is asked what lies in the mailbox. */
function whileLooking(happens: () => Promise<unknown>): Context {
  let isFirst = true
  return {
    ...stage.context,
    ask: async (mailboxId, request) => {
      if (isFirst && request.path.endsWith('/messages')) {
        isFirst = false
        await happens()
      }
      return stage.context.ask(mailboxId, request)
    },
  }
}
async function edit(words: StepRequest): Promise<void> {
  const [step] = await stepsOf(stage.db, 'sequence-1', 1)
  const saved = await saveSequence(stage.context, rita, 'sequence-1', {
    steps: [{ id: step?.id ?? '', subject: 'Hi', ...words }],
    applyTo: 'enrolled',
  })
  if (isRefused(saved)) throw new Error(saved.refused.detail)
}
async function contacts(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, n) => `contact-${String(n).padStart(3, '0')}`)
  for (const id of ids) {
    const email = `${id}@acme-${id}.example`
    await stage.db.all(sql`
      insert into contacts (id, email, name, properties, address_state, created_at, domain, address_key)
      values (${id}, ${email}, 'Pat Price', '{}', 'ok', ${stage.now()}, ${`acme-${id}.example`}, ${email})`)
  }
  return ids
}
const looks = () => stage.graph.errands().filter((errand) => errand === 'newest').length

describe('while Graph was asked', () => {
  test('steps edited for everybody are what the contact gets', async () => {
    const context = whileLooking(() => edit({ body: 'Hello, new price' }))
    const one = await enroll(context, rita, {
      contact: { email: ana.address },
      sequenceId: 'sequence-1',
    })
    expect(one).toMatchObject({ version: 2, next: { kind: 'due', step: 1 } })
    await stage.work()
    expect(stage.graph.sent.map(({ mime }) => /Hello, (\w+) price/.exec(mime)?.[1])).toEqual([
      'new',
    ])
  })

  test('an edited step that lacks a value refuses as it would have before, and leaves nothing behind', async () => {
    const context = whileLooking(() => edit({ body: 'Hello {{ contact.company }}' }))
    const one = await enroll(context, rita, {
      contact: { email: ana.address, name: 'Ana Alves' },
      sequenceId: 'sequence-1',
    })
    expect(one).toMatchObject({
      refused: {
        type: 'token-missing',
        detail:
          'Ana Alves has no company. Email 1 needs it. Complete the contact, or choose another sequence.',
      },
    })
    expect(await contactByEmail(stage.db, ana.address)).toBeNull()
    expect((await stage.dump())['enrollments']).toEqual([])
  })

  test('of many at once each is enrolled with the edited steps', async () => {
    const ids = await contacts(3)
    const context = whileLooking(() => edit({ body: 'Hello, new price' }))
    expect(await enrollMany(context, rita, 'sequence-1', { ids })).toMatchObject({ enrolled: 3 })
    const rows = await stage.db.all<{ version: number }>(sql`select version from enrollments`)
    expect(rows.map(({ version }) => version)).toEqual([2, 2, 2])
  })

  test('a contact whose address was changed is not enrolled under either', async () => {
    const [id = ''] = await contacts(1)
    const context = whileLooking(() =>
      changeContact(stage.context, rita, id, { email: 'pat@else.example' }),
    )
    const request = { contact: { id }, sequenceId: 'sequence-1' }
    expect(await enroll(context, rita, request)).toMatchObject({
      refused: { type: 'contact-changed' },
    })
    expect(await enroll(stage.context, rita, request)).toMatchObject({
      address: 'pat@else.example',
    })
  })
})

test('kept waiting behind others after its look, a mail from meanwhile does not end it: it looks again', async () => {
  const [id = ''] = await contacts(1)
  const { db } = stage
  const context = { ...stage.context }
  context.db = Object.assign(Object.create(db) as Db, {
    transaction: (work: (tx: Db) => Promise<unknown>) => {
      if (looks() === 1) {
        stage.pass(2 * second)
        stage.graph.deliver(ritaId, { from: `${id}@acme-${id}.example` })
      }
      return db.transaction(work)
    },
  })
  const one = await enroll(context, rita, { contact: { id }, sequenceId: 'sequence-1' })
  if (isRefused(one)) throw new Error(one.refused.detail)
  expect(looks()).toBe(2)
  await stage.work()
  expect(await stage.enrollment(one.id)).toMatchObject({ reason: 'completed', emailsSent: 1 })
})

describe('many at once', () => {
  /** A store in which every statement of a transaction takes so long. */
  function slow(statementMs: number, afterEach: () => void): Context {
    const { db } = stage
    const slowly = (tx: Db): Db => ({
      ...tx,
      all: (statement) => (stage.pass(statementMs), afterEach(), tx.all(statement)),
      one: (statement) => (stage.pass(statementMs), afterEach(), tx.one(statement)),
    })
    const context = { ...stage.context }
    context.db = Object.assign(Object.create(db) as Db, {
      transaction: (work: (tx: Db) => Promise<unknown>) => db.transaction((tx) => work(slowly(tx))),
    })
    return context
  }

  test('however long it takes, a mail from before a contact was enrolled does not end it', async () => {
    const ids = await contacts(50)
    const began = Date.parse(stage.now())
    let wrote = false
    const context = slow(10, () => {
      if (wrote || Date.parse(stage.now()) < began + 1_500) return
      wrote = true
      stage.graph.deliver(ritaId, { from: `${ids[49] ?? ''}@acme-${ids[49] ?? ''}.example` })
    })
    expect(await enrollMany(context, rita, 'sequence-1', { ids })).toMatchObject({ enrolled: 50 })
    expect(wrote).toBe(true)
    await stage.work()
    const rows = await stage.db.all<{ reason: string }>(
      sql`select reason from enrollments where reason <> 'completed'`,
    )
    expect(rows).toEqual([])
    expect(looks()).toBeGreaterThan(3)
  })

  test('500 of them cost ten looks into the mailbox', async () => {
    const ids = await contacts(500)
    expect(await enrollMany(stage.context, rita, 'sequence-1', { ids })).toMatchObject({
      enrolled: 500,
    })
    expect(looks()).toBe(10)
  })
})
