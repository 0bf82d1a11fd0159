/** Somebody who owns sequences is deleted, disabled, loses the seat or the mailbox: what ends, what waits, what is asked. */

import sql from 'sql-template-tag'
import { GraphError } from '../../../server/graph/errors.ts'
import { openNotificationInbox } from '../../../server/services/mailboxes/receive-notifications.ts'
import { showEnrollment } from '../../../server/services/views/enrollment.ts'
import { decideDeparture, departures } from '../../../server/services/directory/decide-departure.ts'
import { enroll } from '../../../server/services/enrollments/enroll.ts'
import { giveSeat } from '../../../server/services/directory/assign-seat.ts'
import { handOver } from '../../../server/services/directory/transfer-sequences.ts'
import { isRefused } from '../../../server/services/problem.ts'
import { undoManually } from '../../../server/services/enrollments/unenroll-manually.ts'
import { defaultSettings } from '../../../server/domain/sequences/sequence.ts'
import { departureOf } from '../../../server/store/directory/departures.ts'
import { putUser, userById } from '../../../server/store/directory/users.ts'
import { day, hour, minute, openStage, type Stage } from '../../support/server/engine-stage.ts'
import { workJobs } from '../../support/server/jobs.ts'
import {
  ana,
  aUser,
  ben,
  cleo,
  mia,
  rita,
  ritaId,
  sam,
  samId,
} from '../../support/server/makers.ts'
import { away, forbidden } from '../../support/server/scripted-graph.ts'
import { pauseManually } from '../../../server/services/enrollments/pause-manually.ts'
import { resumeByHand } from '../../support/server/resume.ts'

let stage: Stage
let ofAna: string
let ofBen: string

/** Rita and Sam own a sequence each; Sam has enrolled Ana in Rita's, and Rita Ben in her own. */
beforeEach(async () => {
  stage = await openStage()
  stage.graph.people = [rita, sam, mia].map(({ oid, address, name }) => ({
    id: oid,
    mail: address,
    displayName: name,
  }))
  await stage.sequence()
  await stage.sequence(undefined, 'sequence-of-sam', { ownerId: sam.id, name: 'Of Sam' })
  ofAna = (await stage.enroll(ana.address, { name: ana.name, by: sam })).id
  ofBen = (await stage.enroll(ben.address, { name: ben.name })).id
  await stage.work()
  stage.pass(minute)
  await workJobs(stage)
})
afterEach(() => {
  stage.close()
})

const later = async (ms: number): Promise<void> => {
  stage.pass(ms)
  await workJobs(stage)
  await stage.work()
}

const ask = async (): Promise<void> => {
  await stage.db.all(sql`update jobs set due_at = ${stage.now()} where name = 'directory'`)
  await workJobs(stage)
}

const person = (id: string) => {
  const found = stage.graph.people.find((one) => one.id === id)
  if (!found) throw new Error('Nobody by that id.')
  return found
}

const disable = (id: string, disabled = true): void => {
  const one = person(id)
  one.accountEnabled = !disabled
}

const stateOf = async (id: string): Promise<string> => {
  const { state, reason, pauses } = await stage.enrollment(id)
  return state === 'ended'
    ? (reason ?? '')
    : state === 'paused'
      ? `paused: ${pauses.map(({ kind }) => kind).join()}`
      : state
}

const states = async () => [await stateOf(ofAna), await stateOf(ofBen)]
const setting = (ownerRemoved: 'unenroll' | 'pause') =>
  stage.db.all(
    sql`update sequences set settings = ${JSON.stringify({ ...defaultSettings, ownerRemoved })} where id = 'sequence-1'`,
  )

