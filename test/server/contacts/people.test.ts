/** Further addresses, companies and suppressions at work: what is learned, what a person says, and what then ends. */

import sql from 'sql-template-tag'
import type { SequenceSettings } from '../../../shared/sequence.ts'
import { defaultSettings } from '../../../server/domain/sequences/sequence.ts'
import { changeContact } from '../../../server/services/contacts/update-contact.ts'
import { contactCard } from '../../../server/services/views/contact-card.ts'
import { linkAlias, unlinkAlias } from '../../../server/services/contacts/link-alias.ts'
import { isRefused } from '../../../server/services/problem.ts'
import { saveCompany } from '../../../server/services/contacts/save-company.ts'
import { saveContact } from '../../../server/services/contacts/add-contact.ts'
import {
  undoManually,
  unenrollManually,
} from '../../../server/services/enrollments/unenroll-manually.ts'
import { resubscribe, unsubscribe } from '../../../server/services/enrollments/unsubscribe.ts'
import { suppressionOf } from '../../../server/store/contacts/suppressions.ts'
import { requestSync } from '../../../server/store/mailboxes/mailboxes.ts'
import { day, minute, openStage, second, type Stage } from '../../support/server/engine-stage.ts'
import { ana, ben, cleo, rita, ritaId, sam, samId } from '../../support/server/makers.ts'
import type { MessageInGraph } from '../../support/server/scripted-graph.ts'

let stage: Stage
let id = ''
let contactId = ''
beforeEach(async () => {
  stage = await openStage()
  await stage.sequence(undefined, 'sequence-1', {
    settings: { ...defaultSettings, unenrollSameCompany: true },
  })
  await stage.work()
  const enrollment = await stage.enroll(ana.address, { name: ana.name })
  id = enrollment.id
  contactId = enrollment.contactId
  await stage.work()
  stage.pass(minute)
})
afterEach(() => {
  stage.close()
})

const home = { from: 'ana@home.example', name: 'Ana Alves' }
const private_ = { from: 'aa71@private.example', name: 'Somebody' }
const emailId = (to = ana.address): string =>
  stage.graph.sent.findLast((one) => one.to === to)?.messageId ?? ''
const answering = (name = emailId()) => ({ headers: [{ name: 'In-Reply-To', value: name }] })

const answeringLunch = answering('<lunch@contoso.example>')

async function arrives(mail: Partial<MessageInGraph>, mailboxId = ritaId): Promise<void> {
  stage.graph.deliver(mailboxId, mail)
  await requestSync(stage.db, mailboxId, 1, stage.now())
  await stage.work()
  stage.pass(minute)
}

/** Gives the sequence other settings, which hold for those who are in it. */
const reedit = (settings: Partial<SequenceSettings>) =>
  stage.sequence(undefined, 'sequence-1', {
    version: 2,
    settings: { ...defaultSettings, ...settings },
  })
const card = (email = ana.address) => contactCard(stage.context, rita, email)
const undo = () => undoManually(stage.context, rita, id)
const link = (address: string, contact = contactId) =>
  linkAlias(stage.context, rita, contact, address)
const reasonOf = async (enrollmentId = id) => (await stage.enrollment(enrollmentId)).reason

