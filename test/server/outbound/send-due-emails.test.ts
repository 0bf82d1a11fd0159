/** Sending: the last word before an email is a complete read, the gate has the last say, and limits make emails wait. */

import { GraphError } from '../../../server/graph/errors.ts'
import { showEnrollment } from '../../../server/services/views/enrollment.ts'
import sql from 'sql-template-tag'
import { pauseEnrollment } from '../../../server/services/enrollments/pause.ts'
import {
  undoManually,
  unenrollManually,
} from '../../../server/services/enrollments/unenroll-manually.ts'
import { recordSent } from '../../../server/services/outbound/record-sent.ts'
import { isRefused } from '../../../server/services/problem.ts'
import { saveContact } from '../../../server/services/contacts/add-contact.ts'
import { suppress } from '../../../server/store/contacts/suppressions.ts'
import { requestSync } from '../../../server/store/mailboxes/mailboxes.ts'
import { metaValue } from '../../../server/store/db/meta.ts'
import {
  day,
  hour,
  minute,
  openStage,
  second,
  type Stage,
} from '../../support/server/engine-stage.ts'
import { ana, aReport, ben, cleo, rita, ritaId } from '../../support/server/makers.ts'
import { away, forbidden, headerIn, unacceptable } from '../../support/server/scripted-graph.ts'
import { onlyPause, resumeByHand } from '../../support/server/resume.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
  await stage.sequence()
  await stage.work()
})
afterEach(() => {
  stage.close()
})

const drafts = () => stage.graph.mails.filter((one) => one.isDraft)

test('the first email goes at once, and the follow-up in its thread two days later', async () => {
  const { id } = await stage.enroll(ana.address)
  await stage.work()
  stage.jump(2 * day)
  await stage.work()
  const [first, second] = stage.graph.sent
  expect(stage.graph.sent.map((one) => one.subject)).toEqual([
    'A short question',
    'Re: A short question',
  ])
  expect(headerIn(second?.mime ?? '', 'In-Reply-To')).toBe(first?.messageId)
  expect(headerIn(second?.mime ?? '', 'References')).toBe(first?.messageId)
  stage.jump(3 * day)
  await stage.work()
  expect(await stage.enrollment(id)).toMatchObject({
    state: 'ended',
    reason: 'completed',
    emailsSent: 3,
  })
})

test('an email that opens a new thread names none of the old one, and its follow-up names it alone', async () => {
  await stage.sequence(
    [
      { subject: 'First', body: 'One' },
      { subject: 'Second', body: 'Two', delay: 'P1D' },
      { body: 'Three', delay: 'P1D' },
    ],
    'two-threads',
  )
  await stage.enroll(ana.address, { sequenceId: 'two-threads' })
  for (let days = 0; days < 3; days += 1) {
    await stage.work()
    stage.jump(day)
  }
  const [, opening, answering] = stage.graph.sent
  expect(headerIn(opening?.mime ?? '', 'References')).toBeNull()
  expect(answering?.subject).toBe('Re: Second')
  expect(headerIn(answering?.mime ?? '', 'References')).toBe(opening?.messageId)
})

test('before every email the last request is a complete read that ended less than ten seconds ago', async () => {
  let readReal = -Infinity
  let last = ''
  const found: { last: string; age: number }[] = []
  stage.graph.before = (asked) => {
    stage.wait(400)
    if (asked.errand === 'list') readReal = stage.context.clock.real()
    if (asked.errand === 'send') found.push({ last, age: stage.context.clock.real() - readReal })
    // Several emails may share a read, so a send is no other request.
    else last = asked.errand
  }
  for (const email of [ana.address, ben.address, cleo.address]) await stage.enroll(email)
  for (let days = 0; days < 6; days += 1) {
    await stage.work()
    stage.jump(day)
    for (let gaps = 0; gaps < 4; gaps += 1) {
      await stage.work()
      stage.pass(6 * second)
    }
  }
  expect(found).toHaveLength(9)
  expect(found.filter((one) => one.last !== 'list' || one.age > 10 * second)).toEqual([])
})

