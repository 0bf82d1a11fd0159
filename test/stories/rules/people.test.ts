/** Who wrote, over HTTP and nothing faked: further addresses, colleagues and lists, through the real server and sandbox. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { AliasResource } from '../../../shared/contact.ts'
import type { CompanyResource } from '../../../shared/company.ts'
import type { SequenceRequest } from '../../../shared/sequence.ts'
import { ana, ben, cleo, playIn, rita, type Play } from '../../support/stories/play.ts'
import { startWorld, type World } from '../../support/world.ts'

let world: World
let play: Play
const minding = 'Minds colleagues'

beforeAll(async () => {
  world = await startWorld()
  play = playIn(world)
  await world.api(rita, 'POST', '/api/sequences', {
    name: minding,
    steps: [
      { subject: 'A question', body: 'Hello {{ contact.first_name }}, have you a minute?' },
      { body: 'Did you see my email?', delay: 'P2D' },
    ],
    settings: { unenrollSameCompany: true },
  } satisfies SequenceRequest)
})
afterAll(() => world.stop())

/** A raw mail into Rita's mailbox, from whomever. */
async function mail(headers: Record<string, string>, text = 'Hello Rita.'): Promise<void> {
  const all: Record<string, string> = { To: `<${rita}>`, Subject: 'A word', ...headers }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  await world.control('POST', `/mail?mailbox=${rita}`, [...lines, '', text, ''].join('\r\n'))
}

let count = 0
const messageId = (): string => `<people-${String((count += 1))}@outside.example>`

async function aliases(email: string): Promise<AliasResource[]> {
  return (await play.card(email)).aliases
}

async function contactId(email: string): Promise<string> {
  return (await play.card(email)).contact?.id ?? ''
}

/** Waits until the server has read what lies in the mailbox: a machine's mail that came after it has been judged. */
async function readOn(email: string): Promise<void> {
  const answers = async (): Promise<number> =>
    (await play.card(email)).timeline.filter((entry) => entry.text.includes('ticket system')).length
  const before = await answers()
  await mail({
    From: `<${email}>`,
    'Message-ID': messageId(),
    Subject: '[Ticket #4711] We have received your request',
    'Auto-Submitted': 'auto-replied',
  })
  await world.waitFor('the mailbox to be read on', async () => (await answers()) > before)
}

test('an answer from home is learned, and what she then writes from there ends it, too', async () => {
  const home = 'cleo.chen@private.example'
  await play.enroll(cleo)
  await play.emailsArrive(cleo, 1)
  await play.answer(cleo, 'reply-from-other', { from: home })
  expect(await play.ends(cleo)).toMatchObject({
    reason: 'replied-from-other-address',
    explanation: `Cleo Chen replied to email 1 from ${home}.`,
  })
  expect(await aliases(cleo)).toMatchObject([{ address: home, state: 'learned' }])
  expect((await play.card(home)).contact?.email).toBe(cleo)

  const { id } = await play.enrollment(cleo)
  await play.undo(id)
  await mail({ From: `Cleo Chen <${home}>`, 'Message-ID': messageId() }, 'One more thing.')
  expect(await play.ends(cleo)).toMatchObject({
    reason: 'wrote-from-alias',
    explanation: `Cleo Chen wrote from ${home}.`,
    may: { undo: true },
  })

  const unlinked = await world.api(
    rita,
    'DELETE',
    `/api/contacts/${await contactId(cleo)}/aliases/${encodeURIComponent(home)}`,
  )
  expect(unlinked).toMatchObject({ status: 200, body: { items: [] } })
  await play.undo(id)
  await mail({ From: `Cleo Chen <${home}>`, 'Message-ID': messageId() }, 'And another.')
  await readOn(cleo)
  expect((await play.enrollment(cleo)).state).toBe('active')
})

