/**
 * Why an enrollment ends, and why it does not: a line for every rule and edge, in the product's words. Each line plays
 * through the whole engine (store, services, a scripted Graph): Ana and her colleague Ben of acme.example, Cleo of
 * other.example, the reps Rita and Sam.
 */

import type { PauseKind } from '../../../shared/enrollment.ts'
import type { Reason } from '../../../shared/reason.ts'
import type { SequenceSettings } from '../../../shared/sequence.ts'
import type { Enrollment } from '../../../server/domain/enrollments/enrollment.ts'
import { defaultSettings } from '../../../server/domain/sequences/sequence.ts'
import type { User } from '../../../server/domain/directory/user.ts'
import { changeContact } from '../../../server/services/contacts/update-contact.ts'
import { deleteSequence } from '../../../server/services/sequences/delete-sequence.ts'
import { giveSeat } from '../../../server/services/directory/assign-seat.ts'
import { logMeeting } from '../../../server/services/meetings/log-meeting.ts'
import { pauseManually } from '../../../server/services/enrollments/pause-manually.ts'
import { isRefused, type Refused } from '../../../server/services/problem.ts'
import { restoreSequence } from '../../../server/services/sequences/restore-sequence.ts'
import { saveCompany } from '../../../server/services/contacts/save-company.ts'
import { saveContact } from '../../../server/services/contacts/add-contact.ts'
import { addTrigger } from '../../../server/services/automation/triggers.ts'
import { addWorkflow } from '../../../server/services/automation/workflows.ts'
import {
  undoManually,
  unenrollManually,
} from '../../../server/services/enrollments/unenroll-manually.ts'
import { resubscribe, unsubscribe } from '../../../server/services/enrollments/unsubscribe.ts'
import { requestSync } from '../../../server/store/mailboxes/mailboxes.ts'
import { workJobs } from '../../support/server/jobs.ts'
import { all, propertyIs } from '../../support/server/condition-facts.ts'
import { day, minute, openStage, second, type Stage } from '../../support/server/engine-stage.ts'
import {
  ana,
  aReport,
  ben,
  cleo,
  mia,
  rita,
  ritaId,
  sam,
  samId,
} from '../../support/server/makers.ts'
import type { EventInGraph } from '../../support/server/scripted-calendar.ts'
import type { MessageInGraph } from '../../support/server/scripted-graph.ts'

interface Play {
  stage: Stage
  /** Ana's enrollment: email 1 has gone. */
  id: string
  /** Ben's enrollment, where the line has one. */
  benId: string
  /** Something arrives, by default from Ana to Rita, a minute after email 1. */
  mail(given: Partial<MessageInGraph>, mailboxId?: string): Promise<MessageInGraph>
  /** The header of an answer to email 1 of Ana's, or of the one named. */
  answer(to?: string): { headers: MessageInGraph['headers'] }
  /** Message-ID of the last email to this address. */
  emailTo(address: string): string
}

/** What became of Ana's enrollment. */
type Outcome = Reason | { paused: PauseKind } | 'goes on'
/** `goes on`: an undo is taken, the next email goes, and the same thing does not end it again. Else its pause, or why not. */
type Undo = 'goes on' | { paused: PauseKind } | RegExp | null

interface Line {
  words: string
  settings?: Partial<SequenceSettings>
  /** Ben is enrolled in the same sequence as well. */
  withBen?: boolean
  happens(play: Play): Promise<unknown>
  outcome: Outcome
  undo: Undo
  /** When the next email of one that goes on is due; two days when left out. */
  emailAfterMs?: number
  /** More to be seen afterwards. */
  also?(play: Play): Promise<void>
}

const home = { from: 'ana@home.example', name: 'Ana Alves' }
const machine = [{ name: 'Auto-Submitted', value: 'auto-replied' }]
const sayAway = 'Automatic reply: A short question'

