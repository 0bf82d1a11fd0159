/** Triggers and workflows at work: whom they end and when, what an undo means to them, and what they compare with. */

import sql, { type Sql } from 'sql-template-tag'
import type { ConditionGroup, SingleCondition } from '../../../shared/condition.ts'
import type { User } from '../../../server/domain/directory/user.ts'
import { defaultSettings } from '../../../server/domain/sequences/sequence.ts'
import { changeContact } from '../../../server/services/contacts/update-contact.ts'
import { enroll } from '../../../server/services/enrollments/enroll.ts'
import { dryRun } from '../../../server/services/automation/dry-run.ts'
import { pauseEnrollment } from '../../../server/services/enrollments/pause.ts'
import { noteCompanyChange } from '../../../server/services/automation/record-change.ts'
import { isRefused, type Refused } from '../../../server/services/problem.ts'
import {
  addTrigger,
  changeTrigger,
  listTriggers,
} from '../../../server/services/automation/triggers.ts'
import { addWorkflow } from '../../../server/services/automation/workflows.ts'
import {
  undoManually,
  unenrollManually,
} from '../../../server/services/enrollments/unenroll-manually.ts'
import { leaseNextJob } from '../../../server/worker/job-worker.ts'
import type { Db } from '../../../server/store/db/db.ts'
import { requestSync } from '../../../server/store/mailboxes/mailboxes.ts'
import { putUser } from '../../../server/store/directory/users.ts'
import { workJobs } from '../../support/server/jobs.ts'
import { all, any, companyHas, propertyIs } from '../../support/server/condition-facts.ts'
import { day, minute, openStage, type Stage } from '../../support/server/engine-stage.ts'
import { ana, aReport, aUser, ben, cleo, rita, ritaId, sam } from '../../support/server/makers.ts'

const eva = aUser({
  id: 'user-eva',
  oid: 'oid-eva',
  address: 'eva@contoso.example',
  name: 'Eva Egger',
  seat: 'enterprise',
})

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
  await stage.sequence()
  await putUser(stage.db, eva)
  await workJobs(stage)
  await stage.work()
})
afterEach(() => {
  stage.close()
})

async function done<Result extends object>(work: Promise<Result | Refused>): Promise<Result> {
  const result = await work
  if (isRefused(result)) throw new Error(result.refused.detail)
  return result
}

async function problemOf(work: Promise<object>): Promise<string> {
  const result = await work
  if (!isRefused(result)) throw new Error('It was not refused.')
  return result.refused.detail
}

const trigger = (condition: ConditionGroup, name = 'Customers') =>
  done(addTrigger(stage.context, rita, 'sequence-1', { name, condition }))

const workflow = (condition: ConditionGroup, from: 'all' | string[] = 'all', user: User = eva) =>
  done(
    addWorkflow(stage.context, user, {
      name: 'Clean up',
      condition,
      action: { kind: 'unenroll', from },
    }),
  )

const change = (id: string, properties: Record<string, string>) =>
  done(changeContact(stage.context, rita, id, { properties }))

const isCustomer = all(propertyIs('stage', 'customer'))
const single = (
  on: SingleCondition['on'],
  property: string,
  operator: SingleCondition['operator'],
  value?: SingleCondition['value'],
): ConditionGroup =>
  all(value === undefined ? { on, property, operator } : { on, property, operator, value })

test('a property that meets a trigger ends the enrollment at once, with the grounds in words', async () => {
  await trigger(isCustomer)
  const { id, contactId } = await stage.enroll(ana.address)
  await change(contactId, { stage: 'lead' })
  expect((await stage.enrollment(id)).state).toBe('active')
  await change(contactId, { ' Stage ': 'Customer' })
  expect(await stage.enrollment(id)).toMatchObject({
    state: 'ended',
    reason: 'trigger',
    endedBy: null,
    explanation: 'The trigger “Customers” applied: “stage” of the contact is “customer”.',
    evidence: {
      kind: 'condition',
      automation: 'trigger',
      name: 'Customers',
      because: ['“stage” of the contact is “customer”'],
    },
  })
  expect(await stage.timeline(id)).toContain(
    'Unenrolled. The trigger “Customers” applied: “stage” of the contact is “customer”.',
  )
})

