/** What a mail means for the enrollments it concerns, told once, in whichever mailbox it lies. */

import sql from 'sql-template-tag'
import { pauseEnrollment } from '../../../server/services/enrollments/pause.ts'
import { resubscribe, unsubscribe } from '../../../server/services/enrollments/unsubscribe.ts'
import {
  undoManually,
  unenrollManually,
} from '../../../server/services/enrollments/unenroll-manually.ts'
import { contactById } from '../../../server/store/contacts/contacts.ts'
import { performanceOf } from '../../../server/store/sequences/stats.ts'
import { requestSync } from '../../../server/store/mailboxes/mailboxes.ts'
import { day, minute, openStage, second, type Stage } from '../../support/server/engine-stage.ts'
import { ana, aReport, ben, rita, ritaId, sam, samId } from '../../support/server/makers.ts'
import { forbidden, type MessageInGraph } from '../../support/server/scripted-graph.ts'

let stage: Stage
let id = ''
beforeEach(async () => {
  stage = await openStage()
  await stage.sequence()
  await stage.work()
  id = (await stage.enroll(ana.address)).id
  await stage.work()
  stage.pass(minute)
})
afterEach(() => {
  stage.close()
})

const emailId = (): string => stage.graph.sent[0]?.messageId ?? ''
const answering = (name: string) => [{ name: 'In-Reply-To', value: name }]

async function arrives(mail: Partial<MessageInGraph>, mailboxId = ritaId): Promise<MessageInGraph> {
  const delivered = stage.graph.deliver(mailboxId, mail)
  await requestSync(stage.db, mailboxId, 1, stage.now())
  await stage.work()
  return delivered
}

const verdicts = () => stage.db.all(sql`select kind, rule, effect, mailbox_id from verdicts`)

test.each([
  ['a reply', () => ({ headers: answering(emailId()) }), 'replied'],
  [
    'a reply from another address',
    () => ({ from: 'ana@home.example', headers: answering(emailId()) }),
    'replied-from-other-address',
  ],
  ['a mail of her own', () => ({}), 'wrote-separately'],
] as const)('%s ends the enrollment, with its evidence', async (_words, mail, reason) => {
  const arrived = await arrives(mail())
  const ended = await stage.enrollment(id)
  expect(ended).toMatchObject({ state: 'ended', reason, endedBy: null, emailsSent: 1 })
  expect(ended.evidence).toMatchObject({
    id: arrived.id,
    messageId: arrived.messageId,
    mailbox: rita.address,
    receivedAt: arrived.receivedAt,
  })
  stage.jump(30 * day)
  await stage.work()
  expect(stage.graph.sent).toHaveLength(1)
})

test('an out-of-office answer keeps the contact enrolled and says why', async () => {
  await arrives({
    subject: 'Automatic reply: A short question',
    headers: [{ name: 'Auto-Submitted', value: 'auto-replied' }, ...answering(emailId())],
  })
  expect((await stage.enrollment(id)).state).not.toBe('ended')
  expect((await stage.timeline(id)).at(-1)).toContain('out of the office')
})

test('a delivery report that was judged is not fetched again, however often it is read', async () => {
  await arrives({
    from: 'mailer-daemon@acme.example',
    subject: 'Undeliverable: A short question',
    messageClass: 'REPORT.IPM.Note.NDR',
    mime: aReport([{ to: ana.address, action: 'failed', status: '5.1.1' }], emailId()),
  })
  expect((await stage.enrollment(id)).reason).toBe('bounced')
  for (let times = 0; times < 3; times += 1) await arrives({ from: 'stranger@elsewhere.example' })
  expect(stage.graph.asked.filter((one) => one.errand === 'mime')).toHaveLength(1)
})

test('a colleague of the rep who answers inside the house ends nothing', async () => {
  await arrives({ from: sam.address, headers: answering(emailId()) })
  expect((await stage.enrollment(id)).state).toBe('active')
  expect(await verdicts()).toEqual([])
})