const lines: Line[] = [
  // replied
  {
    words: 'replied: Ana answers email 1',
    happens: ({ mail, answer }) => mail(answer()),
    outcome: 'replied',
    undo: 'goes on',
  },
  {
    words: 'replied: the answer lies in a colleague’s mailbox',
    happens: ({ mail, answer }) => mail(answer(), samId),
    outcome: 'replied',
    undo: 'goes on',
  },
  {
    words: 'replied: a moved answer with an old date, for the thread is proof enough',
    happens: async ({ stage, mail, answer }) => {
      stage.pass(3 * minute)
      await mail({ ...answer(), receivedAt: '2026-03-02T08:59:58.000Z' })
    },
    outcome: 'replied',
    undo: 'goes on',
  },
  {
    words: 'replied: the same answer twice, and in two mailboxes, ends it once',
    happens: async ({ mail, answer }) => {
      const first = await mail({ messageId: '<once@acme.example>', ...answer() })
      await mail({ messageId: first.messageId, ...answer() }, samId)
    },
    outcome: 'replied',
    undo: 'goes on',
  },
  {
    words: 'replied: the answer to Rita, of which Sam got a copy through a list first',
    happens: async ({ mail, answer }) => {
      const reply = { messageId: '<once@acme.example>', to: [rita.address, 'team@contoso.example'] }
      const list = { name: 'List-Id', value: '<team.contoso.example>' }
      await mail({ ...reply, headers: [...answer().headers, list] }, samId)
      await mail({ ...reply, ...answer() })
    },
    outcome: 'replied',
    undo: 'goes on',
  },
  {
    words: 'nothing: a rep of the company answers inside the house',
    happens: ({ mail, answer }) => mail({ from: sam.address, name: sam.name, ...answer() }),
    outcome: 'goes on',
    undo: null,
  },

  // replied-from-other-address
  {
    words: 'replied-from-other-address: Ana answers from home',
    happens: ({ mail, answer }) => mail({ ...home, ...answer() }),
    outcome: 'replied-from-other-address',
    undo: 'goes on',
  },
  {
    words: 'replied-from-other-address: Ben answers for her; he is not learned as her alias',
    happens: ({ mail, answer }) => mail({ from: ben.address, name: ben.name, ...answer() }),
    outcome: 'replied-from-other-address',
    undo: 'goes on',
  },

  // wrote-separately
  {
    words: 'wrote-separately: a mail of her own to Rita',
    happens: ({ mail }) => mail({}),
    outcome: 'wrote-separately',
    undo: 'goes on',
  },
  {
    words: 'wrote-separately: an answer to something else',
    happens: ({ mail, answer }) => mail(answer('<something-else@contoso.example>')),
    outcome: 'wrote-separately',
    undo: 'goes on',
  },
  {
    words: 'wrote-separately: an answer to the email that her colleague got',
    withBen: true,
    happens: ({ mail, answer, emailTo }) => mail(answer(emailTo(ben.address))),
    outcome: 'wrote-separately',
    undo: 'goes on',
  },
  {
    words: 'nothing: a mail of her own to Sam, who has not enrolled her',
    happens: ({ mail }) => mail({}, samId),
    outcome: 'goes on',
    undo: null,
  },
  {
    words: 'nothing: a mail that had come before she was enrolled',
    happens: ({ mail }) => mail({ receivedAt: '2026-03-02T08:55:00.000Z' }),
    outcome: 'goes on',
    undo: null,
  },
  {
    words: 'nothing: a post to a list that Rita is on',
    happens: ({ mail }) =>
      mail({
        headers: [{ name: 'List-Id', value: '<talk.example.org>' }],
        to: ['talk@example.org'],
      }),
    outcome: 'goes on',
    undo: null,
  },
  {
    words: 'wrote-separately: Rita herself is in To of the list post',
    happens: ({ mail }) =>
      mail({
        headers: [{ name: 'List-Id', value: '<talk.example.org>' }],
        to: ['talk@example.org', rita.address],
      }),
    outcome: 'wrote-separately',
    undo: 'goes on',
  },

  // wrote-from-alias
  {
    words: 'wrote-from-alias: with a plus in her address',
    happens: ({ mail }) => mail({ from: 'ana+sales@acme.example' }),
    outcome: 'wrote-from-alias',
    undo: 'goes on',
  },
  {
    words: 'wrote-from-alias: Reply-To names the enrolled address',
    happens: ({ mail }) => mail({ from: 'ana@phone.example', replyTo: [ana.address] }),
    outcome: 'wrote-from-alias',
    undo: 'goes on',
  },
  {
    words: 'wrote-from-alias: from the address she answered from before',
    happens: async ({ stage, id, mail, answer }) => {
      await mail({ ...home, ...answer() })
      await undoManually(stage.context, rita, id)
      await mail(home)
    },
    outcome: 'wrote-from-alias',
    undo: 'goes on',
  },
  {
    words: 'nothing: somebody else of her domain writes',
    happens: ({ mail }) => mail({ from: ben.address, name: ben.name }),
    outcome: 'goes on',
    undo: null,
  },

  // same-company-replied
  {
    words: 'same-company-replied: Ben answers the email he got from the same sequence',
    settings: { unenrollSameCompany: true },
    withBen: true,
    happens: ({ mail, answer, emailTo }) =>
      mail({ from: ben.address, name: ben.name, ...answer(emailTo(ben.address)) }),
    outcome: 'same-company-replied',
    undo: 'goes on',
    also: async ({ stage, benId }) => {
      expect((await stage.enrollment(benId)).reason).toBe('replied')
    },
  },
  {
    words: 'same-company-replied: Ben answers another mail of Rita’s',
    settings: { unenrollSameCompany: true },
    happens: ({ mail, answer }) =>
      mail({ from: ben.address, name: ben.name, ...answer('<lunch@contoso.example>') }),
    outcome: 'same-company-replied',
    undo: 'goes on',
  },
  {
    words: 'nothing: the sequence does not unenroll contacts from the same company',
    withBen: true,
    happens: ({ mail, answer, emailTo }) =>
      mail({ from: ben.address, name: ben.name, ...answer(emailTo(ben.address)) }),
    outcome: 'goes on',
    undo: null,
  },
  {
    words: 'nothing: Ben writes without answering anything',
    settings: { unenrollSameCompany: true },
    happens: ({ mail }) => mail({ from: ben.address, name: ben.name }),
    outcome: 'goes on',
    undo: null,
  },
  {
    words: 'nothing: Ben answers a mail of Sam’s',
    settings: { unenrollSameCompany: true },
    happens: ({ mail, answer }) =>
      mail({ from: ben.address, name: ben.name, ...answer('<lunch@contoso.example>') }, samId),
    outcome: 'goes on',
    undo: null,
  },
  {
    words: 'nothing: Ben answers a mail of Sam’s in which Rita was a bystander',
    settings: { unenrollSameCompany: true },
    happens: ({ mail, answer }) =>
      mail({
        from: ben.address,
        name: ben.name,
        to: [sam.address],
        ...answer('<lunch@contoso.example>'),
      }),
    outcome: 'goes on',
    undo: null,
  },
  {
    words: 'nothing: Cleo answers, whose company somebody called “Freelance”, too',
    settings: { unenrollSameCompany: true },
    happens: async ({ stage, id, mail, answer }) => {
      const { contactId } = await stage.enrollment(id)
      const company = 'Freelance'
      await done(changeContact(stage.context, rita, contactId, { company }))
      await done(saveContact(stage.context, rita, { email: cleo.address, company }))
      await mail({ from: cleo.address, name: cleo.name, ...answer('<lunch@contoso.example>') })
    },
    outcome: 'goes on',
    undo: null,
  },
  {
    words: 'nothing: Ben is out of the office',
    settings: { unenrollSameCompany: true },
    withBen: true,
    happens: ({ mail, emailTo }) =>
      mail({
        from: ben.address,
        name: ben.name,
        subject: sayAway,
        headers: [...machine, { name: 'In-Reply-To', value: emailTo(ben.address) }],
      }),
    outcome: 'goes on',
    undo: null,
  },
  {
    words: 'nothing: Cleo of another company answers',
    settings: { unenrollSameCompany: true },
    happens: ({ mail, answer }) =>
      mail({ from: cleo.address, name: cleo.name, ...answer('<lunch@contoso.example>') }),
    outcome: 'goes on',
    undo: null,
  },

  // meeting-booked
  {
    words: 'meeting-booked: Rita puts a meeting with Ana in her calendar',
    happens: (play) => meeting(play, {}),
    outcome: 'meeting-booked',
    undo: 'goes on',
  },
  {
    words: 'meeting-booked: Ana is the one who invites',
    happens: (play) => meeting(play, { organizer: ana.address, attendees: [rita.address] }),
    outcome: 'meeting-booked',
    undo: 'goes on',
  },
  {
    words: 'meeting-booked: made now for a time that has passed',
    happens: (play) => meeting(play, { startsAt: '2026-02-20T10:00:00.000Z' }),
    outcome: 'meeting-booked',
    undo: 'goes on',
  },
  {
    words: 'meeting-booked: Ana is added to a meeting that is older than her enrollment',
    happens: async (play) => {
      await meeting(play, { attendees: [cleo.address], createdAt: '2026-02-01T09:00:00.000Z' })
      await meeting(play, { attendees: [cleo.address, ana.address] })
    },
    outcome: 'meeting-booked',
    undo: 'goes on',
  },
  {
    words: 'meeting-booked: undone, its changes do not end it again',
    happens: async (play) => {
      await meeting(play, {})
      await undoManually(play.stage.context, rita, play.id)
      await meeting(play, { subject: 'Demo, later' })
    },
    outcome: 'goes on',
    undo: null,
  },
  {
    words: 'meeting-booked: cancelled later, an undo is offered',
    happens: async (play) => {
      await meeting(play, {})
      await meeting(play, { isCancelled: true })
    },
    outcome: 'meeting-booked',
    undo: 'goes on',
    also: async ({ stage, id }) => {
      expect((await stage.enrollment(id)).offer).toMatch(/cancelled/)
    },
  },
  {
    words: 'meeting-booked: a series ends it once',
    happens: async (play) => {
      await meeting(play, { id: 'series', type: 'seriesMaster' })
      await undoManually(play.stage.context, rita, play.id)
      await meeting(play, { id: 'first', type: 'occurrence', seriesMasterId: 'series' })
    },
    outcome: 'goes on',
    undo: null,
  },
  {
    words: 'nothing: Ana has declined',
    happens: (play) => meeting(play, { declined: [ana.address] }),
    outcome: 'goes on',
    undo: null,
  },
  {
    words: 'nothing: it has been cancelled before anybody looked',
    happens: (play) => meeting(play, { isCancelled: true }),
    outcome: 'goes on',
    undo: null,
  },
  {
    words: 'nothing: more attendees than the setting allows',
    settings: { mostAttendees: 2 },
    happens: (play) => meeting(play, { attendees: [ana.address, ben.address, cleo.address] }),
    outcome: 'goes on',
    undo: null,
  },
  {
    words: 'nothing: it is in Sam’s calendar, and Rita enrolled her',
    happens: (play) => meeting(play, { organizer: sam.address }, samId),
    outcome: 'goes on',
    undo: null,
  },
  {
    words: 'meeting-booked: logged on her record, though it was last week',
    happens: (play) => log(play, 'contact'),
    outcome: 'meeting-booked',
    undo: 'goes on',
  },
  {
    words: 'meeting-booked: logged on her company, and associated with her',
    happens: (play) => log(play, 'company', true),
    outcome: 'meeting-booked',
    undo: 'goes on',
  },
  {
    words: 'nothing: logged on her company alone',
    happens: (play) => log(play, 'company'),
    outcome: 'goes on',
    undo: null,
  },
  {
    words: 'nothing: logged on her record, but it was Sam’s meeting',
    happens: (play) => log(play, 'contact', false, sam),
    outcome: 'goes on',
    undo: null,
  },

  // workflow and trigger
  {
    words: 'trigger: a property that the Automation tab names has changed',
    happens: async (play) => {
      const condition = all(propertyIs('stage', 'customer'))
      await done(addTrigger(play.stage.context, rita, 'sequence-1', { name: 'Won', condition }))
      await becomeCustomer(play)
    },
    outcome: 'trigger',
    undo: 'goes on',
  },
  {
    words: 'workflow: an account workflow of somebody with an enterprise seat',
    happens: async (play) => {
      await addCleanUp(play, { ...mia, seat: 'enterprise' })
      await becomeCustomer(play)
    },
    outcome: 'workflow',
    undo: 'goes on',
  },
  {
    words: 'nothing: a professional seat makes no workflow',
    happens: async (play) => {
      expect(isRefused(await addCleanUp(play, rita))).toBe(true)
      await becomeCustomer(play)
    },
    outcome: 'goes on',
    undo: null,
  },

  // sequence-deleted
  {
    words: 'sequence-deleted: the undo waits for the sequence to come back',
    happens: ({ stage }) => deleteSequence(stage.context, rita, 'sequence-1'),
    outcome: 'sequence-deleted',
    undo: /[Rr]estore the sequence/,
  },
  {
    words: 'sequence-deleted: restored, the undo is offered',
    happens: async ({ stage }) => {
      await deleteSequence(stage.context, rita, 'sequence-1')
      await done(restoreSequence(stage.context, rita, 'sequence-1'))
    },
    outcome: 'sequence-deleted',
    undo: 'goes on',
    also: async ({ stage, id }) => {
      expect((await stage.enrollment(id)).offer).toMatch(/back/)
    },
  },

  // owner-removed
  {
    words: 'owner-removed: an administrator takes the owner’s seat',
    happens: (play) => takeOwnersSeat(play),
    outcome: 'owner-removed',
    undo: null,
  },
  {
    words: 'pause: the sequence is to be handed over when its owner goes',
    settings: { ownerRemoved: 'pause' },
    happens: (play) => takeOwnersSeat(play),
    outcome: { paused: 'owner-removed' },
    undo: null,
  },
  {
    words: 'owner-removed: deleted in the directory, and still gone at the second look',
    happens: async (play) => {
      await ownerGone(play)
      await waitAndLook(play, 16 * minute)
    },
    outcome: 'owner-removed',
    undo: null,
  },
  {
    words: 'nothing: disabled, and back before the second look',
    happens: async (play) => {
      await ownerGone(play)
      play.stage.graph.people = [rita, sam, mia].map(personOf)
      await waitAndLook(play, 16 * minute)
    },
    outcome: 'goes on',
    undo: null,
  },

  // unsubscribed
  {
    words: 'unsubscribed: on the page behind the link',
    happens: ({ stage, id }) => unsubscribe(stage.context, id),
    outcome: 'unsubscribed',
    undo: /Only the contact can take that back/,
  },
  {
    words: 'nothing: unsubscribed, and subscribed again on the page',
    happens: async ({ stage, id }) => {
      await unsubscribe(stage.context, id)
      await resubscribe(stage.context, id)
    },
    outcome: 'goes on',
    undo: null,
  },

  // bounced
  {
    words: 'bounced: the address does not exist',
    happens: (play) => bounce(play, 'failed', '5.1.1'),
    outcome: 'bounced',
    undo: /address does not exist/,
  },
  {
    words: 'bounced: the mailbox is full for good; the address is not bad',
    happens: (play) => bounce(play, 'failed', '5.2.2'),
    outcome: 'bounced',
    undo: 'goes on',
  },
  {
    words: 'nothing: the email is delayed',
    happens: (play) => bounce(play, 'delayed', '4.4.1'),
    outcome: 'goes on',
    undo: null,
  },
  {
    words: 'nothing: the email failed only where Ana forwards her mail to',
    happens: (play) => bounce(play, 'failed', '5.1.1', home.from),
    outcome: 'goes on',
    undo: null,
  },
  {
    words: 'pause: the mail server blocks the sender, not the address',
    happens: (play) => bounce(play, 'failed', '5.7.708'),
    outcome: { paused: 'sender-blocked' },
    undo: null,
  },

  // machines that answer
  {
    words: 'pause: out of the office',
    happens: ({ mail, answer }) =>
      mail({ subject: sayAway, headers: [...machine, ...answer().headers] }),
    outcome: { paused: 'out-of-office' },
    undo: null,
  },
  {
    words: 'pause: she has left the company, says an automatic reply',
    happens: ({ mail, answer }) =>
      mail({
        subject: 'Automatic reply: Ana Alves no longer works at Acme',
        preview: 'I have left the company. Please write to ben@acme.example instead.',
        headers: [...machine, ...answer().headers],
      }),
    outcome: { paused: 'left-company' },
    undo: null,
  },
  {
    words: 'pause: out of the office until a day; the next email goes after it, when it was due',
    happens: async ({ stage, id, mail, answer }) => {
      await mail({
        subject: sayAway,
        preview: 'I am out of the office until 3 March 2026.',
        headers: [...machine, ...answer().headers],
      })
      expect((await stage.enrollment(id)).pausedUntil).toBe('2026-03-03T08:00:00.000Z')
      stage.pass(day)
      await stage.work()
    },
    outcome: 'goes on',
    undo: null,
  },
  {
    words: 'pause: the day of return stands far below in the out-of-office answer',
    happens: async ({ stage, id, mail, answer }) => {
      const long = `Thank you for your message. ${'Our office has moved to the new house. '.repeat(9)}`
      const head = [
        'From: ana@acme.example',
        `Subject: ${sayAway}`,
        'Date: Mon, 2 Mar 2026 09:01:00 +0000',
      ]
      const body = `${long}\r\nI am out of the office until 3 March 2026.\r\n`
      const mime = [...head, 'Auto-Submitted: auto-replied', '', body].join('\r\n')
      await mail({
        subject: sayAway,
        preview: long.slice(0, 255),
        mime: new TextEncoder().encode(mime),
        headers: [...machine, ...answer().headers],
      })
      expect((await stage.enrollment(id)).pausedUntil).toBe('2026-03-03T08:00:00.000Z')
      stage.pass(day)
      await stage.work()
    },
    outcome: 'goes on',
    undo: null,
  },
  {
    words: 'nothing: a ticket system answers',
    happens: ({ mail, answer }) =>
      mail({
        subject: '[Ticket #4711] We have received your request',
        headers: [...machine, ...answer().headers],
      }),
    outcome: 'goes on',
    undo: null,
  },
  {
    words: 'replied: Ana herself writes while her out-of-office holds the sequence',
    happens: async ({ mail, answer }) => {
      await mail({ subject: sayAway, headers: [...machine, ...answer().headers] })
      await mail(answer())
    },
    outcome: 'replied',
    undo: { paused: 'out-of-office' },
  },

  // completed
  {
    words: 'completed: the last email has gone',
    happens: async ({ stage }) => {
      for (let days = 0; days < 6; days += 1) {
        stage.pass(day)
        await stage.work()
      }
    },
    outcome: 'completed',
    undo: /Every step was done/,
  },

  // pauses by hand and of the mailbox
  {
    words: 'pause: Rita pauses it',
    happens: ({ stage, id }) => pauseManually(stage.context, rita, id, null),
    outcome: { paused: 'manual' },
    undo: null,
  },
  {
    words: 'pause: Rita’s own automatic replies are on; the emails wait and go afterwards',
    happens: async ({ stage }) => {
      stage.graph.settings.automaticRepliesSetting.status = 'alwaysEnabled'
      stage.pass(day + day)
      await stage.work()
      expect(await emailsSent()).toBe(1)
      stage.graph.settings.automaticRepliesSetting.status = 'disabled'
      stage.pass(20 * minute)
      await stage.work()
      expect(await emailsSent()).toBe(2)
    },
    outcome: 'goes on',
    undo: null,
    emailAfterMs: 3 * day,
  },

  // manual
  {
    words: 'manual: Rita unenrolls her',
    happens: ({ stage, id }) => unenrollManually(stage.context, rita, id),
    outcome: 'manual',
    undo: 'goes on',
  },
  {
    words: 'manual: the undo is refused once Ana has been enrolled elsewhere',
    happens: async ({ stage, id }) => {
      await unenrollManually(stage.context, rita, id)
      await stage.sequence(undefined, 'sequence-2')
      await stage.enroll(ana.address, { sequenceId: 'sequence-2' })
    },
    outcome: 'manual',
    undo: /Sequence sequence-2/,
  },
  {
    words: 'manual: the undo is refused once Ana has answered after all',
    happens: async ({ stage, id, mail, answer }) => {
      await unenrollManually(stage.context, rita, id)
      await mail(answer())
    },
    outcome: 'manual',
    undo: /has answered since/,
  },
]

