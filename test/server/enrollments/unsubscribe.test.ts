/** The way out of every email: only the contact's own click, one-click post or mail unsubscribes, and it holds for all. */

import sql from 'sql-template-tag'
import { suppress } from '../../../server/store/contacts/suppressions.ts'
import { requestSync } from '../../../server/store/mailboxes/mailboxes.ts'
import { readLink, signLink } from '../../../server/domain/outbound/link-token.ts'
import { day, minute } from '../../support/server/engine-stage.ts'
import { openApiPlay, type Answer, type ApiPlay } from '../../support/server/api-play.ts'
import { ana, mia, rita, ritaId } from '../../support/server/makers.ts'
import { headerIn } from '../../support/server/scripted-graph.ts'

let play: ApiPlay
let id = ''
let page = ''
beforeEach(async () => {
  play = await openApiPlay()
  await play.stage.sequence()
  await play.stage.work()
  id = (await play.stage.enroll(ana.address)).id
  await play.stage.work()
  const header = headerIn(play.stage.graph.sent[0]?.mime ?? '', 'List-Unsubscribe') ?? ''
  page = new URL(/<(https:[^>]+)>/.exec(header)?.[1] ?? 'https://missing.example/').pathname
})
afterEach(() => play.close())

const click = (path = page): Promise<Answer> =>
  play.call('POST', path, {
    as: null,
    raw: 'List-Unsubscribe=One-Click',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
const suppressed = () =>
  play.stage.db.all(sql`select address, reason from suppressions order by address`)

test('every email offers one click and a mail, and its text names the same page', () => {
  const mime = play.stage.graph.sent[0]?.mime ?? ''
  expect(headerIn(mime, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
  expect(headerIn(mime, 'List-Unsubscribe')).toContain('<mailto:')
  expect(mime.replace(/=\r\n/g, '')).toContain(`https://sales.contoso.example${page}`)
  expect(page).not.toMatch(/ana|acme/)
})

test('following the link, as link scanners do, changes nothing', async () => {
  const before = await play.stage.dump()
  for (const method of ['GET', 'HEAD', 'GET'])
    expect((await play.call(method, page, { as: null })).status).toBe(200)
  await play.call('GET', `${page}/resubscription`, { as: null })
  expect(await play.stage.dump()).toEqual(before)
})

test('one click ends the enrollment for good: nothing is sent, undone or begun again', async () => {
  expect((await click()).status).toBe(200)
  expect(await play.stage.enrollment(id)).toMatchObject({ state: 'ended', reason: 'unsubscribed' })
  expect(await suppressed()).toEqual([{ address: ana.address, reason: 'unsubscribed' }])
  const undo = await play.call('DELETE', `/api/enrollments/${id}/unenrollment`)
  expect(undo.json['detail']).toContain('Only the contact')
  await expect(play.stage.enroll(ana.address)).rejects.toThrow('suppression list')
  play.stage.jump(30 * day)
  await play.stage.work()
  expect(play.stage.graph.sent).toHaveLength(1)
})

test('clicked twice, it is done once', async () => {
  await click()
  const before = await play.stage.dump()
  expect((await click()).status).toBe(200)
  expect(await play.stage.dump()).toEqual(before)
})

test('a link from an email of an enrollment that ended long ago still unsubscribes', async () => {
  await play.call('POST', `/api/enrollments/${id}/unenrollment`)
  const again = await play.stage.enroll(ana.address)
  await click()
  expect((await play.stage.enrollment(again.id)).reason).toBe('unsubscribed')
  expect((await play.stage.enrollment(id)).reason).toBe('manual')
})

test.each([
  ['cut off', (path: string) => path.slice(0, -3)],
  ['with an email changed', (path: string) => path.slice(0, -1) + (path.endsWith('A') ? 'B' : 'A')],
  ['of another purpose', () => `/u/${signLink(play.stage.context.messageIdKey, 'meet', id)}`],
  ['of another key', () => `/u/${signLink('guessed', 'unsubscribe', id)}`],
  ['that cannot be decoded', () => '/u/%F0%9F'],
] as const)('a link %s does nothing and says so', async (_words, bend) => {
  const before = await play.stage.dump()
  const answer = await click(bend(page))
  expect([400, 404]).toContain(answer.status)
  expect(await play.stage.dump()).toEqual(before)
})

test('the contact may take it back on the page, and the sequence goes on after the delay that was left', async () => {
  play.stage.pass(day)
  await click()
  play.stage.pass(10 * day)
  expect((await click(`${page}/resubscription`)).status).toBe(200)
  expect(await suppressed()).toEqual([])
  expect(await play.stage.enrollment(id)).toMatchObject({
    state: 'active',
    dueAt: '2026-03-14T09:00:00.000Z',
  })
})

test('taking it back does not lift what somebody else put on the suppression list', async () => {
  await suppress(play.stage.db, {
    address: ana.address,
    reason: 'complaint',
    since: play.stage.now(),
  })
  await click()
  await click(`${page}/resubscription`)
  expect(await suppressed()).toEqual([{ address: ana.address, reason: 'complaint' }])
  expect((await play.stage.enrollment(id)).state).toBe('ended')
})

test('taking it back is whole or nothing: where one address must stay, none may be written to, and the page names it', async () => {
  await play.call('POST', `/api/contacts/${(await play.stage.enrollment(id)).contactId}/aliases`, {
    body: { address: 'ana@home.example' },
  })
  const admin = { as: mia }
  const body = { address: 'ana@home.example', reason: 'Asked on paper' }
  await play.call('POST', '/api/suppressions', { ...admin, body })
  await click()
  const before = await play.stage.dump()
  const answer = await click(`${page}/resubscription`)
  expect(answer.text).toContain('Nothing was changed')
  expect(await play.stage.dump()).toEqual(before)
  expect(answer.text).toContain('We keep a…@home.example on our own list')
  expect(answer.text).not.toContain('on paper')
  expect(await suppressed()).toEqual([
    { address: ana.address, reason: 'unsubscribed' },
    { address: 'ana@home.example', reason: 'Asked on paper' },
  ])
  expect(await play.stage.enrollment(id)).toMatchObject({ state: 'ended', reason: 'unsubscribed' })

  await play.call('DELETE', '/api/suppressions/ana@home.example', admin)
  await click(`${page}/resubscription`)
  expect(await suppressed()).toEqual([])
  expect((await play.stage.enrollment(id)).state).toBe('active')
})

test('taking back what was never asked for changes nothing', async () => {
  const before = await play.stage.dump()
  await click(`${page}/resubscription`)
  expect(await play.stage.dump()).toEqual(before)
})

describe('the unsubscribe mail', () => {
  const arrives = async (subject: string, headers: { name: string; value: string }[] = []) => {
    play.stage.pass(minute)
    play.stage.graph.deliver(ritaId, { subject, headers })
    await requestSync(play.stage.db, ritaId, 1, play.stage.now())
    await play.stage.work()
  }
  const subjectOf = (): string => {
    const header = headerIn(play.stage.graph.sent[0]?.mime ?? '', 'List-Unsubscribe') ?? ''
    const mailto = /<(mailto:[^>]+)>/.exec(header.replace(/\s/g, ''))?.[1] ?? ''
    return new URL(mailto).searchParams.get('subject') ?? ''
  }

  test('is taken for what it is, not for a mail of her own', async () => {
    await arrives(subjectOf())
    expect(await play.stage.enrollment(id)).toMatchObject({ reason: 'unsubscribed' })
    expect((await play.stage.enrollment(id)).evidence).toMatchObject({ mailbox: rita.address })
    expect(await suppressed()).toHaveLength(1)
  })

  test('counts when the mail program owns up to having written it', async () => {
    await arrives(subjectOf(), [{ name: 'Auto-Submitted', value: 'auto-generated' }])
    expect((await play.stage.enrollment(id)).reason).toBe('unsubscribed')
  })

  test('with a token that is not ours is a mail like any other', async () => {
    await arrives(`Unsubscribe ${'A'.repeat(43)}`)
    expect((await play.stage.enrollment(id)).reason).toBe('wrote-separately')
    expect(await suppressed()).toEqual([])
  })
})

test('a signed link is read back only as what it was signed for', () => {
  const uuid = '01a20988-653f-73f7-8998-43ef268aca34'
  const token = signLink('key', 'unsubscribe', uuid)
  expect(token).toHaveLength(43)
  expect(readLink('key', 'unsubscribe', token)).toBe(uuid)
  expect(readLink('key', 'meet', token)).toBeNull()
  expect(readLink('other', 'unsubscribe', token)).toBeNull()
  expect(readLink('key', 'unsubscribe', `${token}=`)).toBeNull()
  expect(readLink('key', 'unsubscribe', '')).toBeNull()
  expect(() => signLink('key', 'unsubscribe', 'ana@acme.example')).toThrow('UUID')
})