describe('an answer from another address', () => {
  test('under her name is learned, told, and ends the next enrollment on its own', async () => {
    await arrives({ ...home, ...answering() })
    expect((await card()).aliases).toMatchObject([
      {
        address: home.from,
        state: 'learned',
        text: 'It answered email 1 under the name Ana Alves.',
      },
    ])
    expect((await stage.timeline(id)).at(-1)).toContain('is taken for another address of Ana Alves')
    expect((await stage.enrollment(id)).explanation).toBe(
      'Ana Alves replied to email 1 from ana@home.example.',
    )
    await undo()
    await arrives(home)
    const again = await stage.enrollment(id)
    expect(again).toMatchObject({
      reason: 'wrote-from-alias',
      explanation: 'Ana Alves wrote from ana@home.example.',
    })
  })

  test('ends her other enrollments of this rep as well, once the address is learned', async () => {
    await stage.sequence(undefined, 'sequence-2', {
      settings: { ...defaultSettings, severalAtOnce: true },
    })
    await reedit({ severalAtOnce: true })
    const other = await stage.enroll(ana.address, { sequenceId: 'sequence-2' })
    await arrives({ ...home, ...answering() })
    expect(await reasonOf()).toBe('replied-from-other-address')
    expect(await reasonOf(other.id)).toBe('wrote-from-alias')
  })

  test('under no name of hers is offered, and counts only when a person links it', async () => {
    await arrives({ ...private_, ...answering() })
    expect((await card()).aliases).toMatchObject([{ address: private_.from, state: 'offered' }])
    expect((await stage.timeline(id)).at(-1)).toMatch(/^Is aa71@private.example another address/)
    await undo()
    await arrives(private_)
    expect(await reasonOf()).toBeNull()
    stage.pass(day)
    await stage.work()
    expect(await link(private_.from)).toMatchObject({ state: 'confirmed' })
    // What lay there already counts, too: nobody who has written gets another email.
    await stage.work()
    expect(await stage.enrollment(id)).toMatchObject({ reason: 'wrote-from-alias' })
    expect((await card()).aliases).toMatchObject([
      { state: 'confirmed', text: 'Linked by Rita Ross.' },
    ])
  })

  test('by a colleague who is a contact of their own teaches nothing', async () => {
    await saveContact(stage.context, rita, { email: ben.address, name: ben.name })
    await arrives({ from: ben.address, name: ben.name, ...answering() })
    expect(await reasonOf()).toBe('replied-from-other-address')
    expect((await card()).aliases).toEqual([])
  })

  test('that another contact has already is not learned for a second one', async () => {
    const other = await stage.enroll(cleo.address, { name: 'Ana Alves' })
    stage.pass(10 * second)
    await stage.work()
    await arrives({ ...home, ...answering() })
    await arrives({ ...home, ...answering(emailId(cleo.address)) })
    expect(await reasonOf(other.id)).toBe('replied-from-other-address')
    expect((await card(cleo.address)).aliases).toEqual([])
  })

  test('from a role address is offered even under her name', async () => {
    await arrives({ from: 'sales@acme.example', name: 'Ana Alves', ...answering() })
    expect((await card()).aliases).toMatchObject([{ state: 'offered' }])
  })

  test('after the end is learned as well', async () => {
    await unenrollManually(stage.context, rita, id)
    await arrives({ ...home, ...answering() })
    expect((await card()).aliases).toMatchObject([{ state: 'learned' }])
  })
})

describe('unlinked', () => {
  beforeEach(async () => {
    await arrives({ ...home, ...answering() })
    await undo()
    expect(isRefused(await unlinkAlias(stage.context, rita, contactId, home.from))).toBe(false)
  })

  test('mail from it counts no longer, Reply-To or not', async () => {
    await arrives(home)
    await arrives({ ...home, replyTo: [ana.address] })
    expect(await reasonOf()).toBeNull()
    expect((await card()).aliases).toEqual([])
  })

  test('it is never learned again', async () => {
    await arrives({ ...home, ...answering() })
    expect(await reasonOf()).toBe('replied-from-other-address')
    expect((await card()).aliases).toEqual([])
  })

  test('a person may link it again', async () => {
    await link(home.from)
    await arrives(home)
    expect(await reasonOf()).toBe('wrote-from-alias')
  })
})

test('a card is found by any address of the contact, and by none that was only offered', async () => {
  await link(home.from)
  for (const email of [ana.address, home.from, 'ana+x@acme.example', 'ana+x@home.example'])
    expect((await card(email)).contact?.email).toBe(ana.address)
  await arrives({ ...private_, ...answering() })
  expect((await card(private_.from)).contact).toBeNull()
})

describe('linking is refused with a sentence', () => {
  test.each([
    ['no address', 'ana', /is not a mail address/],
    ['our own people', sam.address, /your own company/],
    ['the contact’s own address', 'ana+x@acme.example', /is known already/],
    ['a program', 'noreply@acme.example', /programs send from/],
  ])('%s', async (_words, address, sentence) => {
    const result = await link(address)
    expect(isRefused(result) ? result.refused.detail : '').toMatch(sentence)
  })

  test('another contact’s own address, and another contact’s further one', async () => {
    const other = await saveContact(stage.context, rita, { email: cleo.address, name: cleo.name })
    if (isRefused(other)) throw new Error(other.refused.detail)
    await link('cleo@home.example', other.id)
    for (const address of [cleo.address, 'cleo@home.example', 'cleo+x@home.example']) {
      const result = await link(address)
      expect(isRefused(result) ? result.refused.detail : '').toContain('Cleo Costa')
    }
  })

  test('a further address is not enrolled or added as somebody else', async () => {
    await link(home.from)
    await expect(stage.enroll(home.from)).rejects.toThrow(/a further address of Ana Alves/)
    const saved = await saveContact(stage.context, rita, { email: home.from })
    expect(saved).toMatchObject({ refused: { status: 409, type: 'alias-known' } })
  })
})