async function bounce(play: Play, action: string, status: string, to = ana.address): Promise<void> {
  const original = play.emailTo(ana.address)
  await play.mail({
    from: 'mailer-daemon@acme.example',
    name: 'Mail Delivery',
    subject: 'Undeliverable: A short question',
    messageClass: 'REPORT.IPM.Note.NDR',
    headers: [{ name: 'Content-Type', value: 'multipart/report; report-type=delivery-status' }],
    mime: aReport([{ to, action, status }], original),
  })
}

async function meeting(
  { stage }: Play,
  event: Partial<EventInGraph>,
  mailboxId = ritaId,
): Promise<void> {
  stage.graph.calendar.put(mailboxId, { id: 'event-1', ...event })
  stage.pass(15 * minute)
  await stage.work()
}

async function log(
  { stage, id }: Play,
  on: 'contact' | 'company',
  withHer = false,
  by: User = rita,
): Promise<void> {
  const { contactId } = await stage.enrollment(id)
  const her = { kind: 'contact' as const, id: contactId }
  const acme = await done(
    saveCompany(stage.context, rita, null, { name: 'Acme', domains: ['acme.example'] }),
  )
  await done(
    logMeeting(stage.context, by, {
      title: 'Lunch',
      startsAt: '2026-02-24T12:00:00Z',
      record: on === 'contact' ? her : { kind: 'company', id: acme.id },
      associated: withHer ? [her] : [],
    }),
  )
}