test('an answer under nobody’s name is offered; linked, what lies there counts', async () => {
  const stranger = 'aa71@private.example'
  await play.enroll(ben)
  const [email] = await play.emailsArrive(ben, 1)
  await mail({
    From: `<${stranger}>`,
    'Message-ID': messageId(),
    'In-Reply-To': email?.internetMessageId ?? '',
  })
  expect(await play.ends(ben)).toMatchObject({ reason: 'replied-from-other-address' })
  expect(await aliases(ben)).toMatchObject([{ address: stranger, state: 'offered' }])

  const { id } = await play.enrollment(ben)
  await play.undo(id)
  await mail({ From: `<${stranger}>`, 'Message-ID': messageId() }, 'Me again.')
  await readOn(ben)
  expect((await play.enrollment(ben)).state).toBe('active')
  const path = `/api/contacts/${await contactId(ben)}/aliases`
  expect(await world.api(rita, 'POST', path, { address: rita })).toMatchObject({
    status: 422,
    body: { type: 'own-address' },
  })
  expect(await world.api(rita, 'POST', path, { address: stranger })).toMatchObject({
    status: 200,
    body: { items: [{ address: stranger, state: 'confirmed', text: 'Linked by Rita Reyes.' }] },
  })
  expect(await play.ends(ben)).toMatchObject({ reason: 'wrote-from-alias' })
})

test('an address with a plus is the same person', async () => {
  await play.enroll(ana)
  await play.emailsArrive(ana, 1)
  await mail({ From: '<ana+fair@acme.example>', 'Message-ID': messageId() })
  expect(await play.ends(ana)).toMatchObject({ reason: 'wrote-from-alias' })
})

test('a list post is noted, and ends nothing', async () => {
  await play.enroll(ana)
  await play.emailsArrive(ana, 2)
  await mail({
    From: `Ana Alves <${ana}>`,
    To: '<talk@lists.example>',
    'Message-ID': messageId(),
    'List-Id': '<talk.lists.example>',
  })
  await play.told(ana, /wrote to a mailing list, not to the rep/)
  const { id, state } = await play.enrollment(ana)
  expect(state).toBe('active')
  await play.unenroll(id)
})

test('a colleague’s reply ends it where the sequence asks for that, and nowhere else', async () => {
  const answering = async (to: string) => {
    const [email] = await play.emails(to)
    return { 'Message-ID': messageId(), 'In-Reply-To': email?.internetMessageId ?? '' }
  }
  await play.enroll(ana)
  await play.emailsArrive(ana, 3)
  await mail({ From: 'Dora Dahl <dora@acme.example>', ...(await answering(cleo)) })
  await readOn(ana)
  expect((await play.enrollment(ana)).state).toBe('active')
  await play.unenroll((await play.enrollment(ana)).id)

  await play.enroll(ana, minding)
  await play.emailsArrive(ana, 4)
  await mail({ From: 'Dora Dahl <dora@acme.example>', ...(await answering(cleo)) })
  const ended = await play.ends(ana)
  expect(ended).toMatchObject({
    reason: 'same-company-replied',
    explanation: 'Dora Dahl of the same company replied.',
    may: { undo: true },
  })
  expect((await play.undo(ended.id)).status).toBe(200)
})

test('a company is told its domains, and who is there is a colleague', async () => {
  const refused = await world.api(rita, 'POST', '/api/companies', {
    name: 'Acme Group',
    domains: ['gmail.com'],
  })
  expect(refused).toMatchObject({ status: 422, body: { type: 'free-mail' } })
  const made = await world.api(rita, 'POST', '/api/companies', {
    name: 'Acme Group',
    domains: ['acme.example', 'acme-group.example'],
  })
  expect(made.status).toBe(201)
  expect((made.body as CompanyResource).domains).toEqual(['acme-group.example', 'acme.example'])
  const [email] = await play.emails(cleo)
  await mail({
    From: 'Emil Egger <emil@acme-group.example>',
    'Message-ID': messageId(),
    'In-Reply-To': email?.internetMessageId ?? '',
  })
  expect(await play.ends(ana)).toMatchObject({
    reason: 'same-company-replied',
    explanation: 'Emil Egger of the same company replied.',
  })
})
