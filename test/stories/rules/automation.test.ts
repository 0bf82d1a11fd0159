/** Triggers and workflows through the real server: what ends whom, what an undo means, and who may set them. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { DryRun, Trigger, Workflow } from '../../../shared/automation.ts'
import type { ContactResource } from '../../../shared/contact.ts'
import { sandboxWorld } from '../../../sandbox/constants.ts'
import { all, companyHas, propertyIs } from '../../support/server/condition-facts.ts'
import { firstConversation, playIn, rita, sam, type Play } from '../../support/stories/play.ts'
import { startWorld, type World } from '../../support/world.ts'

let world: World
let play: Play
let sequenceId: string

beforeAll(async () => {
  world = await startWorld()
  play = playIn(world)
  sequenceId = (await play.sequence(firstConversation)).id
  const seat = { email: sam, seat: 'enterprise' }
  expect((await world.api(sandboxWorld.admin, 'POST', '/api/users', seat)).status).toBe(201)
})
afterAll(() => world.stop())

async function ask<T>(rep: string, method: string, path: string, body?: object): Promise<T> {
  const reply = await world.api(rep, method, path, body)
  expect(reply.status).toBeLessThan(300)
  return reply.body as T
}

let count = 0
/** A contact of a firm of its own, enrolled by Rita, whose first email has arrived. */
async function enrolled(given: { company?: string } = {}): Promise<ContactResource> {
  count += 1
  const email = `buyer${String(count)}@firm${String(count)}.example`
  const contact = await ask<ContactResource>(rita, 'POST', '/api/contacts', {
    email,
    company: 'Firm',
    ...given,
  })
  await play.enroll(email)
  await play.emailsArrive(email, 1)
  return contact
}

const set = (id: string, properties: Record<string, string>) =>
  ask<ContactResource>(rita, 'PATCH', `/api/contacts/${id}`, { properties })

test('a property that changes meets a trigger, an undo stands, and the next time it counts again', async () => {
  const trigger = await ask<Trigger>(rita, 'POST', `/api/sequences/${sequenceId}/triggers`, {
    name: 'Customers',
    condition: all(propertyIs('stage', 'customer')),
  })
  const { id, email } = await enrolled()
  await set(id, { Stage: 'Customer' })
  const ended = await play.ends(email)
  expect(ended).toMatchObject({
    reason: 'trigger',
    explanation: 'The trigger “Customers” applied: “stage” of the contact is “customer”.',
    evidence: { kind: 'condition', id: trigger.id },
    may: { undo: true },
  })
  expect((await play.undo(ended.id)).status).toBe(200)
  await play.told(email, /still applies and is passed over/)
  await world.advance('PT2H')
  await set(id, { size: '10' })
  expect((await play.enrollment(email)).state).toBe('active')
  await set(id, { stage: 'lead' })
  await set(id, { stage: 'customer' })
  expect(await play.enrollment(email)).toMatchObject({ state: 'ended', reason: 'trigger' })
  await world.advance('P30D')
  expect(await play.emails(email)).toHaveLength(1)
  await ask(rita, 'DELETE', `/api/triggers/${trigger.id}`)
})

test('a workflow needs an enterprise seat; its dry run names who, and saving it ends just them', async () => {
  const customer = await enrolled({ company: 'Globex Corporation' })
  const other = await enrolled({ company: 'Initech' })
  const condition = all(companyHas('globex'))
  const action = { kind: 'unenroll', from: 'all' }
  const request = { name: 'No emails to Globex', condition, action }
  expect(await world.api(rita, 'POST', '/api/workflows', request)).toMatchObject({
    status: 403,
    body: { type: 'no-enterprise-seat' },
  })
  const run = await ask<DryRun>(sam, 'POST', '/api/dry-runs', {
    for: 'workflow',
    condition,
    action,
  })
  expect(run).toMatchObject({
    count: 1,
    items: [
      {
        contact: { email: customer.email },
        because: ['company name contains “globex”'],
      },
    ],
  })
  expect((await play.enrollment(customer.email)).state).toBe('active')
  const workflow = await ask<Workflow>(sam, 'POST', '/api/workflows', request)
  expect(await play.ends(customer.email)).toMatchObject({
    reason: 'workflow',
    endedBy: { kind: 'rule', rule: 'workflow' },
    explanation: 'The workflow “No emails to Globex” applied: company name contains “globex”.',
  })
  await world.waitFor('the look at everybody to be done', async () => {
    const { items } = await ask<{ items: Workflow[] }>(sam, 'GET', '/api/workflows')
    return items.find((one) => one.id === workflow.id)?.progress?.done
  })
  expect((await play.enrollment(other.email)).state).toBe('active')
  await ask(sam, 'DELETE', `/api/workflows/${workflow.id}`)
})

test('who meets a trigger is not enrolled, and the sentence names the trigger', async () => {
  const trigger = await ask<Trigger>(rita, 'POST', `/api/sequences/${sequenceId}/triggers`, {
    name: 'Our own group',
    condition: all(companyHas('Hooli')),
  })
  const contact = { email: 'gavin@hooli.example', company: 'Hooli' }
  expect(await world.api(rita, 'POST', '/api/enrollments', { contact, sequenceId })).toMatchObject({
    status: 409,
    body: { type: 'would-end-at-once' },
  })
  await ask(rita, 'DELETE', `/api/triggers/${trigger.id}`)
})

test('a day counted from now comes about as the clock moves on', async () => {
  const { id, email } = await enrolled()
  const { now } = (await world.control('GET', '/clock')).body as { now: string }
  const renewal = new Date(Date.parse(now) + 40 * 86_400_000).toISOString().slice(0, 10)
  await set(id, { renewal })
  await ask(rita, 'POST', `/api/sequences/${sequenceId}/triggers`, {
    name: 'Renewal comes near',
    condition: all({
      on: 'contact',
      property: 'properties.renewal',
      operator: 'before',
      value: 'P39D',
    }),
  })
  await world.advance('PT1H')
  expect((await play.enrollment(email)).state).toBe('active')
  await world.advance('P2D')
  expect(await play.ends(email)).toMatchObject({
    reason: 'trigger',
    explanation:
      'The trigger “Renewal comes near” applied: “renewal” of the contact is before 39 days from now.',
  })
})