describe('an owner who is deleted', () => {
  test('ends all enrollments of the owner’s sequences, whoever enrolled, after the second look', async () => {
    stage.graph.leave(ritaId)
    await ask()
    expect(await states()).toEqual(['active', 'active'])
    await later(14 * minute)
    expect(await states()).toEqual(['active', 'active'])
    await later(minute)
    expect(await states()).toEqual(['owner-removed', 'owner-removed'])
    const one = await stage.enrollment(ofAna)
    expect(one.explanation).toBe(
      'Rita Ross, who owns this sequence, was deleted from Microsoft 365.',
    )
    expect(one.evidence).toMatchObject({ kind: 'directory', user: { name: 'Rita Ross' } })
    expect((await stage.timeline(ofAna)).at(-1)).toMatch(/^Unenrolled\. Rita Ross, who owns/)
  })

  test('is told as news: the doubt, what became of it, and the coming back', async () => {
    const told: string[] = []
    stage.db.watch((changes) =>
      told.push(...changes.filter(({ kind }) => kind === 'user').map(({ id }) => id)),
    )
    const before = stage.graph.people
    stage.graph.leave(ritaId)
    await ask()
    expect(told).toEqual([rita.id])
    await later(15 * minute)
    expect(told.length).toBeGreaterThan(1)
    told.length = 0
    stage.graph.people = before
    await later(15 * minute)
    expect(told).toContain(rita.id)
  })

  test('nobody can be enrolled in the sequence until it is handed over', async () => {
    stage.graph.leave(ritaId)
    await ask()
    await later(15 * minute)
    const request = { contact: { email: 'cleo@other.example' }, sequenceId: 'sequence-1' }
    expect(await enroll(stage.context, sam, request)).toMatchObject({
      refused: { type: 'owner-removed' },
    })
    const handed = await handOver(stage.context, mia, rita.id, sam.address)
    expect(handed).toMatchObject({ sequences: 1, to: { name: 'Sam Stone' } })
    expect(isRefused(await enroll(stage.context, sam, request))).toBe(false)
  })

  test('restored before the second look, nothing happened', async () => {
    const before = stage.graph.people
    stage.graph.leave(ritaId)
    await ask()
    stage.graph.people = before
    await later(day)
    expect(await states()).toEqual(['active', 'active'])
    expect(await departureOf(stage.db, rita.id)).toBeNull()
    expect((await stage.timeline(ofAna)).filter((words) => words.includes('owns'))).toEqual([])
  })

  test('restored later, the ends stay and are offered to be undone', async () => {
    const before = stage.graph.people
    stage.graph.leave(ritaId)
    await ask()
    await later(15 * minute)
    stage.graph.people = before
    await later(15 * minute)
    expect((await stage.enrollment(ofAna)).offer).toBe('Rita Ross is back. Undo to go on.')
    expect(await states()).toEqual(['owner-removed', 'owner-removed'])
    await undoManually(stage.context, sam, ofAna)
    expect(await states()).toEqual(['active', 'owner-removed'])
    await later(2 * day)
    expect((await stage.enrollment(ofAna)).emailsSent).toBe(2)
  })

  test('an undo counts while the owner is gone: it does not end again, and the next email goes', async () => {
    stage.graph.leave(ritaId)
    await ask()
    await later(15 * minute)
    await undoManually(stage.context, sam, ofAna)
    await later(2 * day)
    expect(await stateOf(ofAna)).toBe('active')
    expect((await stage.enrollment(ofAna)).emailsSent).toBe(2)
  })

  test('while nobody looked, the daily complete look misses the person', async () => {
    stage.graph.people = stage.graph.people.filter((one) => one.id !== ritaId)
    await later(20 * hour)
    expect(await departureOf(stage.db, rita.id)).toBeNull()
    await later(5 * hour)
    expect(await departureOf(stage.db, rita.id)).toMatchObject({ state: 'doubted' })
    await later(15 * minute)
    expect(await states()).toEqual(['owner-removed', 'owner-removed'])
  })

  test('is found by the complete look that follows a forgotten link (410), page by page', async () => {
    stage.pass(minute)
    stage.graph.peoplePerPage = 1
    stage.graph.people = stage.graph.people.filter((one) => one.id !== ritaId)
    stage.graph.fail(
      'users-delta',
      'before',
      new GraphError('refused', 410, 'syncStateNotFound', null),
    )
    await ask()
    expect(await departureOf(stage.db, rita.id)).toMatchObject({ state: 'doubted' })
    expect(await departureOf(stage.db, sam.id)).toBeNull()
  })
})

describe('never on an error:', () => {
  test.each([
    ['403', forbidden],
    ['404 of another kind', new GraphError('not-found', 404, 'HTTP 404', null)],
    ['504', away],
  ] as const)('%s at the second look ends nothing', async (_words, error) => {
    stage.graph.leave(ritaId)
    await ask()
    stage.graph.fail('person', 'before', error, 40)
    for (let tries = 0; tries < 30; tries += 1) await later(15 * minute)
    expect(await states()).toEqual(['active', 'active'])
  })

  test('the second look is made as soon as Graph answers again', async () => {
    stage.graph.leave(ritaId)
    await ask()
    stage.graph.fail('person', 'before', away, 2)
    await later(15 * minute)
    expect(await states()).toEqual(['active', 'active'])
    await later(15 * minute)
    await later(15 * minute)
    expect(await states()).toEqual(['owner-removed', 'owner-removed'])
  })
})