test('a read that took longer to judge than it may be old is done again before the email goes', async () => {
  await stage.enroll(ana.address)
  let lists = 0
  stage.graph.before = (asked) => {
    if (asked.errand === 'list' && asked.mailboxId === ritaId) lists += 1
    if (asked.errand === 'send') expect(stage.graph.asked.at(-2)?.errand).toBe('list')
    if (asked.errand === 'draft') stage.wait(30 * second)
  }
  await stage.work()
  expect(lists).toBeGreaterThanOrEqual(2)
  expect(stage.graph.sent).toHaveLength(1)
})

test('when sending one email takes longer than a read may be old, the mailbox is read again before the next', async () => {
  await stage.enroll(ana.address)
  await stage.enroll(ben.address)
  stage.graph.before = (asked) => {
    if (asked.errand === 'send') stage.wait(12 * second)
  }
  stage.graph.asked.length = 0
  await stage.sync()
  expect(stage.graph.sent).toHaveLength(2)
  expect(stage.graph.errands().slice(-4)).toEqual(['list', 'send', 'list', 'send'])
})

test('when the mailbox cannot be read, nothing is sent', async () => {
  const { id } = await stage.enroll(ana.address)
  stage.graph.fail('list', 'before', forbidden, 1000)
  for (let hours = 0; hours < 5; hours += 1) {
    await stage.work()
    stage.pass(hour)
  }
  expect(stage.graph.sent).toEqual([])
  expect((await stage.enrollment(id)).state).toBe('active')
})

test('when only the read before the email fails, the email waits and goes later', async () => {
  await stage.enroll(ana.address)
  let drafted = false
  stage.graph.before = (asked) => {
    if (asked.errand === 'draft') drafted = true
    if (asked.errand === 'list' && drafted) throw away
  }
  await stage.work()
  expect(stage.graph.sent).toEqual([])
  stage.graph.before = null
  stage.pass(minute)
  await stage.work()
  expect(stage.graph.sent).toHaveLength(1)
})

test('a reply that arrives while the email is drafted stops it, and the draft is withdrawn', async () => {
  const { id } = await stage.enroll(ana.address)
  await stage.work()
  stage.jump(2 * day)
  stage.graph.before = (asked) => {
    if (asked.errand !== 'draft') return
    stage.graph.before = null
    stage.graph.deliver(ritaId, {
      headers: [{ name: 'References', value: stage.graph.sent[0]?.messageId ?? '' }],
    })
  }
  await stage.work()
  expect(stage.graph.sent).toHaveLength(1)
  expect(await stage.enrollment(id)).toMatchObject({ reason: 'replied', emailsSent: 1 })
  expect((await stage.emails(id)).map((one) => one.state)).toEqual(['sent', 'withdrawn'])
  expect(drafts()).toEqual([])
})

test('a bounce met in the read before the emails is fetched and judged, and then the mailbox is read again', async () => {
  const { id } = await stage.enroll(ana.address)
  await stage.work()
  stage.jump(2 * day)
  await stage.enroll(ben.address)
  stage.graph.before = (asked) => {
    if (asked.errand !== 'draft') return
    stage.graph.before = null
    stage.graph.deliver(ritaId, {
      from: 'mailer-daemon@acme.example',
      subject: 'Undeliverable: A short question',
      messageClass: 'REPORT.IPM.Note.NDR',
      mime: aReport(
        [{ to: ana.address, action: 'failed', status: '5.1.1' }],
        stage.graph.sent[0]?.messageId ?? null,
      ),
    })
  }
  stage.graph.asked.length = 0
  await stage.work()
  const errands = stage.graph.errands()
  expect(errands.slice(errands.indexOf('mime'), errands.indexOf('send') + 1)).toEqual([
    'mime',
    'list',
    'send',
  ])
  expect(stage.graph.sent.map((one) => one.to)).toEqual([ana.address, ben.address])
  expect(await stage.enrollment(id)).toMatchObject({ reason: 'bounced', emailsSent: 1 })
})