test('a trigger ends its own sequence alone, a workflow all it names', async () => {
  await stage.sequence(undefined, 'sequence-2')
  await trigger(isCustomer)
  const first = await stage.enroll(ana.address, { sequenceId: 'sequence-2' })
  await change(first.contactId, { stage: 'customer' })
  expect((await stage.enrollment(first.id)).state).toBe('active')
  await workflow(isCustomer, ['sequence-2'])
  await workJobs(stage)
  expect(await stage.enrollment(first.id)).toMatchObject({ reason: 'workflow' })
})

test('a workflow leaves alone the sequences that it does not name', async () => {
  await stage.sequence(undefined, 'sequence-2')
  await workflow(isCustomer, ['sequence-2'])
  const { id, contactId } = await stage.enroll(ana.address)
  await change(contactId, { stage: 'customer' })
  expect((await stage.enrollment(id)).state).toBe('active')
})

test('saving looks at everybody enrolled, a batch after the other, and shows how far it has come', async () => {
  const ids = []
  for (let n = 0; n < 205; n += 1) {
    const { id } = await stage.enroll(`reader-${String(n)}@acme.example`)
    ids.push(id)
  }
  const other = await stage.enroll(cleo.address)
  await trigger(single('contact', 'domain', 'equals', 'acme.example'))
  const progress = async () => {
    const [one] = await done(listTriggers(stage.db, 'sequence-1'))
    return one?.progress
  }
  expect(await progress()).toEqual({ looked: 0, ended: 0, done: false })
  await workJobs(stage)
  expect(await progress()).toEqual({ looked: 206, ended: 205, done: true })
  for (const id of ids) expect((await stage.enrollment(id)).reason).toBe('trigger')
  expect((await stage.enrollment(other.id)).state).toBe('active')
})

test('a look that was cut off goes on where it stopped', async () => {
  for (let n = 0; n < 450; n += 1) await stage.enroll(`reader-${String(n)}@acme.example`)
  await trigger(single('contact', 'domain', 'equals', 'acme.example'))
  const lease = await leaseNextJob(stage.context, 'dies')
  expect(lease?.name).toBe('automation')
  let batches = 0
  const { workAutomations: lookAtAutomation } =
    await import('../../../server/services/automation/automation-job.ts')
  const goOn = () => {
    batches += 1
    return batches > 2 ? Promise.reject(new Error('killed')) : Promise.resolve()
  }
  await expect(lookAtAutomation({ context: stage.context, renewLease: goOn })).rejects.toThrow(
    'killed',
  )
  stage.wait(2 * minute)
  await workJobs(stage)
  const [one] = await done(listTriggers(stage.db, 'sequence-1'))
  expect(one?.progress).toEqual({ looked: 450, ended: 450, done: true })
})

test('what a person resumed is passed over until the condition has ceased to apply in between', async () => {
  await trigger(isCustomer)
  const { id, contactId } = await stage.enroll(ana.address)
  await change(contactId, { stage: 'customer' })
  await done(undoManually(stage.context, rita, id))
  await change(contactId, { size: '10' })
  await workJobs(stage)
  expect((await stage.enrollment(id)).state).toBe('active')
  expect((await stage.timeline(id)).join('\n')).toContain(
    'The trigger “Customers” still applies and is passed over, because Rita Ross resumed the sequence.',
  )
  await change(contactId, { stage: 'lead' })
  expect((await stage.enrollment(id)).state).toBe('active')
  await change(contactId, { stage: 'customer' })
  expect((await stage.enrollment(id)).reason).toBe('trigger')
})

test('what came to apply while it was ended does not end it again after an undo; what ends later does', async () => {
  await trigger(isCustomer)
  const { id, contactId } = await stage.enroll(ana.address)
  await done(unenrollManually(stage.context, rita, id))
  await change(contactId, { stage: 'customer' })
  await done(undoManually(stage.context, rita, id))
  await change(contactId, { size: '10' })
  expect((await stage.enrollment(id)).state).toBe('active')
  await trigger(all(propertyIs('size', '11')), 'Size')
  await change(contactId, { size: '11' })
  expect(await stage.enrollment(id)).toMatchObject({
    reason: 'trigger',
    evidence: { name: 'Size' },
  })
})