describe('a changed address', () => {
  beforeEach(() => unenrollManually(stage.context, rita, id))
  const move = (email: string) => changeContact(stage.context, rita, contactId, { email })

  test('leaves the old one as a further address, for an answer may still come from there', async () => {
    await move('ana@new.example')
    expect((await card('ana@new.example')).aliases).toMatchObject([
      { address: ana.address, state: 'confirmed' },
    ])
    await undo()
    stage.pass(minute)
    await arrives({})
    expect(await reasonOf()).toBe('wrote-from-alias')
  })

  test('to a further one of the contact makes it the contact’s own', async () => {
    await link(home.from)
    await move(home.from)
    expect((await card(home.from)).aliases.map((one) => one.address)).toEqual([ana.address])
  })

  test('to somebody else’s is refused', async () => {
    const other = await saveContact(stage.context, rita, { email: cleo.address, name: cleo.name })
    if (isRefused(other)) throw new Error(other.refused.detail)
    await link('cleo@home.example', other.id)
    expect(await move('cleo@home.example')).toMatchObject({ refused: { type: 'alias-known' } })
    expect(await move(cleo.address)).toMatchObject({ refused: { type: 'contact-known' } })
  })

  test('leaves the old one to the contact who has it in another spelling', async () => {
    const move = (contact: string, email: string) =>
      changeContact(stage.context, rita, contact, { email })
    const dotted = await stage.enroll('ana.b@gmail.com')
    await stage.work()
    await unenrollManually(stage.context, rita, dotted.id)
    const plain = await saveContact(stage.context, rita, { email: 'anab@gmail.com' })
    if (isRefused(plain)) throw new Error(plain.refused.detail)
    const plainIs = await stage.enroll('anab@gmail.com')
    await stage.work()
    await unenrollManually(stage.context, rita, plainIs.id)
    expect(await move(dotted.contactId, 'dotted@other.example')).toMatchObject({
      email: 'dotted@other.example',
    })
    expect((await card('dotted@other.example')).aliases).toEqual([])
    expect(await move(plain.id, 'plain@other.example')).toMatchObject({
      email: 'plain@other.example',
    })
    expect((await card('plain@other.example')).aliases).toMatchObject([
      { address: 'anab@gmail.com', state: 'confirmed' },
    ])
  })

  test('of somebody who unsubscribed stays unsubscribed', async () => {
    await unsubscribe(stage.context, id)
    await move('ana@new.example')
    expect(await suppressionOf(stage.db, 'ana@new.example')).toMatchObject({
      reason: 'unsubscribed',
    })
  })
})

describe('unsubscribed', () => {
  test('every confirmed address is suppressed, a learned one only once it is confirmed', async () => {
    await arrives({ ...home, ...answering() })
    await link('ana@second.example')
    await unsubscribe(stage.context, id)
    const isSuppressed = async (address: string) =>
      (await suppressionOf(stage.db, address)) !== null
    expect(await isSuppressed(ana.address)).toBe(true)
    expect(await isSuppressed('ana@second.example')).toBe(true)
    expect(await isSuppressed(home.from)).toBe(false)
    await link(home.from)
    expect(await isSuppressed(home.from)).toBe(true)
    expect(await resubscribe(stage.context, id)).toEqual({ kind: 'done' })
    for (const address of [ana.address, 'ana@second.example', home.from])
      expect(await isSuppressed(address)).toBe(false)
  })

  test('another spelling is not written to either, at enrolling and at the gate', async () => {
    const spelt = await stage.enroll('ana+news@acme.example', { name: 'Ana' })
    await unsubscribe(stage.context, id)
    stage.pass(day)
    await stage.work()
    expect(await stage.emails(spelt.id)).toEqual([])
    await expect(stage.enroll('ana+more@acme.example')).rejects.toThrow(/suppression list/)
  })

  test('all enrollments end, all senders', async () => {
    await reedit({ severalAtOnce: true })
    await stage.sequence(undefined, 'sequence-2', {
      settings: { ...defaultSettings, severalAtOnce: true },
    })
    const other = await stage.enroll(ana.address, { sequenceId: 'sequence-2', by: sam })
    await unsubscribe(stage.context, id)
    expect(await reasonOf()).toBe('unsubscribed')
    expect(await reasonOf(other.id)).toBe('unsubscribed')
    expect((await stage.enrollment(id)).evidence).toMatchObject({ kind: 'page' })
  })
})