test('one mail in two mailboxes is judged once', async () => {
  const mail = { messageId: '<one@acme.example>', headers: answering(emailId()) }
  await arrives(mail, samId)
  await arrives(mail, ritaId)
  expect((await stage.enrollment(id)).reason).toBe('replied')
  expect(await verdicts()).toEqual([
    { kind: 'human', rule: 'replied', effect: 'ended', mailbox_id: samId },
  ])
  expect((await stage.timeline(id)).filter((one) => one.includes('replied'))).toHaveLength(1)
})

describe('a reply that also went through a mailing list', () => {
  const reply = (to: string[]) => ({
    messageId: '<one@acme.example>',
    to,
    headers: answering(emailId()),
  })
  const throughList = (to: string[]) => ({
    ...reply(to),
    headers: [...answering(emailId()), { name: 'List-Id', value: '<team.contoso.example>' }],
  })
  const team = ['team@contoso.example']
  const replies = async () =>
    (await performanceOf(stage.db, ['sequence-1'])).get('sequence-1')?.replied

  test('to the rep ends the enrollment, though a colleague’s list copy is read first', async () => {
    await arrives(throughList([rita.address, ...team]), samId)
    await arrives(reply([rita.address, ...team]))
    expect((await stage.enrollment(id)).reason).toBe('replied')
    expect(await replies()).toBe(1)
  })

  test('without the rep leaves no trace in a colleague’s mailbox', async () => {
    await arrives(throughList(team), samId)
    expect(await verdicts()).toEqual([])
    await arrives(reply(team))
    expect((await stage.enrollment(id)).reason).toBe('replied')
  })

  test('is noted in the rep’s mailbox; the copy that came directly still ends it, and counts once', async () => {
    await arrives(throughList(team))
    expect(await stage.enrollment(id)).toMatchObject({ state: 'active' })
    stage.pass(minute)
    const direct = await arrives(reply(team))
    expect(await stage.enrollment(id)).toMatchObject({
      reason: 'replied',
      evidence: { id: direct.id },
    })
    await arrives({ ...throughList(team), id: 'the-list-copy-moved' })
    expect(await replies()).toBe(1)
    expect(await verdicts()).toEqual([
      { kind: 'human', rule: 'replied', effect: 'ended', mailbox_id: ritaId },
    ])
  })

  test('and came directly after the end counts as an answer, so that no undo writes over it', async () => {
    await unenrollManually(stage.context, rita, id)
    await arrives(throughList(team))
    await arrives(reply(team))
    expect(await replies()).toBe(1)
    expect(await undoManually(stage.context, rita, id)).toMatchObject({
      refused: { status: 409 },
    })
  })
})

test('a mail of her own in a colleague’s mailbox ends nothing', async () => {
  await arrives({}, samId)
  expect((await stage.enrollment(id)).state).toBe('active')
})

test('an undone mail never ends the same enrollment again, even when it is read again or moved', async () => {
  const mail = await arrives({ headers: answering(emailId()) })
  await undoManually(stage.context, rita, id)
  await stage.work()
  stage.pass(16 * minute)
  await arrives({ ...mail, id: 'moved' })
  await arrives({ ...mail, id: 'in-sams' }, samId)
  stage.jump(day)
  await stage.work()
  expect((await stage.enrollment(id)).state).toBe('active')
  stage.jump(day)
  await stage.work()
  expect(stage.graph.sent).toHaveLength(2)
})

test('figures and emails stay when an enrollment ends and when the end is undone', async () => {
  await arrives({ headers: answering(emailId()) })
  const ended = (await performanceOf(stage.db, ['sequence-1'])).get('sequence-1')
  expect(ended).toMatchObject({
    enrolled: 1,
    active: 0,
    emailsSent: 1,
    replied: 1,
    ended: { replied: 1 },
  })
  await undoManually(stage.context, rita, id)
  expect((await performanceOf(stage.db, ['sequence-1'])).get('sequence-1')).toMatchObject({
    enrolled: 1,
    active: 1,
    emailsSent: 1,
    replied: 1,
    ended: {},
  })
})