test('asking for the company’s own domains does not come between the read and the email', async () => {
  await stage.enroll(ana.address)
  await stage.work()
  stage.pass(2 * day)
  stage.graph.before = (asked) => {
    if (asked.errand !== 'draft') return
    stage.graph.deliver(ritaId, {
      from: ana.address,
      subject: '[Ticket #4711] We have received your request',
      headers: [{ name: 'Auto-Submitted', value: 'auto-replied' }],
    })
  }
  stage.graph.asked.length = 0
  await stage.work()
  const errands = stage.graph.errands()
  expect(errands).toContain('organization')
  expect(errands[errands.indexOf('send') - 1]).toBe('list')
})

test('unenrolled by hand while the email is with Graph, the answer says that it was on its way', async () => {
  const { id } = await stage.enroll(ana.address)
  stage.graph.before = (asked) => {
    if (asked.errand !== 'send') return
    stage.graph.before = null
    void unenrollManually(stage.context, rita, id)
  }
  await stage.work()
  expect(await stage.enrollment(id)).toMatchObject({
    state: 'ended',
    reason: 'manual',
    emailOnItsWay: 1,
    emailsSent: 1,
    nextStep: 2,
  })
  expect(await showEnrollment(stage.db, rita, await stage.enrollment(id))).toMatchObject({
    emailOnItsWay: 1,
    explanation: 'Unenrolled by Rita Ross. Email 1 was already on its way.',
  })
  expect(stage.graph.sent).toHaveLength(1)
  stage.jump(30 * day)
  await stage.work()
  expect(stage.graph.sent).toHaveLength(1)
})

describe('unenrolled by hand in the moment before the request, an email that is proved not to have gone', () => {
  const proofs: [string, () => void][] = [
    [
      'because the request was not made',
      () => {
        stage.wait(12 * second)
      },
    ],
    [
      'because Graph refused it',
      () => {
        const no = new GraphError('refused', 400, 'ErrorInvalidRecipients', null)
        stage.graph.fail('send', 'before', no)
      },
    ],
    [
      'because it is still a draft',
      () => {
        stage.graph.fail('send', 'before', away)
      },
    ],
    [
      'because its draft was deleted by hand',
      () => {
        stage.graph.fail('send', 'before', away)
        for (const mail of stage.graph.mails) if (mail.isDraft) mail.folder = 'deleteditems'
      },
    ],
  ]
  test.each(proofs)('is not said to be on its way any more: %s', async (_why, happens) => {
    const { id } = await stage.enroll(ana.address)
    stage.graph.connecting = async () => {
      stage.graph.connecting = null
      await unenrollManually(stage.context, rita, id)
      happens()
    }
    await stage.sync()
    await stage.workMinutes(15)
    expect(stage.graph.sent).toEqual([])
    expect(await showEnrollment(stage.db, rita, await stage.enrollment(id))).toMatchObject({
      state: 'ended',
      emailOnItsWay: null,
      explanation: 'Unenrolled by Rita Ross.',
    })
    expect((await stage.timeline(id)).slice(-2)).toEqual([
      'Unenrolled by Rita Ross. Email 1 was already on its way.',
      'Email 1 was withdrawn before it went out.',
    ])
  })
})

test('undone while its email is in doubt, the email does not go twice and the sequence goes on', async () => {
  const { id } = await stage.enroll(ana.address)
  stage.graph.fail('send', 'after', away)
  stage.graph.fail('one', 'before', away)
  await stage.sync()
  await stage.sync()
  await unenrollManually(stage.context, rita, id)
  await undoManually(stage.context, rita, id)
  await stage.workMinutes(30)
  expect(stage.graph.sent).toHaveLength(1)
  expect(await stage.enrollment(id)).toMatchObject({ state: 'active', nextStep: 2, emailsSent: 1 })
})

