/** "No more", said by the contact: by the page, by one click of the mail program, by mail. A look alone does nothing. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { ask } from '../../../tools/dev/ask.ts'
import { playIn, rita, type Play } from '../../support/stories/play.ts'
import { startWorld, type World } from '../../support/world.ts'

let world: World
let play: Play
let count = 0

beforeAll(async () => {
  world = await startWorld()
  play = playIn(world)
})
afterAll(() => world.stop())

interface Given {
  email: string
  link: string
  mailto: { address: string; subject: string }
  raw: string
}

async function enrolled(): Promise<Given> {
  count += 1
  const email = `reader${String(count)}@firm${String(count)}.example`
  await world.api(rita, 'POST', '/api/contacts', {
    email,
    name: `Reader ${String(count)}`,
    company: 'Firm',
  })
  await play.enroll(email)
  const [first] = await play.emailsArrive(email, 1)
  const raw = (first?.raw ?? '').replace(/\r\n[ \t]+/g, ' ')
  const header = /^List-Unsubscribe: (.*)$/im.exec(raw)?.[1] ?? ''
  const link = /<(https:[^>]+)>/.exec(header)?.[1] ?? ''
  const [, address = '', subject = ''] = /<mailto:([^?>]+)\?subject=([^>]+)>/.exec(header) ?? []
  return { email, link, mailto: { address, subject: decodeURIComponent(subject) }, raw }
}

function visit(url: string, method = 'GET', body?: string) {
  return ask(url, {
    method,
    certFile: world.certFile,
    ...(body === undefined
      ? {}
      : { body, headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
  })
}

test('every email bears the link and both headers, and nothing personal in them', async () => {
  const { email, link, raw, mailto } = await enrolled()
  expect(link).toMatch(new RegExp(`^${world.productUrl}/u/[\\w-]{43}$`))
  expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/im)
  expect(mailto.address).toBe(rita)
  expect(decodeURIComponent(link)).not.toContain(email.split('@')[0])
  expect(raw.replace(/=\r\n/g, '')).toContain(link)
})

test('link scanners unsubscribe nobody: looking at the page changes nothing', async () => {
  const { email, link } = await enrolled()
  for (let i = 0; i < 3; i += 1) expect((await visit(link)).text).toContain('Unsubscribe?')
  expect(await play.card(email)).toMatchObject({
    suppressed: null,
    enrollments: [{ state: 'active' }],
  })
})

test('one click in the mail program ends it, suppresses the address and sends nothing ever after', async () => {
  const { email, link } = await enrolled()
  expect((await visit(link, 'POST', 'List-Unsubscribe=One-Click')).status).toBe(200)
  expect(await play.ends(email)).toMatchObject({ reason: 'unsubscribed', may: { undo: false } })
  expect((await play.card(email)).suppressed).toMatchObject({ reason: 'unsubscribed' })
  await world.advance('P30D')
  expect(await play.emails(email)).toHaveLength(1)
  const { id } = await play.sequence('First conversation')
  const again = await world.api(rita, 'POST', '/api/enrollments', {
    contact: { email },
    sequenceId: id,
  })
  expect(again).toMatchObject({ status: 422, body: { type: 'suppressed' } })
})

test('only the contact can take it back, on the page', async () => {
  const { email, link } = await enrolled()
  await visit(link, 'POST', '')
  const ended = await play.ends(email)
  expect(await play.undo(ended.id)).toMatchObject({ status: 409, body: { type: 'not-undoable' } })
  expect((await visit(link)).text).toContain('Subscribe again')
  expect((await visit(`${link}/resubscription`, 'POST', '')).text).toContain('subscribed again')
  expect(await play.card(email)).toMatchObject({
    suppressed: null,
    enrollments: [{ state: 'active' }],
  })
})

test('the unsubscribe mail of a mail program counts as unsubscribing, not as a mail of their own', async () => {
  const { email, mailto } = await enrolled()
  await world.control(
    'POST',
    `/mail?mailbox=${mailto.address}`,
    [
      `From: <${email}>`,
      `To: <${mailto.address}>`,
      `Subject: ${mailto.subject}`,
      'Message-ID: <no-more@firm.example>',
      '',
      '',
    ].join('\r\n'),
  )
  expect(await play.ends(email)).toMatchObject({
    reason: 'unsubscribed',
    evidence: { from: { address: email } },
  })
  expect((await play.card(email)).suppressed).not.toBeNull()
})

test('a link that was tampered with is refused with a sentence', async () => {
  const { email, link } = await enrolled()
  const forged = link.slice(0, -2) + (link.endsWith('AA') ? 'BB' : 'AA')
  for (const method of ['GET', 'POST'])
    expect(await visit(forged, method, method === 'POST' ? '' : undefined)).toMatchObject({
      status: 404,
    })
  expect((await play.enrollment(email)).state).toBe('active')
})