test('a reply after the end is noted and counts in the figures', async () => {
  await arrives({ messageId: '<own@acme.example>' })
  await arrives({ headers: answering(emailId()) })
  expect((await stage.enrollment(id)).reason).toBe('wrote-separately')
  expect((await performanceOf(stage.db, ['sequence-1'])).get('sequence-1')).toMatchObject({
    replied: 1,
  })
})

test('a mail that lay there before enrolling in the very same second does not end it', async () => {
  stage.graph.deliver(ritaId, { from: ben.address })
  const { id: bens } = await stage.enroll(ben.address)
  await stage.work()
  expect((await stage.enrollment(bens)).state).toBe('active')
})

test('a mail that arrives after enrolling in the very same second ends it', async () => {
  const { id: bens } = await stage.enroll(ben.address)
  await arrives({ from: ben.address })
  expect((await stage.enrollment(bens)).reason).toBe('wrote-separately')
})

test('a mail that lay there the second before does not end it, on a server whose clock runs fast either', async () => {
  stage.graph.aheadMs = -40 * second
  stage.graph.deliver(ritaId, { from: ben.address })
  const { id: bens } = await stage.enroll(ben.address)
  await stage.work()
  expect((await stage.enrollment(bens)).state).toBe('active')
})

describe('a delivery report', () => {
  const report = (fates: Parameters<typeof aReport>[0], original: string | null) => ({
    from: 'mailer-daemon@acme.example',
    subject: 'Undeliverable: A short question',
    messageClass: 'REPORT.IPM.Note.NDR',
    mime: aReport(fates, original),
  })

  test('that the address does not exist ends the enrollment, marks the address, and cannot be undone', async () => {
    await arrives(report([{ to: ana.address, action: 'failed', status: '5.1.1' }], emailId()))
    expect((await stage.enrollment(id)).reason).toBe('bounced')
    const undone = await undoManually(stage.context, rita, id)
    expect(undone).toMatchObject({ refused: { status: 409 } })
    await expect(stage.enroll(ana.address)).rejects.toThrow('the address does not exist')
  })

  test('of a full mailbox ends the enrollment, and that can be undone', async () => {
    await arrives(report([{ to: ana.address, action: 'failed', status: '5.2.2' }], emailId()))
    expect((await stage.enrollment(id)).reason).toBe('bounced')
    expect(await undoManually(stage.context, rita, id)).toMatchObject({ state: 'active' })
  })

  test('that blames the sending side pauses and warns', async () => {
    await arrives(report([{ to: ana.address, action: 'failed', status: '5.7.708' }], emailId()))
    expect(await stage.enrollment(id)).toMatchObject({
      state: 'paused',
      pauses: [{ kind: 'sender-blocked' }],
    })
  })

  test('that only the address failed to which she forwards her mail ends nothing', async () => {
    const { contactId } = await stage.enrollment(id)
    await arrives(
      report([{ to: 'ana.private@home.example', action: 'failed', status: '5.1.1' }], emailId()),
    )
    expect((await stage.enrollment(id)).state).toBe('active')
    expect((await contactById(stage.db, contactId))?.addressState).toBe('ok')
    expect((await stage.timeline(id)).at(-1)).toContain('delivery report')
  })

  test('of a delay ends nothing', async () => {
    await arrives(report([{ to: ana.address, action: 'delayed', status: '4.4.7' }], emailId()))
    expect((await stage.enrollment(id)).state).toBe('active')
  })

  test('about another mail of the rep to the same address ends nothing', async () => {
    await arrives(
      report([{ to: ana.address, action: 'failed', status: '5.2.2' }], '<other@contoso.example>'),
    )
    expect((await stage.enrollment(id)).state).toBe('active')
  })

  test('that names no mail, and came before the enrollment began, ends nothing', async () => {
    await arrives({
      ...report([{ to: ana.address, action: 'failed', status: '5.1.1' }], null),
      receivedAt: '2026-03-02T08:55:00.000Z',
    })
    expect((await stage.enrollment(id)).state).toBe('active')
  })

  test('that is gone before it can be fetched is judged by its words', async () => {
    stage.graph.before = (asked) => {
      if (asked.errand === 'mime') stage.graph.mails.splice(stage.graph.mails.length - 1)
    }
    await arrives({
      ...report([{ to: ana.address, action: 'failed', status: '5.1.1' }], emailId()),
      headers: answering(emailId()),
    })
    expect((await stage.enrollment(id)).reason).toBe('bounced')
  })
})

