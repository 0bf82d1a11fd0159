/** A world as a company would have it after some weeks: twenty people, some sequences, and an end of every everyday kind. */

import { sandboxWorld } from '../../../sandbox/constants.ts'
import { firstConversation, rita, sam, type Play } from './play.ts'
import { called, twentyPeople, type Person } from './twenty-people.ts'
import type { Reply, World } from '../world.ts'

export const springTour = 'Spring tour'
export const renewals = 'Renewal reminder'
export const phoneRound = 'Phone round'

const hello = {
  subject: 'We are in your town in spring',
  body: 'Hello {{ contact.first_name }},\n\nour team visits {{ contact.company }} and its neighbours in spring. Choose a time that suits you:\n\n{{ sender.meetings_link }}\n\nBest regards\n{{ sender.name }}',
}
const again = {
  delay: 'P2D',
  body: 'Hello {{ contact.first_name }},\n\ndid my email reach you? Ten minutes are enough.\n\n{{ sender.name }}',
}
const call = {
  kind: 'call',
  subject: 'Call {{ contact.first_name }} about the new price list',
  body: 'Ask who decides on it at {{ contact.company }}.',
}
const last = {
  delay: 'P1W',
  body: 'Hello {{ contact.first_name }},\n\nthis is my last email. Whenever you like, I am here.\n\n{{ sender.name }}',
}

/** Makes it through the API and the people outside; about half a minute. */
export async function makeBelievable(world: World, play: Play): Promise<void> {
  const ask = async (
    rep: string,
    method: string,
    path: string,
    body?: object,
  ): Promise<unknown> => {
    const reply: Reply = await world.api(rep, method, path, body)
    if (reply.status >= 300) throw new Error(`${path}: ${JSON.stringify(reply.body)}`)
    return reply.body
  }
  const enroll = async (first: string, sequence: string, rep = rita): Promise<Person> => {
    const person = called(first)
    const before = (await play.emails(person.email)).length
    await play.enroll(person.email, sequence, rep)
    await play.emailsArrive(person.email, before + 1)
    return person
  }
  const make = (owner: string, name: string, settings: object = {}) =>
    ask(owner, 'POST', '/api/sequences', { name, steps: [hello, again, last], settings })

  for (const person of twentyPeople) await ask(rita, 'POST', '/api/contacts', person)
  await ask(sandboxWorld.admin, 'POST', '/api/users', { email: sam, seat: 'enterprise' })
  await make(rita, springTour, { unenrollSameCompany: true })
  await make(sam, renewals)
  await make(rita, 'Winter offer')
  await ask(rita, 'POST', '/api/sequences', {
    name: phoneRound,
    steps: [hello, { ...call, delay: 'P1D' }, again],
  })

  // Some are through with an earlier sequence already.
  for (const first of ['Uma', 'Viktor', 'Tara']) await enroll(first, firstConversation)
  await world.advance('P15D')
  await world.advance('P15D')
  for (const first of ['Uma', 'Viktor', 'Tara']) await play.ends(called(first).email)
  await enroll('Wanda', phoneRound)
  await world.advance('P1D')

  await ask(rita, 'POST', `/api/sequences/${(await play.sequence(springTour)).id}/triggers`, {
    name: 'Has become a customer',
    condition: {
      match: 'all',
      conditions: [
        { on: 'contact', property: 'properties.stage', operator: 'equals', value: 'customer' },
      ],
    },
  })
  await ask(sam, 'POST', '/api/workflows', {
    name: 'Complaints come first',
    condition: {
      match: 'all',
      conditions: [
        { on: 'contact', property: 'properties.complaint', operator: 'equals', value: 'open' },
      ],
    },
    action: { kind: 'unenroll', from: 'all' },
  })

  for (const { name } of twentyPeople.slice(0, 17))
    await enroll(name.split(' ')[0] ?? '', springTour)
  await enroll('Uma', renewals, sam)
  await enroll('Viktor', 'Winter offer')

  await play.answer(called('Dora').email, 'reply', {
    text: 'Hello Rita,\n\nthat sounds good. Could you call me on Thursday?\n\nDora',
  })
  await play.answer(called('Gina').email, 'out-of-office')
  await play.answer(called('Hugo').email, 'reply-from-other')
  await play.answer(called('Ines').email, 'bounce')
  await outside(world, called('Jan'), { kind: 'unsubscribe-mail' })
  await outside(world, called('Kim'), { kind: 'new-mail', to: rita, subject: 'Your prices' })
  await outside(world, called('Lara'), null)
  await outside(world, called('Stefan'), { kind: 'left-company' })
  const nele = await play.enrollment(called('Nele').email)
  await play.unenroll(nele.id)
  for (const [first, properties] of [
    ['Omar', { stage: 'customer' }],
    ['Paula', { complaint: 'open' }],
  ] as const) {
    const { contact } = await play.card(called(first).email)
    await ask(rita, 'PATCH', `/api/contacts/${contact?.id ?? ''}`, { properties })
  }
  await ask(
    rita,
    'POST',
    `/api/enrollments/${(await play.enrollment(called('Rosa').email)).id}/pauses`,
    {},
  )
  for (const first of [
    'Dora',
    'Emil',
    'Hugo',
    'Ines',
    'Jan',
    'Kim',
    'Lara',
    'Nele',
    'Omar',
    'Paula',
  ])
    await play.ends(called(first).email)
  await ask(sandboxWorld.admin, 'POST', '/api/companies', {
    name: 'Iris Interiors',
    domains: ['iris-interiors.example', 'iris-design.example'],
  })
  const winter = await play.sequence('Winter offer')
  await ask(rita, 'DELETE', `/api/sequences/${winter.id}`)
  await ask(sandboxWorld.admin, 'POST', '/api/suppressions', {
    address: 'press@harbor-bank.example',
    reason: 'Asked on the phone',
  })
}

/** Answers the newest email as this person, or (null) invites Rita to a meeting. */
async function outside(
  world: World,
  { email, name }: Person,
  answer: { kind: string; to?: string; subject?: string } | null,
): Promise<void> {
  const { body } = await world.control('GET', `/outside/${email}/messages`)
  const [newest] = (body as { items: { id: string }[] }).items
  const { body: clock } = await world.control('GET', '/clock')
  const now = Date.parse((clock as { now: string }).now)
  const reply =
    answer === null
      ? await world.control('POST', `/outside/${email}/invitations`, {
          to: rita,
          subject: `${name} and Contoso`,
          start: new Date(now + 26 * 3_600_000).toISOString(),
          end: new Date(now + 27 * 3_600_000).toISOString(),
        })
      : await world.control('POST', `/outside/${email}/answers`, {
          ...answer,
          ...(answer.kind === 'new-mail' ? {} : { messageId: newest?.id }),
        })
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body))
}