test('undone while nobody knows whether its email went, it is not written a second time, and the reason is shown', async () => {
  stage.graph.onSend = 'vanish'
  stage.graph.fail('send', 'after', away)
  const { id } = await stage.enroll(ana.address)
  await stage.work()
  await unenrollManually(stage.context, rita, id)
  await undoManually(stage.context, rita, id)
  await stage.workMinutes(30)
  expect((await stage.emails(id)).map((one) => one.state)).toEqual(['sending'])
  expect(drafts()).toEqual([])
  expect((await stage.enrollment(id)).waits).toContain('was asked for email 1 once before')
})

test('unenrolled while a stored email has no draft yet, it never goes, and undone it goes once under a new name', async () => {
  const { id } = await stage.enroll(ana.address)
  stage.graph.fail('draft', 'before', away)
  while ((await stage.sync()) === 'done');
  await unenrollManually(stage.context, rita, id)
  stage.pass(minute)
  await stage.work()
  expect(stage.graph.sent).toEqual([])
  await undoManually(stage.context, rita, id)
  // What was left at the end: the moments until it was to be tried again.
  stage.pass(5 * second)
  await stage.work()
  expect(stage.graph.sent).toHaveLength(1)
  const emails = await stage.emails(id)
  expect(emails.map((one) => one.state)).toEqual(['withdrawn', 'sent'])
  expect(new Set(emails.map((one) => one.messageId)).size).toBe(2)
})

test('undo brings the next step after the delay that was left', async () => {
  const { id } = await stage.enroll(ana.address)
  await stage.work()
  stage.pass(day)
  await unenrollManually(stage.context, rita, id)
  stage.pass(10 * day)
  await undoManually(stage.context, rita, id)
  expect((await stage.enrollment(id)).dueAt).toBe('2026-03-14T09:00:00.000Z')
})

test('a draft that the rep sends by hand counts as sent, and nothing goes twice', async () => {
  const { id } = await stage.enroll(ana.address)
  let sends = 0
  stage.graph.before = (asked) => {
    if (asked.errand === 'send') sends += 1
    const draft = drafts()[0]
    if (asked.errand === 'list' && draft) stage.graph.sendByHand(draft.id)
  }
  await stage.work()
  expect(sends).toBe(0)
  expect(stage.graph.sent).toHaveLength(1)
  expect(await stage.enrollment(id)).toMatchObject({ emailsSent: 1, nextStep: 2 })
})

test('a draft whose answer was lost and that the rep sent by hand is not written and sent once more', async () => {
  const { id } = await stage.enroll(ana.address)
  stage.graph.fail('draft', 'after', 'crash')
  while ((await stage.sync()) === 'done');
  const draft = drafts()[0]
  stage.graph.sendByHand(draft?.id ?? '')
  stage.pass(2 * minute)
  await stage.work()
  expect(stage.graph.sent).toHaveLength(1)
  expect(await stage.enrollment(id)).toMatchObject({ emailsSent: 1, nextStep: 2 })
})

test('a sent email is never deleted from Sent Items when its enrollment ends', async () => {
  const { id } = await stage.enroll(ana.address)
  stage.graph.fail('draft', 'after', 'crash')
  while ((await stage.sync()) === 'done');
  await unenrollManually(stage.context, rita, id)
  // Between the read and the withdrawal the rep sends the draft.
  stage.graph.before = (asked) => {
    const draft = drafts()[0]
    if (asked.errand === 'find' && draft) stage.graph.sendByHand(draft.id)
  }
  stage.pass(2 * minute)
  await stage.work()
  expect(stage.graph.mails.filter((one) => one.mailboxId === ritaId)).toHaveLength(1)
  expect((await stage.enrollment(id)).emailsSent).toBe(1)
})

