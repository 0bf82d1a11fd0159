/** A store as full as the product is made for: written before the server opens it, and then asked over real HTTP. */
import { join } from 'node:path'
import sql from 'sql-template-tag'
import { v7 } from 'uuid'
import type { Enrollment } from '../../server/domain/enrollments/enrollment.ts'
import { dueAs } from '../../server/domain/enrollments/next-step.ts'
import { dayMs, later } from '../../server/domain/time/instant.ts'
import { addContact } from '../../server/store/contacts/contacts.ts'
import type { Db } from '../../server/store/db/db.ts'
import { addEnrollment } from '../../server/store/enrollments/enrollments.ts'
import { openSqlite } from '../../server/store/db/sqlite.ts'
import { startWorld, type World } from '../dev/world.ts'

export const rita = 'rita@contoso.example'

export interface Crowd {
  world: World
  /** The sequence that many are in. */
  sequenceId: string
}

export interface CrowdSize {
  contacts: number
  /** So many of the contacts are in one sequence, and nothing is due for a month. */
  enrolled: number
  /** Addresses on the suppression list, of nobody among the contacts. */
  suppressed: number
}

const perTransaction = 1000

/** Where the store of a world lies. */
export function storeOf(world: World): string {
  return join(world.dataDir, 'sequences.sqlite')
}

/** Starts a world with so many people in it. */
export async function startCrowd(root: string, size: CrowdSize): Promise<Crowd> {
  const world = await startWorld(root, { serverEnv: { EMAILS_PER_MINUTE: '30' } })
  try {
    return { world, sequenceId: await fillWorld(world, size) }
  } catch (error) {
    await world.stop()
    throw error
  }
}

/** Fills the store while the server is away; answers the id of the sequence that many are in. */
export async function fillWorld(world: World, size: CrowdSize): Promise<string> {
  const sequenceId = await newSequence(world)
  await world.stopServer()
  const db = openSqlite(storeOf(world))
  await fill(db, sequenceId, size)
  db.close()
  await world.startServer()
  return sequenceId
}

async function newSequence(world: World): Promise<string> {
  const { status, body } = await world.api(rita, 'POST', '/api/sequences', {
    name: 'Many people',
    steps: [1, 2, 3].map((number) => ({
      kind: 'automatic-email',
      delay: number === 1 ? 'PT0S' : 'P3D',
      subject: `Email ${String(number)}`,
      body: 'Hello {{contact.first_name}}',
      thread: 'new',
    })),
  })
  if (status !== 201) throw new Error(`No sequence was made: ${JSON.stringify(body)}`)
  return (body as { id: string }).id
}

async function fill(db: Db, sequenceId: string, size: CrowdSize): Promise<void> {
  const rep = await db.one<{ id: string; mailbox: string; now: string }>(sql`
    select u.id, m.id as mailbox, m.connected_at as now
    from users u
    join mailboxes m on m.user_id = u.id
    where u.address = ${rita}`)
  if (!rep) throw new Error('Rita has no mailbox in this world.')
  const { now } = rep
  for (let from = 0; from < size.contacts; from += perTransaction)
    await db.transaction(async (tx) => {
      for (let i = from; i < Math.min(size.contacts, from + perTransaction); i += 1) {
        const email = `person${String(i)}@firm${String(i % 3000)}.example`
        const { contact } = await addContact(tx, {
          id: v7(),
          email,
          name: `Person ${String(i)} of Firm ${String(i % 3000)}`,
          company: `Firm ${String(i % 3000)}`,
          companyId: null,
          properties: {},
          addressState: 'ok',
          createdAt: now,
        })
        if (i >= size.enrolled) continue
        await addEnrollment(tx, {
          ...fresh,
          id: v7(),
          sequenceId,
          contactId: contact.id,
          mailboxId: rep.mailbox,
          enrolledBy: rep.id,
          address: email,
          beganAt: now,
          next: dueAs(2, { wantedAt: now, dueAt: later(now, 30 * dayMs + i * 1000) }),
          createdAt: now,
        })
      }
    })
  await db.transaction(async (tx) => {
    for (let i = 0; i < size.suppressed; i += 1) {
      const address = `gone${String(i)}@elsewhere.example`
      await tx.all(sql`
        insert into suppressions (address, address_key, reason, since)
        values (${address}, ${address}, 'Asked for no more.', ${now})`)
    }
  })
}

const fresh = {
  version: 1,
  state: 'active',
  messagesBefore: [],
  emailsSent: 1,
  pauses: [],
  pausedUntil: null,
  reason: null,
  endedAt: null,
  endedBy: null,
  evidence: null,
  explanation: null,
  offer: null,
  emailOnItsWay: null,
} satisfies Partial<Enrollment>