async function becomeCustomer({ stage, id }: Play): Promise<void> {
  const { contactId } = await stage.enrollment(id)
  await done(changeContact(stage.context, rita, contactId, { properties: { stage: 'customer' } }))
  await workJobs(stage)
}

function addCleanUp({ stage }: Play, by: User): Promise<object> {
  return addWorkflow(stage.context, by, {
    name: 'Customers get no sales emails',
    condition: all(propertyIs('stage', 'customer')),
    action: { kind: 'unenroll', from: 'all' },
  })
}

async function takeOwnersSeat(play: Play): Promise<void> {
  play.stage.graph.people = [rita, sam, mia].map(personOf)
  await done(giveSeat(play.stage.context, mia, { email: rita.address, seat: 'none' }))
  await waitAndLook(play, minute)
}

/** Graph tells that Rita is gone, and the first look has seen it. */
async function ownerGone(play: Play): Promise<void> {
  play.stage.graph.people = [rita, sam, mia].map(personOf)
  await waitAndLook(play, minute)
  play.stage.graph.leave(ritaId)
  await waitAndLook(play, 16 * minute)
}

async function waitAndLook({ stage }: Play, ms: number): Promise<void> {
  stage.pass(ms)
  await workJobs(stage)
  await stage.work()
}

const personOf = ({ oid, address, name }: User) => ({ id: oid, mail: address, displayName: name })