test('a draft that is gone for good just before it is sent is looked for, and then the rep is asked: it may have been sent by hand', async () => {
  const { id } = await stage.enroll(ana.address)
  stage.graph.before = (asked) => {
    if (asked.errand !== 'send') return
    stage.graph.before = null
    stage.graph.mails.splice(0)
  }
  await stage.work()
  expect(stage.graph.sent).toEqual([])
  expect(await stage.enrollment(id)).toMatchObject({ state: 'active', dueAt: null })
  const shown = await showEnrollment(stage.db, rita, await stage.enrollment(id))
  expect(shown.nextStep?.waits).toContain('is being looked into')
  stage.pass(25 * hour)
  await stage.work()
  expect(await stage.enrollment(id)).toMatchObject({
    state: 'paused',
    pauses: [{ kind: 'email-unconfirmed' }],
  })
  expect((await stage.emails(id)).map((one) => one.state)).toEqual(['unknown'])
  await resumeByHand(stage, rita, id)
  await stage.work()
  expect(stage.graph.sent).toEqual([])
})

test('a draft that the rep moves to Deleted Items while it waits is not sent but paused with a sentence', async () => {
  const { id } = await stage.enroll(ana.address)
  stage.graph.before = (asked) => {
    if (asked.errand === 'list' && drafts().length > 0) throw away
  }
  await stage.work()
  stage.graph.before = null
  for (const draft of drafts()) draft.folder = 'deleteditems'
  stage.pass(minute)
  await stage.work()
  expect(stage.graph.sent).toEqual([])
  const paused = await stage.enrollment(id)
  expect(paused).toMatchObject({ state: 'paused', pauses: [{ kind: 'email-rejected' }] })
  expect(paused.pauses[0]?.text).toContain('was deleted from the mailbox')
  await resumeByHand(stage, rita, id)
  await stage.work()
  expect(stage.graph.sent).toHaveLength(1)
  // What the rep threw away stays where it is.
  expect(drafts().map((one) => one.folder)).toEqual(['deleteditems'])
})

test('a draft that waits in Drafts through a failure goes as it is', async () => {
  await stage.enroll(ana.address)
  stage.graph.before = (asked) => {
    if (asked.errand === 'list' && drafts().length > 0) throw away
  }
  await stage.work()
  stage.graph.before = null
  stage.pass(minute)
  await stage.work()
  expect(stage.graph.sent).toHaveLength(1)
  expect(stage.graph.asked.filter((one) => one.errand === 'draft')).toHaveLength(1)
})

test('an email that Graph answers 5xx each time holds nobody else’s back, and goes when Graph takes it', async () => {
  const { id } = await stage.enroll(ana.address)
  await stage.enroll(ben.address)
  stage.graph.before = (asked) => {
    if (asked.errand === 'draft' && asked.mime.includes(ana.address)) throw away
  }
  await stage.workMinutes(10)
  expect(stage.graph.sent.map((one) => one.to)).toEqual([ben.address])
  const shown = await showEnrollment(stage.db, rita, await stage.enrollment(id))
  expect(shown.nextStep?.waits).toContain('tried again')
  expect(stage.graph.asked.filter((one) => one.errand === 'draft').length).toBeLessThan(15)
  stage.graph.before = null
  stage.pass(minute)
  await stage.work()
  expect(stage.graph.sent.map((one) => one.to)).toEqual([ben.address, ana.address])
})

test('when Graph takes no draft at all, a few are tried and no more', async () => {
  for (let index = 0; index < 10; index += 1)
    await stage.enroll(`contact-${String(index)}@acme.example`)
  stage.graph.fail('draft', 'before', away, 1000)
  await stage.sync()
  expect(stage.graph.asked.filter((one) => one.errand === 'draft')).toHaveLength(3)
})