describe('an owner who is disabled', () => {
  test('counts as gone after the second look, and is back when enabled', async () => {
    disable(ritaId)
    await ask()
    await later(15 * minute)
    expect((await stage.enrollment(ofAna)).explanation).toContain('blocked from signing in')
    disable(ritaId, false)
    await ask()
    expect(await departureOf(stage.db, rita.id)).toBeNull()
    expect((await stage.enrollment(ofAna)).offer).toContain('back')
  })

  test('with the setting “pause”, everything waits, sends nothing, and goes on after a hand-over', async () => {
    await setting('pause')
    disable(ritaId)
    await ask()
    await later(15 * minute)
    expect(await states()).toEqual(['paused: owner-removed', 'paused: owner-removed'])
    await later(30 * day)
    expect(await states()).toEqual(['paused: owner-removed', 'paused: owner-removed'])
    expect(await resumeByHand(stage, sam, ofAna)).toMatchObject({
      refused: { type: 'owner-removed' },
    })
    expect(stage.graph.sent.length).toBe(2)
    await handOver(stage.context, mia, rita.id, sam.id)
    await workJobs(stage)
    await stage.work()
    expect(await states()).toEqual(['active', 'active'])
    expect((await stage.enrollment(ofAna)).emailsSent).toBe(2)
    expect(await stage.timeline(ofAna)).toContain('Goes on: Sam Stone looks after this sequence.')
  })

  test('whoever is paused already is paused for that too, and goes on when both are over', async () => {
    await setting('pause')
    await pauseManually(stage.context, mia, ofAna, null)
    disable(ritaId)
    await ask()
    await later(15 * minute)
    expect(await states()).toEqual(['paused: manual,owner-removed', 'paused: owner-removed'])
    await later(day)
    expect((await stage.enrollment(ofAna)).pauses).toHaveLength(2)
    await resumeByHand(stage, mia, ofAna, 'manual')
    expect(await resumeByHand(stage, mia, ofAna)).toMatchObject({
      refused: { type: 'owner-removed' },
    })
    await pauseManually(stage.context, mia, ofBen, null)
    await handOver(stage.context, mia, rita.id, sam.id)
    await workJobs(stage)
    expect(await states()).toEqual(['active', 'paused: manual'])
    expect((await stage.timeline(ofBen)).at(-1)).toBe(
      'Could go on: Sam Stone looks after this sequence. It stays paused: Paused by Mia Moss.',
    )
    await resumeByHand(stage, mia, ofBen)
    expect(await states()).toEqual(['active', 'active'])
  })

  test('enabled again, these pauses end', async () => {
    await setting('pause')
    disable(ritaId)
    await ask()
    await later(15 * minute)
    disable(ritaId, false)
    await ask()
    expect(await states()).toEqual(['active', 'active'])
  })
})

describe('a rep who is gone', () => {
  test('writes no emails in the sequences of others either, until back again', async () => {
    const ofCleo = await stage.enroll(cleo.address, { sequenceId: 'sequence-of-sam' })
    await stage.work()
    const sent = () => stage.graph.sent.filter((one) => one.to === cleo.address).length
    expect(sent()).toBe(1)
    disable(ritaId)
    await ask()
    await later(16 * minute)
    await later(3 * day)
    expect(sent()).toBe(1)
    const shown = await showEnrollment(stage.db, sam, await stage.enrollment(ofCleo.id))
    expect(shown.nextStep?.waits).toBe(
      'Waits: Rita Ross was blocked from signing in to Microsoft 365, so nothing is sent from this mailbox.',
    )
    disable(ritaId, false)
    await ask()
    await later(16 * minute)
    expect(sent()).toBe(2)
  })
})