test('a condition that is written anew asks those anew whom it passed over', async () => {
  const { id: triggerId } = await trigger(isCustomer)
  const { id, contactId } = await stage.enroll(ana.address)
  await change(contactId, { stage: 'customer' })
  await done(undoManually(stage.context, rita, id))
  await done(changeTrigger(stage.context, rita, triggerId, { name: 'Clients' }))
  await workJobs(stage)
  expect((await stage.enrollment(id)).state).toBe('active')
  await done(
    changeTrigger(stage.context, rita, triggerId, {
      condition: all(propertyIs('stage', 'customer'), companyHas('Acme')),
    }),
  )
  await done(changeContact(stage.context, rita, contactId, { company: 'Acme' }))
  expect(await stage.enrollment(id)).toMatchObject({ evidence: { name: 'Clients' } })
})

test('a trigger that is switched off ends nobody; switched on, it looks at everybody', async () => {
  const { id: triggerId } = await trigger(isCustomer)
  const { id, contactId } = await stage.enroll(ana.address)
  await done(changeTrigger(stage.context, rita, triggerId, { on: false }))
  await change(contactId, { stage: 'customer' })
  await workJobs(stage)
  expect((await stage.enrollment(id)).state).toBe('active')
  await done(changeTrigger(stage.context, rita, triggerId, { on: true }))
  await workJobs(stage)
  expect((await stage.enrollment(id)).reason).toBe('trigger')
})

test('who meets a trigger already is not enrolled, and the sentence names the trigger', async () => {
  const { contactId } = await stage.enroll(ben.address)
  await change(contactId, { stage: 'customer' })
  await done(
    unenrollManually(
      stage.context,
      rita,
      (await stage.db.one<{ id: string }>(sql`select id from enrollments`))?.id ?? '',
    ),
  )
  await trigger(isCustomer)
  expect(
    await problemOf(
      enroll(stage.context, rita, { contact: { id: contactId }, sequenceId: 'sequence-1' }),
    ),
  ).toBe(
    'The trigger “Customers” would unenroll Ben at once: “stage” of the contact is “customer”. Choose another sequence, or have the trigger changed.',
  )
})

test('a trigger saved while Graph was asked refuses the enrolling as well', async () => {
  const saved: Promise<unknown>[] = []
  stage.graph.before = () => {
    stage.graph.before = null
    saved.push(trigger(single('contact', 'domain', 'equals', 'acme.example')))
  }
  expect(
    await problemOf(
      enroll(stage.context, rita, { contact: { email: ben.address }, sequenceId: 'sequence-1' }),
    ),
  ).toContain('The trigger “Customers” would unenroll Ben at once')
  expect(saved).toHaveLength(1)
  await Promise.all(saved)
  expect(await stage.db.all(sql`select id from enrollments`)).toEqual([])
})