test.each([
  ['as it was minted', null],
  ['as Exchange renamed it', '<renamed@exchange.example>'],
])('a reply matches the email by its Message-ID %s', async (_words, renamed) => {
  stage.graph.renameOnSend = '<renamed@exchange.example>'
  const { id } = await stage.enroll(ana.address)
  await stage.work()
  const minted = (await stage.emails(id))[0]?.messageId ?? ''
  stage.pass(15 * minute)
  await stage.work()
  stage.graph.deliver(ritaId, {
    headers: [{ name: 'In-Reply-To', value: renamed ?? minted }],
  })
  stage.pass(15 * minute)
  await stage.work()
  expect((await stage.enrollment(id)).reason).toBe('replied')
})

test('a draft left by a request whose answer was lost is removed, and the email goes once', async () => {
  await stage.enroll(ana.address)
  await stage.work()
  const email = stage.graph.mails.find((one) => one.messageId === stage.graph.sent[0]?.messageId)
  stage.graph.deliver(ritaId, { ...email, id: 'stray', isDraft: true })
  stage.pass(16 * minute)
  await stage.work()
  expect(drafts()).toEqual([])
  expect(stage.graph.sent).toHaveLength(1)
  expect(stage.graph.mails.some((one) => one.id === email?.id)).toBe(true)
})

test('such a draft stays when the rep has written in it', async () => {
  await stage.enroll(ana.address)
  await stage.work()
  const email = stage.graph.mails.find((one) => one.messageId === stage.graph.sent[0]?.messageId)
  stage.graph.deliver(ritaId, { ...email, id: 'stray', isDraft: true, isTouched: true })
  stage.pass(16 * minute)
  await stage.work()
  expect(drafts().map((one) => one.id)).toEqual(['stray'])
})

test('a token without a value pauses the enrollment, says what is missing, and nothing half-written is stored', async () => {
  await stage.sequence([{ subject: 'For {{ contact.company }}', body: 'Hello' }], 'company')
  await saveContact(stage.context, rita, { email: ben.address, name: 'Ben', company: 'Acme' })
  const { id } = await stage.enroll(ben.address, { sequenceId: 'company' })
  await stage.db.all(sql`update contacts set company = null`)
  await stage.work()
  const paused = await stage.enrollment(id)
  expect(paused).toMatchObject({ state: 'paused', pauses: [{ kind: 'email-not-ready' }] })
  expect(paused.pauses[0]?.text).toContain('The contact has no company.')
  expect(await stage.emails(id)).toEqual([])
  await stage.db.all(sql`update contacts set company = 'Acme'`)
  await resumeByHand(stage, rita, id)
  await stage.work()
  expect(stage.graph.sent.map((one) => one.subject)).toEqual(['For Acme'])
})

test('a paused enrollment sends nothing, and goes on where it was when resumed', async () => {
  const { id } = await stage.enroll(ana.address)
  await stage.work()
  const why = { reason: 'message-unreadable', text: 'Unreadable.', evidence: null } as const
  await stage.db.transaction((tx) => pauseEnrollment(tx, stage.context, id, why))
  stage.jump(5 * day)
  await stage.work()
  expect(stage.graph.sent).toHaveLength(1)
  await resumeByHand(stage, rita, id)
  await stage.work()
  expect(stage.graph.sent.map((one) => one.subject)).toEqual([
    'A short question',
    'Re: A short question',
  ])
})

test('resuming what is not paused is refused with a sentence', async () => {
  const { id } = await stage.enroll(ana.address)
  const result = await resumeByHand(stage, rita, id)
  expect(isRefused(result) && result.refused.detail).toContain('nothing to resume')
})

test('a suppressed address is never written to, and its mailbox does not spin', async () => {
  const { id } = await stage.enroll(ana.address)
  await suppress(stage.db, { address: ana.address, reason: 'asked', since: stage.now() })
  await stage.enroll(ben.address)
  await stage.workMinutes(10)
  expect(stage.graph.sent.map((one) => one.to)).toEqual([ben.address])
  const shown = await showEnrollment(stage.db, rita, await stage.enrollment(id))
  expect(shown.nextStep?.waits).toContain('suppression list')
})