describe('many at once', () => {
  const leaveBoth = async (): Promise<void> => {
    stage.graph.leave(ritaId)
    await ask()
    stage.pass(minute)
    disable(samId)
    await ask()
    await later(15 * minute)
  }

  test('are paused, and an administrator is asked', async () => {
    await leaveBoth()
    expect(await states()).toEqual(['paused: owner-removed', 'paused: owner-removed'])
    await later(3 * day)
    expect(stage.graph.sent.length).toBe(2)
    const list = await departures(stage.context, mia, '', 100)
    expect(list).toMatchObject({
      items: [
        {
          user: { id: rita.id },
          state: 'asked',
          cause: 'deleted',
          sequences: 1,
          openEnrollments: 2,
        },
        {
          user: { id: sam.id },
          state: 'asked',
          cause: 'disabled',
          sequences: 1,
          openEnrollments: 0,
        },
      ],
    })
    expect(await departures(stage.context, rita, '', 100)).toMatchObject({
      refused: { type: 'not-admin' },
    })
  })

  test.each([
    ['unenroll', 'owner-removed'],
    ['keep', 'active'],
    ['hand-over', 'active'],
  ] as const)('decided “%s”, the enrollments are then %s', async (decision, state) => {
    await leaveBoth()
    const request = decision === 'hand-over' ? { decision, to: mia.address } : { decision }
    const decided = await decideDeparture(stage.context, mia, rita.id, request)
    expect(isRefused(decided)).toBe(false)
    // Sam, in whose name Ana is written to, is asked about as well.
    await decideDeparture(stage.context, mia, sam.id, { decision: 'keep' })
    await workJobs(stage)
    expect(await states()).toEqual([state, state])
    await later(3 * day)
    expect(await states()).toEqual([state, state])
    expect((await stage.enrollment(ofAna)).emailsSent).toBe(state === 'active' ? 2 : 1)
  })

  test('an end that an administrator decided can be undone, and is no pause any more', async () => {
    await leaveBoth()
    await decideDeparture(stage.context, mia, rita.id, { decision: 'unenroll' })
    await workJobs(stage)
    await undoManually(stage.context, mia, ofAna)
    expect(await stateOf(ofAna)).toBe('active')
  })

  test('undo is refused while the sequence waits for a decision', async () => {
    await stage.db.all(
      sql`
      update enrollments
      set state = 'ended', reason = 'manual', ended_at = ${stage.now()}, next_kind = 'stopped', left_ms = 0,
        wanted_at = null, due_at = null
      where id = ${ofAna}`,
    )
    await leaveBoth()
    expect(await undoManually(stage.context, mia, ofAna)).toMatchObject({
      refused: {
        type: 'not-undoable',
        detail: expect.stringContaining('An administrator has to say'),
      },
    })
  })

  test('decisions ask for what they lack', async () => {
    await leaveBoth()
    const decide = (userId: string, request: Parameters<typeof decideDeparture>[3]) =>
      decideDeparture(stage.context, mia, userId, request)
    expect(await decide(rita.id, { decision: 'hand-over' })).toMatchObject({
      refused: { type: 'nobody-named' },
    })
    expect(await decide(rita.id, { decision: 'hand-over', to: 'nobody' })).toMatchObject({
      refused: { type: 'no-such-user' },
    })
    expect(await decide(rita.id, { decision: 'hand-over', to: sam.id })).toMatchObject({
      refused: { type: 'owner-removed' },
    })
    expect(await decide(mia.id, { decision: 'keep' })).toMatchObject({
      refused: { type: 'not-found' },
    })
    expect(await decideDeparture(stage.context, sam, rita.id, { decision: 'keep' })).toMatchObject({
      refused: { type: 'not-admin' },
    })
  })
})

describe('a seat', () => {
  test('taken away ends at once; given back, the ends are offered to be undone', async () => {
    await giveSeat(stage.context, mia, { email: rita.address, seat: 'none' })
    await workJobs(stage)
    expect(await states()).toEqual(['owner-removed', 'owner-removed'])
    expect((await stage.enrollment(ofAna)).explanation).toContain('has no seat any more')
    await giveSeat(stage.context, mia, { email: rita.address, seat: 'professional' })
    expect((await stage.enrollment(ofAna)).offer).toBe('Rita Ross is back. Undo to go on.')
  })

  test('taken away sends nothing from that moment on, before the ends are worked off', async () => {
    stage.pass(2 * day)
    await giveSeat(stage.context, mia, { email: rita.address, seat: 'none' })
    await stage.work()
    expect(stage.graph.sent.length).toBe(2)
  })

  test('taken from many is an administrator’s own will and asks nobody', async () => {
    for (const { address } of [rita, sam])
      await giveSeat(stage.context, mia, { email: address, seat: 'none' })
    await workJobs(stage)
    expect(await states()).toEqual(['owner-removed', 'owner-removed'])
  })
})