describe('colleagues', () => {
  const giveAcmeDomains = () =>
    saveCompany(stage.context, rita, null, { name: 'Acme', domains: ['acme.example'] })

  test('are told by name in the reason, and the same mail never ends it again', async () => {
    const mail = {
      from: ben.address,
      name: ben.name,
      messageId: '<ben@acme.example>',
      ...answeringLunch,
    }
    await arrives(mail)
    expect(await stage.enrollment(id)).toMatchObject({
      reason: 'same-company-replied',
      explanation: 'Ben Bauer of the same company replied.',
    })
    await undo()
    await arrives(mail)
    stage.jump(day)
    await stage.work()
    expect(await reasonOf()).toBeNull()
  })

  test('of one record with domains are colleagues at any domain, even at free mail', async () => {
    await giveAcmeDomains()
    const at = (email: string) =>
      saveContact(stage.context, rita, { email, name: ben.name, company: 'Acme' })
    await changeContact(stage.context, rita, contactId, { company: ' ACME ' })
    const saved = await at('ben@gmail.com')
    expect(saved).toMatchObject({ companyId: (await card()).contact?.companyId })
    await arrives({ from: 'ben@gmail.com', name: ben.name, ...answeringLunch })
    expect(await reasonOf()).toBe('same-company-replied')
  })

  test.each(['Freelance', 'n/a', '-', 'Private'])(
    'are not those of whom somebody typed “%s”, unless they share a domain as well',
    async (company) => {
      await changeContact(stage.context, rita, contactId, { company })
      for (const email of ['yuri@yahoo.com', cleo.address, ben.address]) {
        await saveContact(stage.context, rita, { email, company: company.toLowerCase() })
        expect(await reasonOf()).toBeNull()
        await arrives({ from: email, name: 'Somebody', ...answeringLunch })
      }
      expect(await stage.enrollment(id)).toMatchObject({
        reason: 'same-company-replied',
        evidence: { from: { address: ben.address } },
      })
    },
  )

  test('write from free mail of theirs as well, by the domain of their own address', async () => {
    const saved = await saveContact(stage.context, rita, { email: ben.address, name: ben.name })
    if (isRefused(saved)) throw new Error(saved.refused.detail)
    await link('ben@gmail.com', saved.id)
    await arrives({ from: 'ben@gmail.com', name: ben.name, ...answeringLunch })
    expect(await reasonOf()).toBe('same-company-replied')
  })

  test.each([
    ['answering a mail in which the rep was a bystander', [sam.address], answeringLunch, null],
    ['answering the rep', [sam.address, rita.address], answeringLunch, 'same-company-replied'],
  ] as const)('%s: %#', async (_words, to, headers, reason) => {
    await arrives({ from: ben.address, name: ben.name, to: [...to], ...headers })
    expect(await reasonOf()).toBe(reason)
  })

  test('answering an email of the rep’s end it, whoever stands in To', async () => {
    await stage.sequence(undefined, 'sequence-2')
    await stage.enroll(ben.address, { name: ben.name, sequenceId: 'sequence-2' })
    stage.pass(minute)
    await stage.work()
    const answer = answering(emailId(ben.address))
    await arrives({ from: ben.address, name: ben.name, to: [sam.address], ...answer })
    expect(await reasonOf()).toBe('same-company-replied')
  })

  test('write from further addresses of theirs as well', async () => {
    await giveAcmeDomains()
    await changeContact(stage.context, rita, contactId, { company: 'Acme' })
    const saved = await saveContact(stage.context, rita, { email: cleo.address, company: 'Acme' })
    if (isRefused(saved)) throw new Error(saved.refused.detail)
    await link('cleo@gmail.com', saved.id)
    await arrives({ from: 'cleo@gmail.com', name: cleo.name, ...answeringLunch })
    expect(await reasonOf()).toBe('same-company-replied')
  })

  test('with a record each that differ are none, though they share the domain', async () => {
    await changeContact(stage.context, rita, contactId, { company: 'Acme' })
    await saveContact(stage.context, rita, { email: ben.address, company: 'Umbrella' })
    await arrives({ from: ben.address, name: ben.name, ...answeringLunch })
    expect(await reasonOf()).toBeNull()
  })

  test('at the domains a company was given are colleagues, contacts or not', async () => {
    await arrives({ from: 'ben@acme-group.example', name: ben.name, ...answeringLunch })
    expect(await reasonOf()).toBeNull()
    const company = await saveCompany(stage.context, rita, null, {
      name: 'Acme',
      domains: ['acme.example', '@mail.acme-group.example'],
    })
    if (isRefused(company)) throw new Error(company.refused.detail)
    expect((await card()).contact?.companyId).toBe(company.id)
    await arrives({ from: 'ben@acme-group.example', name: ben.name, ...answeringLunch })
    expect(await reasonOf()).toBe('same-company-replied')
  })

  test('whom nobody knows leave no trace where the sequence does not mind them', async () => {
    await reedit({ unenrollSameCompany: false })
    const tables = async () => JSON.stringify((await stage.dump())['verdicts'])
    const before = await tables()
    await arrives({ from: ben.address, name: ben.name, ...answeringLunch })
    await arrives({ from: 'stranger@gmail.com', name: 'Stranger', ...answeringLunch })
    expect(await tables()).toBe(before)
  })

  test('strangers at free mail are no colleagues', async () => {
    const gmail = await stage.enroll('cleo@gmail.com', { name: 'Cleo' })
    stage.pass(minute)
    await stage.work()
    await arrives({ from: 'somebody@gmail.com', name: 'Somebody', ...answeringLunch })
    expect(await reasonOf(gmail.id)).toBeNull()
  })

  test('answering the sequence’s email to another rep end it as well', async () => {
    await stage.enroll(ben.address, { name: ben.name, by: sam })
    stage.pass(minute)
    await stage.work()
    await arrives({ from: ben.address, name: ben.name, ...answering(emailId(ben.address)) }, samId)
    expect(await reasonOf()).toBe('same-company-replied')
  })
})

