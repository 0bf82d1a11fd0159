/** Emails before they are saved: written by the renderer of those that go out, with what is missing said in sentences. */

import { openApiPlay, type ApiPlay } from '../../support/server/api-play.ts'
import { day } from '../../support/server/engine-stage.ts'
import { ana, rita, sam } from '../../support/server/makers.ts'
import { onlyPause } from '../../support/server/resume.ts'

let play: ApiPlay
beforeEach(async () => {
  play = await openApiPlay()
  await play.stage.sequence()
})
afterEach(() => play.close())

const email = {
  subject: 'Hello {{ contact.first_name }}',
  body: 'Dear {{ contact.name }},\n\nhow is {{ contact.company }}?',
}
const answer = { body: 'You are {{ contact.properties["job title"] }}.', delay: 'P2D' }
const preview = (body: object) => play.call('POST', '/api/previews', { body })

test('a contact’s emails are written as they will be: answers under their subject, from the mailbox they go from', async () => {
  const { contactId } = await play.stage.enroll(ana.address, { name: ana.name, by: sam })
  await play.call('PATCH', `/api/contacts/${contactId}`, {
    body: { company: 'Acme', properties: { 'job title': 'buyer' } },
  })
  const asked = { steps: [email, answer], sequenceId: 'sequence-1' }
  const { status, json } = await preview(asked)
  expect(status).toBe(200)
  expect(json).toMatchObject({
    contact: { id: contactId, name: ana.name, email: ana.address },
    sender: { name: sam.name, email: sam.address },
    steps: [
      { number: 1, fault: null, subject: 'Hello Ana', missing: [] },
      { number: 2, subject: 'Re: Hello Ana', text: 'You are buyer.', missing: [] },
    ],
  })
  expect(JSON.stringify(json)).toContain('Dear Ana Alves,\\n\\nhow is Acme?')
})

test('everything that is missing is named, and stands in brackets in the email', async () => {
  await play.stage.enroll(ana.address, { name: ana.name })
  const both = { ...email, body: `${email.body} ${answer.body}` }
  const { json } = await preview({ steps: [both], sequenceId: 'sequence-1' })
  expect(json['steps']).toEqual([
    {
      number: 1,
      kind: 'automatic-email',
      fault: null,
      subject: 'Hello Ana',
      text: 'Dear Ana Alves,\n\nhow is [company]? You are [job title].',
      missing: ['Ana Alves has no company.', 'Ana Alves has no “job title”.'],
    },
  ])
})

test('with nobody enrolled and nothing saved a contact is made up, who has everything', async () => {
  const { json } = await preview({ steps: [email, answer] })
  expect(json).toMatchObject({
    contact: { id: null, name: 'Sample Contact' },
    sender: { name: rita.name },
    steps: [{ missing: [] }, { text: 'You are sample job title.', missing: [] }],
  })
})

test('what is wrong with a step is said at that step, and the others are shown', async () => {
  const steps = [
    email,
    { body: 'Hi {{ contact.name' },
    { body: 'Hi {{ contact.nickname }}' },
    { body: 'Meet me: {{ sender.meetings_link }}' },
  ]
  const { json } = await preview({ steps })
  expect(json['steps']).toMatchObject([
    { fault: null },
    {
      fault:
        'Step 2 has a token that cannot be read: “{{ contact.name” is not closed. End it with }}.',
    },
    {
      fault: expect.stringContaining(
        'Step 3 uses {{ contact.nickname }}, which is not known.',
      ) as string,
    },
    { fault: null, text: 'Meet me: https://sales.contoso.example/meet/…' },
  ])
})

test('nothing is written by it, and a contact that is not there is told', async () => {
  await play.stage.enroll(ana.address)
  const before = await play.stage.dump()
  await preview({ steps: [email], sequenceId: 'sequence-1' })
  await play.call('POST', '/api/sequences/sequence-1/rollout-preview', { body: { steps: [email] } })
  expect(await play.stage.dump()).toEqual(before)
  expect(await preview({ steps: [email], contactId: 'none' })).toMatchObject({ status: 404 })
  expect(await play.call('POST', '/api/previews', { as: null, body: { steps: [] } })).toMatchObject(
    { status: 401 },
  )
})

test('the tokens are those that are known, and the properties that contacts were given', async () => {
  const { contactId } = await play.stage.enroll(ana.address)
  await play.call('PATCH', `/api/contacts/${contactId}`, {
    body: { properties: { 'Job Title': 'buyer' } },
  })
  const { json } = await play.call('GET', '/api/tokens')
  expect(json['items']).toEqual(
    expect.arrayContaining([
      { token: 'sender.meetings_link', title: 'Sender: meetings link' },
      { token: 'contact.properties["job title"]', title: 'Contact: job title' },
    ]),
  )
})

test('an email that waits says what the contact lacks, not which token', async () => {
  const steps = [{ subject: 'a', body: 'Hello' }, { body: 'At {{ contact.company }}' }]
  await play.stage.sequence(steps, 'sequence-2')
  const contact = { email: ana.address, name: ana.name, company: 'Acme' }
  await play.call('POST', '/api/contacts', { body: contact })
  const { id, contactId } = await play.stage.enroll(ana.address, { sequenceId: 'sequence-2' })
  await play.stage.work()
  await play.call('PATCH', `/api/contacts/${contactId}`, { body: { company: '' } })
  play.stage.pass(2 * day)
  await play.stage.work()
  const { text } = await onlyPause(play.stage, id)
  expect(text).toContain('The contact has no company.')
  expect(text).not.toContain('{{')
})

test('the steps’ ids go with them, and edited steps reach those enrolled on request', async () => {
  const { id } = await play.stage.enroll(ana.address)
  await play.stage.work()
  const { json } = await play.call('GET', '/api/sequences/sequence-1')
  const steps = (json['steps'] as Record<string, unknown>[]).map(
    ({ number: _number, ...step }) => step,
  )
  const edited = steps.map((step, index) => (index === 1 ? { ...step, body: 'Edited' } : step))
  const foreseen = await play.call('POST', '/api/sequences/sequence-1/rollout-preview', {
    body: { steps: edited },
  })
  expect(foreseen.json).toEqual({ enrolled: 1, changed: 1, completed: 0, kept: 0 })
  const saved = await play.call('PATCH', '/api/sequences/sequence-1', {
    headers: { 'if-match': '*' },
    body: { name: 'Spring', steps: edited, applyTo: 'enrolled' },
  })
  expect(saved).toMatchObject({ status: 200, json: { rollout: null } })
  expect((saved.json['steps'] as { id: string }[]).map((step) => step.id)).toEqual(
    steps.map((step) => step['id']),
  )
  expect((await play.stage.enrollment(id)).version).toBe(2)
  const refused = await play.call('POST', '/api/sequences/sequence-1/rollout-preview', {
    as: sam,
    body: { steps: edited },
  })
  expect(refused).toMatchObject({ status: 403 })
})