describe('changed', () => {
  const titleChanged = single('contact', 'properties.job title', 'changed')

  test('means: since the enrolling, if the trigger is older', async () => {
    await trigger(titleChanged)
    const { id, contactId } = await stage.enroll(ana.address)
    await change(contactId, { size: '10' })
    expect((await stage.enrollment(id)).state).toBe('active')
    await change(contactId, { 'job title': 'Buyer' })
    expect((await stage.enrollment(id)).explanation).toBe(
      'The trigger “Customers” applied: “job title” of the contact has changed.',
    )
  })

  test('means: since the saving, if the enrolling is older', async () => {
    await stage.sequence(undefined, 'sequence-2')
    await workflow(titleChanged, ['sequence-2'])
    const { id, contactId } = await stage.enroll(ana.address)
    await change(contactId, { 'job title': 'Buyer' })
    await trigger(titleChanged)
    await workJobs(stage)
    expect((await stage.enrollment(id)).state).toBe('active')
    await change(contactId, { 'job title': 'Head of Buying' })
    expect((await stage.enrollment(id)).reason).toBe('trigger')
  })

  test('does not mean what changed before the enrolling, while the contact was in another sequence', async () => {
    const settings = { ...defaultSettings, severalAtOnce: true }
    await stage.sequence(undefined, 'sequence-1', { settings, version: 2 })
    await stage.sequence(undefined, 'sequence-2', { settings })
    await trigger(titleChanged)
    const { contactId } = await stage.enroll(ana.address, { sequenceId: 'sequence-2' })
    await change(contactId, { 'job title': 'Buyer' })
    const { id } = await stage.enroll(ana.address)
    await change(contactId, { size: '10' })
    expect((await stage.enrollment(id)).state).toBe('active')
    await change(contactId, { 'job title': 'Head of Buying' })
    expect((await stage.enrollment(id)).reason).toBe('trigger')
  })

  test('after an undo means: since the undo, and the next change counts', async () => {
    await trigger(titleChanged)
    const { id, contactId } = await stage.enroll(ana.address)
    await change(contactId, { 'job title': 'Buyer' })
    await done(undoManually(stage.context, rita, id))
    await change(contactId, { size: '10' })
    expect((await stage.enrollment(id)).state).toBe('active')
    await change(contactId, { 'job title': 'Head of Buying' })
    expect((await stage.enrollment(id)).reason).toBe('trigger')
  })

  test('does not hold of what was changed back', async () => {
    await trigger(any(all(...titleChanged.conditions, propertyIs('go', 'yes'))))
    const { id, contactId } = await stage.enroll(ana.address)
    await change(contactId, { 'job title': 'Buyer' })
    await change(contactId, { 'job title': '' })
    await change(contactId, { go: 'yes' })
    expect((await stage.enrollment(id)).state).toBe('active')
  })

  test('holds of the emails sent as well', async () => {
    await trigger(single('enrollment', 'emailsSent', 'changed'), 'Emails')
    const { id } = await stage.enroll(ana.address)
    await stage.work()
    expect(await stage.enrollment(id)).toMatchObject({
      emailsSent: 1,
      evidence: { name: 'Emails' },
    })
  })
})

test('a change of a company reaches its contacts, those of its domain as well, and nobody else', async () => {
  await workflow(all(companyHas('Globex')))
  await workJobs(stage)
  const first = await stage.enroll(ana.address)
  const second = await stage.enroll(ben.address)
  const third = await stage.enroll(cleo.address)
  await stage.db.all(sql`
    insert into companies (id, name, name_key, created_at)
    values ('acme', 'Globex', 'globex', ${stage.now()})`)
  await stage.db.all(
    sql`insert into company_domains (domain, company_id) values ('acme.example', 'acme')`,
  )
  await stage.db.all(sql`update contacts set company_id = 'acme' where id = ${third.contactId}`)
  const company = (name: string) => ({ id: 'acme', name, domains: ['acme.example'] })
  await stage.db.transaction((tx) =>
    noteCompanyChange(tx, stage.context, company('Acme'), company('Globex')),
  )
  await stage.enroll('dan@elsewhere.example')
  await workJobs(stage)
  for (const { id } of [first, second, third])
    expect(await stage.enrollment(id)).toMatchObject({ reason: 'workflow' })
  const open = await stage.db.all(sql`select id from enrollments where state <> 'ended'`)
  expect(open).toHaveLength(1)
})

test('an email that goes out may be what a trigger waited for', async () => {
  await trigger(single('enrollment', 'emailsSent', 'equals', 2))
  const { id } = await stage.enroll(ana.address)
  await stage.work()
  expect((await stage.enrollment(id)).state).toBe('active')
  stage.pass(2 * day + minute)
  await stage.work()
  expect(await stage.enrollment(id)).toMatchObject({ emailsSent: 2, reason: 'trigger' })
})

test('a pause may be what a trigger waited for', async () => {
  await trigger(single('enrollment', 'state', 'equals', 'paused'))
  const { id } = await stage.enroll(ana.address)
  await stage.db.transaction((tx) =>
    pauseEnrollment(tx, stage.context, id, {
      reason: 'manual',
      text: 'Paused by Rita.',
      evidence: null,
    }),
  )
  expect((await stage.enrollment(id)).reason).toBe('trigger')
})

test('time alone brings a condition about, and is looked at every hour', async () => {
  await trigger(single('enrollment', 'enrolledOn', 'before', '-PT90M'))
  const { id } = await stage.enroll(ana.address)
  await workJobs(stage)
  stage.pass(85 * minute)
  await workJobs(stage)
  expect((await stage.enrollment(id)).state).toBe('active')
  stage.pass(65 * minute)
  await workJobs(stage)
  expect(await stage.enrollment(id)).toMatchObject({
    reason: 'trigger',
    explanation: 'The trigger “Customers” applied: day of enrolling is before 90 minutes ago.',
  })
})