describe('limits', () => {
  const manyBens = async (many: number): Promise<void> => {
    for (let index = 0; index < many; index += 1)
      await stage.enroll(`contact-${String(index)}@acme.example`)
  }

  /** What people are told of those that wait. */
  const told = async (): Promise<string[]> => {
    const rows = await stage.db.all<{ id: string }>(sql`select id from enrollments order by id`)
    const seen = await Promise.all(
      rows.map(async ({ id }) => showEnrollment(stage.db, rita, await stage.enrollment(id))),
    )
    return seen.flatMap((one) => one.nextStep?.waits ?? [])
  }

  test('first emails do not wait for each other, up to the limit of a minute', async () => {
    stage.context.pace.perMinute = 4
    await manyBens(6)
    await stage.work()
    expect(stage.graph.sent).toHaveLength(4)
    expect(await told()).toEqual([
      'Waits: this mailbox has sent 4 emails in a minute.',
      'Waits: this mailbox has sent 4 emails in a minute.',
    ])
    stage.pass(61 * second)
    await stage.work()
    expect(stage.graph.sent).toHaveLength(6)
  })

  test('follow-ups keep the gap', async () => {
    await manyBens(3)
    await stage.work()
    stage.jump(2 * day)
    await stage.work()
    expect(stage.graph.sent).toHaveLength(4)
    stage.pass(5 * second)
    await stage.work()
    expect(stage.graph.sent).toHaveLength(5)
    stage.pass(5 * second)
    await stage.work()
    expect(stage.graph.sent).toHaveLength(6)
  })

  test('a rolling day’s limit makes emails wait, and drops none', async () => {
    stage.context.pace.perDay = 2
    await manyBens(3)
    await stage.work()
    expect(stage.graph.sent).toHaveLength(2)
    stage.pass(23 * hour)
    await stage.work()
    expect(stage.graph.sent).toHaveLength(2)
    stage.pass(hour + second)
    await stage.work()
    expect(stage.graph.sent).toHaveLength(3)
  })

  test('a first email goes at once although many follow-ups are waiting their turn', async () => {
    stage.context.pace.perMinute = 3
    await manyBens(10)
    for (let minutes = 0; minutes < 5; minutes += 1) {
      await stage.work()
      stage.pass(61 * second)
    }
    stage.graph.sent.length = 0
    stage.pass(2 * day)
    await stage.enroll(ana.address)
    await stage.work()
    expect(stage.graph.sent[0]?.to).toBe(ana.address)
  })
})

test('an email that Graph never takes pauses its own enrollment, and the mailbox’s other emails go', async () => {
  const { id } = await stage.enroll(ana.address)
  await stage.enroll(ben.address)
  stage.graph.before = (asked) => {
    if (asked.errand === 'draft' && asked.mime.includes(ana.address)) throw unacceptable
  }
  await stage.work()
  expect(stage.graph.sent.map((one) => one.to)).toEqual([ben.address])
  const paused = await stage.enrollment(id)
  expect(paused).toMatchObject({ state: 'paused', pauses: [{ kind: 'email-rejected' }] })
  expect(paused.pauses[0]?.text).toContain('ErrorInvalidRecipients')
  stage.graph.before = null
  await resumeByHand(stage, rita, id)
  await stage.work()
  expect(stage.graph.sent.map((one) => one.to)).toEqual([ben.address, ana.address])
})

test('told twice that an email went, the timeline and the figures tell it once', async () => {
  const { id } = await stage.enroll(ana.address)
  await stage.work()
  const [email] = await stage.emails(id)
  if (!email) throw new Error('No email.')
  await stage.db.transaction((tx) => recordSent(tx, stage.context, email, 'accepted'))
  expect((await stage.timeline(id)).filter((one) => one.includes('was sent'))).toHaveLength(1)
  expect((await stage.enrollment(id)).emailsSent).toBe(1)
})