async function done<Result extends object>(work: Promise<Result | Refused>): Promise<Result> {
  const result = await work
  if (isRefused(result)) throw new Error(result.refused.detail)
  return result
}

async function open(line: Line): Promise<Play> {
  const stage = await openStage()
  await stage.sequence(undefined, 'sequence-1', {
    settings: { ...defaultSettings, ...line.settings },
  })
  await stage.work()
  const { id } = await stage.enroll(ana.address, { name: ana.name })
  const benId = line.withBen ? (await stage.enroll(ben.address, { name: ben.name })).id : ''
  await stage.work()
  stage.pass(10 * second)
  await stage.work()
  stage.pass(minute)
  const emailTo = (address: string): string =>
    stage.graph.sent.findLast((one) => one.to === address)?.messageId ?? ''
  return {
    stage,
    id,
    benId,
    emailTo,
    answer: (to = emailTo(ana.address)) => ({ headers: [{ name: 'In-Reply-To', value: to }] }),
    mail: async (given, mailboxId = ritaId) => {
      const arrived = stage.graph.deliver(mailboxId, given)
      await requestSync(stage.db, mailboxId, 1, stage.now())
      await stage.work()
      stage.pass(minute)
      return arrived
    },
  }
}

let play: Play
afterEach(() => {
  play.stage.close()
})