test('unenrolled by hand, answered, and undone: the undo is refused, for nobody writes on after an answer', async () => {
  await unenrollManually(stage.context, rita, id)
  await arrives({ headers: answering(emailId()) })
  expect(await undoManually(stage.context, rita, id)).toMatchObject({
    refused: { status: 409, detail: expect.stringContaining('answered since') as unknown },
  })
  stage.jump(30 * day)
  await stage.work()
  expect(stage.graph.sent).toHaveLength(1)
})

test('a mail of her own that came days ago, while it was ended, is found when the end is undone', async () => {
  await unenrollManually(stage.context, rita, id)
  await stage.work()
  await arrives({})
  stage.pass(3 * day)
  await stage.work()
  await undoManually(stage.context, rita, id)
  stage.jump(30 * day)
  await stage.work()
  expect(stage.graph.sent).toHaveLength(1)
  expect(await stage.enrollment(id)).toMatchObject({ state: 'ended', reason: 'wrote-separately' })
})

test('undone nine days later, in a busy mailbox: what she wrote meanwhile is found first', async () => {
  await unenrollManually(stage.context, rita, id)
  await stage.work()
  await arrives({})
  for (let days = 0; days < 9; days += 1) {
    stage.pass(day)
    await arrives({ from: 'news@paper.example' })
  }
  await undoManually(stage.context, rita, id)
  stage.jump(30 * day)
  await stage.work()
  expect(stage.graph.sent).toHaveLength(1)
  expect(await stage.enrollment(id)).toMatchObject({ state: 'ended', reason: 'wrote-separately' })
})

test('a delivery report that Graph will not hand over pauses what it names, and people’s mail is still judged', async () => {
  stage.graph.before = (asked) => {
    if (asked.errand === 'mime') throw forbidden
  }
  stage.graph.deliver(ritaId, {
    messageClass: 'REPORT.IPM.Note.NDR',
    from: 'postmaster@acme.example',
    headers: answering(emailId()),
  })
  await arrives({ from: 'somebody@else.example' })
  expect(await stage.enrollment(id)).toMatchObject({
    state: 'paused',
    pauses: [{ kind: 'message-unreadable' }],
  })
  await arrives({ headers: answering(emailId()) })
  expect(await stage.enrollment(id)).toMatchObject({ state: 'ended', reason: 'replied' })
})

test('unsubscribed, answered, and subscribed again: no email follows the answer', async () => {
  await unsubscribe(stage.context, id)
  await arrives({ headers: answering(emailId()) })
  expect(await resubscribe(stage.context, id)).toEqual({ kind: 'done' })
  stage.jump(30 * day)
  await stage.work()
  expect(stage.graph.sent).toHaveLength(1)
})

test('a pause outlives an end and its undo', async () => {
  await stage.db.transaction((tx) =>
    pauseEnrollment(tx, stage.context, id, {
      reason: 'sender-blocked',
      text: 'Blocked.',
      evidence: null,
    }),
  )
  await unenrollManually(stage.context, rita, id)
  expect(await undoManually(stage.context, rita, id)).toMatchObject({ state: 'paused' })
  stage.jump(30 * day)
  await stage.work()
  expect(stage.graph.sent).toHaveLength(1)
})