test('a bounce that says the address does not exist may be what a workflow waited for', async () => {
  const settings = { ...defaultSettings, severalAtOnce: true }
  await stage.sequence(undefined, 'sequence-1', { settings, version: 2 })
  await stage.sequence(undefined, 'sequence-2', { settings })
  await workflow(single('contact', 'addressState', 'equals', 'bad'))
  const first = await stage.enroll(ana.address)
  const second = await stage.enroll(ana.address, { sequenceId: 'sequence-2' })
  await stage.work()
  stage.pass(minute)
  await stage.work()
  const [email] = await stage.emails(first.id)
  const fates = [{ to: ana.address, action: 'failed', status: '5.1.1' }]
  stage.graph.deliver(ritaId, {
    from: 'mailer-daemon@acme.example',
    name: 'Mail Delivery',
    subject: 'Undeliverable: A short question',
    messageClass: 'REPORT.IPM.Note.NDR',
    headers: [{ name: 'Content-Type', value: 'multipart/report; report-type=delivery-status' }],
    mime: aReport(fates, email?.messageId ?? null),
  })
  await requestSync(stage.db, ritaId, 1, stage.now())
  await stage.work()
  expect((await stage.enrollment(first.id)).reason).toBe('bounced')
  expect((await stage.enrollment(second.id)).reason).toBe('workflow')
})

test('a dry run names whom a saving would end, and writes nothing', async () => {
  const first = await stage.enroll(ana.address)
  await change(first.contactId, { stage: 'customer' })
  await stage.enroll(ben.address)
  await stage.work()
  const before = await stage.dump()
  const result = await done(
    dryRun(stage.context, rita, {
      for: 'trigger',
      sequenceId: 'sequence-1',
      condition: isCustomer,
    }),
  )
  expect(result).toEqual({
    count: 1,
    items: [
      {
        enrollment: { id: first.id },
        contact: { id: first.contactId, email: ana.address, name: 'Ana' },
        sequence: { id: 'sequence-1', name: 'Sequence sequence-1' },
        because: ['“stage” of the contact is “customer”'],
      },
    ],
    looked: 2,
    complete: true,
  })
  expect(await stage.dump()).toEqual(before)
})

test('a change of one contact never looks through the rows of all', async () => {
  await trigger(single('contact', 'properties.job title', 'changed'))
  const { contactId } = await stage.enroll(ana.address)
  const statements: Sql[] = []
  const context = { ...stage.context, db: recording(stage.db, statements) }
  await done(changeContact(context, rita, contactId, { properties: { 'job title': 'Buyer' } }))
  expect(statements.length).toBeGreaterThan(10)
  for (const statement of statements) {
    const plan = await stage.db.all<{ detail: string }>(sql`explain query plan ${statement}`)
    const scans = plan.filter(({ detail }) => detail.startsWith('SCAN'))
    // Automations are read once after each saving; their number is bounded.
    expect({ text: statement.sql, scans }).toEqual({
      text: statement.sql,
      scans: statement.sql.includes('from automations') ? scans : [],
    })
  }
})

/** The same store, which writes down what it is asked. */
function recording(db: Db, statements: Sql[]): Db {
  const note = (statement: Sql): Sql => {
    statements.push(statement)
    return statement
  }
  return {
    all: (statement) => db.all(note(statement)),
    one: (statement) => db.one(note(statement)),
    transaction: (work) => db.transaction((tx) => work(recording(tx, statements))),
    publish: (...changes) => {
      db.publish(...changes)
    },
    skipLocked: db.skipLocked,
  }
}

test('only who may change the sequence sets its triggers, and only an enterprise seat workflows', async () => {
  expect(
    await problemOf(
      addTrigger(stage.context, sam, 'sequence-1', { name: 'x', condition: isCustomer }),
    ),
  ).toContain('Rita Ross owns this sequence. Only Rita Ross')
  await expect(workflow(isCustomer, 'all', rita)).rejects.toThrow('need an enterprise seat')
})