describe.each(lines)('$words', (line) => {
  beforeEach(async () => {
    play = await open(line)
    await line.happens(play)
  })

  test('comes out so, and once it has ended nothing more is sent', async () => {
    const one = await play.stage.enrollment(play.id)
    expect(outcomeOf(one)).toEqual(line.outcome)
    await line.also?.(play)
    play.stage.pass(line.emailAfterMs ?? 2 * day)
    await play.stage.work()
    const isRunning = line.outcome === 'goes on'
    expect((await emailsSent()) - one.emailsSent).toBe(isRunning ? 1 : 0)
    if (one.state !== 'ended') return
    expect(one.explanation).toMatch(/^[A-Z].*\.$/)
    play.stage.jump(30 * day)
    await play.stage.work()
    expect(await emailsSent()).toBe(one.emailsSent)
  })

  if (line.undo !== null)
    test(line.undo instanceof RegExp ? 'cannot be undone' : 'can be undone', async () => {
      const result = await undoManually(play.stage.context, rita, play.id)
      if (line.undo instanceof RegExp) {
        expect(isRefused(result) ? result.refused.detail : '').toMatch(line.undo)
        return
      }
      expect(isRefused(result)).toBe(false)
      const before = await emailsSent()
      await play.stage.work()
      play.stage.pass(2 * day + minute)
      await play.stage.work()
      const resumed = await play.stage.enrollment(play.id)
      expect(outcomeOf(resumed)).toEqual(line.undo)
      expect(await emailsSent()).toBe(line.undo === 'goes on' ? before + 1 : before)
    })
})

function outcomeOf(one: Enrollment): Outcome {
  const [pause, another] = one.pauses
  if (one.state === 'paused' && pause && !another) return { paused: pause.kind }
  return one.reason ?? 'goes on'
}

async function emailsSent(): Promise<number> {
  return (await play.stage.emails(play.id)).filter(({ state }) => state === 'sent').length
}