test.each([
  ['another spelling of hers', { from: 'ana+x@acme.example' }],
  ['a further address of hers', home],
  ['a colleague’s answer', { from: ben.address, ...answeringLunch }],
])('%s that lay there in the very second of enrolling ends nothing', async (_words, mail) => {
  await link(home.from)
  await unenrollManually(stage.context, rita, id)
  await arrives({ messageId: '<lay@acme.example>', ...mail })
  stage.pass(-minute)
  const again = await stage.enroll(ana.address)
  expect(again.messagesBefore).toEqual(['<lay@acme.example>'])
  stage.pass(minute)
  await requestSync(stage.db, ritaId, 1, stage.now())
  await stage.work()
  expect(await reasonOf(again.id)).toBeNull()
})

test('of strangers’ mails that lay there nothing is kept', async () => {
  await unenrollManually(stage.context, rita, id)
  await arrives({ from: 'stranger@gmail.com' })
  stage.pass(-minute)
  expect((await stage.enroll(ana.address)).messagesBefore).toEqual([])
})

test('a list post is noted and told, and ends nothing', async () => {
  const headers = [{ name: 'List-Id', value: '<talk.example.org>' }]
  await arrives({ headers, to: ['talk@example.org'] })
  expect(await reasonOf()).toBeNull()
  expect((await stage.timeline(id)).at(-1)).toContain('mailing list')
  expect(await stage.db.all(sql`select rule, effect from verdicts`)).toEqual([
    { rule: null, effect: 'noted' },
  ])
})

test('five hundred strangers’ replies cost a handful of statements, not one each', async () => {
  for (let count = 0; count < 300; count += 1)
    stage.graph.deliver(ritaId, {
      from: `p${String(count)}@firm${String(count)}.example`,
      messageId: `<p${String(count)}@firm.example>`,
      ...answering('<lunch@contoso.example>'),
    })
  let statements = 0
  const { all, one } = stage.db
  stage.db.all = (statement) => {
    statements += 1
    return all.call(stage.db, statement) as never
  }
  stage.db.one = (statement) => {
    statements += 1
    return one.call(stage.db, statement) as never
  }
  await requestSync(stage.db, ritaId, 1, stage.now())
  await stage.work()
  // Some for each of the growing pages that a mailbox is first read in.
  expect(statements).toBeLessThan(100)
})