describe('a mailbox', () => {
  const noMailbox = new GraphError('no-mailbox', 404, 'MailboxNotEnabledForRESTAPI', null)
  const disconnect = () =>
    stage.db.all(
      sql`update mailboxes set pause_kind = 'mailbox-disconnected', paused_since = ${stage.now()} where id = ${ritaId}`,
    )

  test('gone for seven days counts as its owner gone', async () => {
    await disconnect()
    stage.pass(6 * day)
    await workJobs(stage)
    expect(await states()).toEqual(['active', 'active'])
    stage.graph.fail('list', 'before', noMailbox, 1)
    stage.pass(day)
    await workJobs(stage)
    expect(await states()).toEqual(['owner-removed', 'owner-removed'])
    expect((await stage.enrollment(ofAna)).explanation).toContain('no mailbox for a week')
  })

  test('that is forbidden to us for seven days proves nothing', async () => {
    await disconnect()
    stage.graph.fail('list', 'before', forbidden, 100)
    stage.pass(8 * day)
    await workJobs(stage)
    expect(await states()).toEqual(['active', 'active'])
  })
})

describe('the directory’s changes', () => {
  test('a new name and address are followed', async () => {
    Object.assign(person(ritaId), { mail: 'rita.rose@contoso.example', displayName: 'Rita Rose' })
    await ask()
    expect(await userById(stage.db, rita.id)).toMatchObject({
      address: 'rita.rose@contoso.example',
      name: 'Rita Rose',
    })
    expect(await stage.db.all(sql`select address from mailboxes where id = ${ritaId}`)).toEqual([
      { address: 'rita.rose@contoso.example' },
    ])
  })

  test('strangers leave no trace', async () => {
    stage.graph.people.push({ id: 'stranger', mail: 's@contoso.example', displayName: 'Stranger' })
    await ask()
    stage.graph.leave('stranger')
    await ask()
    expect(JSON.stringify(await stage.dump())).not.toMatch(/stranger/i)
  })

  test('somebody without seat and sequences is nobody’s loss', async () => {
    const nora = aUser({
      id: 'user-nora',
      oid: 'nora',
      address: 'nora@contoso.example',
      seat: 'none',
    })
    await putUser(stage.db, nora)
    stage.graph.people.push({ id: 'nora', mail: nora.address, displayName: 'Nora' })
    await ask()
    stage.graph.leave('nora')
    await ask()
    expect(await departureOf(stage.db, nora.id)).toBeNull()
  })

  test('one subscription is kept for all, renewed, and made anew when it is gone', async () => {
    const ours = () => stage.graph.subscriptions.filter((one) => one.resource === 'users')
    expect(ours().length).toBe(1)
    const [first] = ours()
    const until = first?.expires ?? ''
    await later(day)
    expect((ours()[0]?.expires ?? '') > until).toBe(true)
    stage.graph.subscriptions = stage.graph.subscriptions.filter((one) => one.resource !== 'users')
    await later(day)
    expect(ours().length).toBe(1)
    expect(ours()[0]?.id).not.toBe(first?.id)
  })

  test('a stranger’s subscription of the same kind (409) has to go first', async () => {
    await stage.db.all(sql`delete from directory_subscriptions`)
    await ask()
    expect(stage.graph.subscriptions.filter((one) => one.resource === 'users').length).toBe(1)
  })
})

describe('a notification about a user', () => {
  const notification = (given: object = {}) => {
    const one = stage.graph.subscriptions.find((s) => s.resource === 'users')
    return {
      subscriptionId: one?.id ?? '',
      clientState: one?.clientState ?? '',
      itemId: ritaId,
      lifecycle: null,
      ...given,
    }
  }
  const isDue = async (): Promise<boolean> =>
    (await stage.db.one(
      sql`select name from jobs where name = 'directory' and due_at <= ${stage.now()}`,
    )) !== undefined

  test.each([
    ['whom the product knows, asks for a look', {}, true],
    ['that names nobody, asks for a look', { itemId: null }, true],
    ['that was missed, asks for a look', { itemId: null, lifecycle: 'missed' as const }, true],
    ['unknown to the product, asks for nothing', { itemId: 'stranger' }, false],
    ['with the wrong secret, asks for nothing', { clientState: 'guessed' }, false],
    [
      'of an unknown subscription without a secret, asks for nothing',
      { subscriptionId: 'x', clientState: '' },
      false,
    ],
  ])('%s', async (_words, given, due) => {
    await openNotificationInbox(stage.context).accept([notification(given)])
    expect(await isDue()).toBe(due)
  })
})