test('the store remembers the company’s own domains', async () => {
  await stage.enroll(ana.address)
  expect(await metaValue(stage.db, 'own-domains')).toContain('contoso.example')
})

test('while Graph does not tell the company’s own domains, it is asked now and then, never between a read and its email', async () => {
  const { id } = await stage.enroll(ana.address)
  await stage.work()
  stage.jump(2 * minute)
  stage.wait(2 * minute)
  stage.graph.fail('organization', 'before', away, 1_000)
  stage.graph.asked.length = 0
  stage.jump(5 * day)
  stage.wait(5 * day)
  // Judged at the last moment, too: something has to be there to be judged.
  stage.graph.deliver(ritaId, {
    subject: 'Automatic reply',
    preview: 'Your ticket was received.',
    headers: [
      { name: 'Auto-Submitted', value: 'auto-replied' },
      { name: 'In-Reply-To', value: stage.graph.sent[0]?.messageId ?? '' },
    ],
  })
  await stage.work()
  expect((await stage.enrollment(id)).emailsSent).toBe(2)
  const errands = stage.graph.errands()
  expect(errands[errands.indexOf('send') - 1]).toBe('list')
  const asked = () => stage.graph.errands().filter((one) => one === 'organization').length
  expect(asked()).toBe(1)
  stage.pass(14 * minute)
  await requestSync(stage.db, ritaId, 1, stage.now())
  await stage.work()
  expect(asked()).toBe(1)
  stage.pass(minute)
  await requestSync(stage.db, ritaId, 1, stage.now())
  await stage.work()
  expect(asked()).toBe(2)
})

test('an email that Graph refuses to send is paused and not asked for again; resumed, it goes once', async () => {
  stage.graph.fail('send', 'before', forbidden)
  const { id } = await stage.enroll(ana.address)
  await stage.work()
  const paused = await stage.enrollment(id)
  expect(paused).toMatchObject({ state: 'paused', pauses: [{ kind: 'email-rejected' }] })
  expect(paused.pauses[0]?.text).toContain('ErrorAccessDenied')
  for (let i = 0; i < 24; i += 1) {
    stage.pass(10 * minute)
    await stage.work()
  }
  expect(stage.graph.asked.filter((one) => one.errand === 'send')).toHaveLength(1)
  await resumeByHand(stage, rita, id)
  await stage.work()
  expect(stage.graph.sent.map((one) => one.to)).toEqual([ana.address])
})

test('an email that Graph plainly refused, and that still lies among the drafts, goes as soon as it is resumed', async () => {
  stage.graph.fail('send', 'before', forbidden)
  const { id } = await stage.enroll(ana.address)
  await stage.work()
  await resumeByHand(stage, rita, id)
  await stage.work()
  expect(stage.graph.sent.map((one) => one.to)).toEqual([ana.address])
})

test.each([
  ['that had gone all the same', 'after', forbidden],
  ['by something on the way', 'before', new GraphError('refused', 403, 'HTTP 403', null)],
] as const)('a refusal %s proves nothing: resumed, nothing goes at once', async (_, when, no) => {
  stage.graph.fail('send', when, no)
  const { id } = await stage.enroll(ana.address)
  await stage.work()
  await resumeByHand(stage, rita, id)
  await stage.work()
  expect(stage.graph.asked.filter((one) => one.errand === 'send')).toHaveLength(1)
})

test('a pause by Graph’s refusal quotes what Graph said', async () => {
  const said = 'At least one recipient is not valid.'
  stage.graph.fail('draft', 'before', new GraphError('refused', 400, 'BadRequest', null, said))
  const { id } = await stage.enroll(ana.address)
  await stage.work()
  expect((await onlyPause(stage, id)).text).toContain(
    'Its answer: “At least one recipient is not valid” (BadRequest).',
  )
})
