/** Does the planned deeds: many at once, as in life, but the server's process and the clock one thing at a time. */
import { reps } from '../cast.ts'
import type { Deed } from '../deed.ts'
import { describeDeed } from '../deed.ts'
import type { Stage } from '../stage.ts'
import { awaitAmbush } from './ambush.ts'
import { editSteps } from './edit-steps.ts'
import { freeze, mindServer, moveClock, restart } from './machine.ts'
import { react } from './outside.ts'
import { act, enroll } from './rep.ts'

export interface Performer {
  /** Begins the deed; resolves as soon as the next one may begin. */
  begin(deed: Deed): Promise<void>
  /** Resolves when everything begun has been answered. */
  done(): Promise<void>
}

/** More at once than this would only stand in line. */
const mostAtOnce = 12

export function openPerformer(stage: Stage): Performer {
  const going = new Set<Promise<void>>()
  // The process and the clock are one thing each: what befalls them takes turns.
  const lines: Record<'machine' | 'clock', Promise<void>> = {
    machine: Promise.resolve(),
    clock: Promise.resolve(),
  }
  let count = 0
  /** What befalls the process at this moment, or is about to. */
  let machine = 0

  const begin = async (deed: Deed): Promise<void> => {
    count += 1
    const name = `#${count} ${describeDeed(deed)}`
    stage.note(name)
    const run = async (): Promise<void> => {
      try {
        stage.note(`${name} -> ${await perform(stage, deed)}`)
      } catch (error) {
        stage.note(`${name} -> ${error instanceof Error ? error.message : String(error)}`)
      }
    }
    const line = lineOf(deed)
    // Else one freeze would follow the other, and nobody would ever be at home.
    if (line === 'machine' && machine > 0) {
      stage.note(`${name} -> the server has enough to bear`)
      return
    }
    if (line === 'machine') machine += 1
    const doing = line === null ? run() : (lines[line] = lines[line].then(run))
    going.add(doing)
    void doing.finally(() => {
      going.delete(doing)
      if (line === 'machine') machine -= 1
    })
    if (going.size >= mostAtOnce) await Promise.race(going)
  }

  return {
    begin,
    done: async () => {
      while (going.size > 0) await Promise.all(going)
    },
  }
}

function lineOf({ kind }: Deed): 'machine' | 'clock' | null {
  if (kind === 'clock') return kind
  return kind === 'freeze' || kind === 'kill' || kind === 'restart' ? 'machine' : null
}

async function perform(stage: Stage, deed: Deed): Promise<string> {
  switch (deed.kind) {
    case 'enroll': {
      const sequence = stage.sequences[deed.sequence % stage.sequences.length]
      return sequence ? enroll(stage, contactAt(stage, deed.contact), sequence) : 'no sequence'
    }
    case 'react': {
      const { email } = contactAt(stage, deed.contact)
      return react(stage, email, deed.how, mailboxFor(stage, email))
    }
    case 'ambush':
      awaitAmbush(stage, reps[deed.rep % reps.length] ?? reps[0], deed)
      return 'lies in wait'
    case 'act':
      return act(stage, contactAt(stage, deed.contact), deed.act, deed.hours)
    case 'edit':
      return editSteps(stage, deed)
    case 'clock':
      return moveClock(stage, deed.by)
    case 'freeze':
      await freeze(stage, deed.ms)
      return 'thawed'
    case 'kill':
    case 'restart':
      await restart(stage, deed.kind)
      return 'back'
    case 'sandbox-fault':
      return String((await stage.world.control('POST', '/faults', deed.fault)).status)
    case 'proxy-fault':
      stage.proxy.faults.order({ place: deed.place, harm: deed.harm, times: deed.times })
      return 'ordered'
    case 'lifecycle':
      return lifecycle(stage, deed)
    case 'rep-away':
      return away(stage, reps[deed.rep % reps.length] ?? reps[0], deed.away)
    case 'lift-faults':
      await liftFaults(stage)
      return 'lifted'
  }
}

function contactAt(stage: Stage, index: number): Stage['contacts'][number] {
  const contact = stage.contacts[index % stage.contacts.length]
  if (contact === undefined) throw new Error('There is nobody to write to.')
  return contact
}

/** Where somebody writes who has received nothing yet: to the rep whose turn it is by the address, always the same. */
function mailboxFor(stage: Stage, email: string): string {
  const index = stage.contacts.findIndex((one) => one.email === email)
  return reps[index % reps.length] ?? reps[0]
}

async function lifecycle(
  stage: Stage,
  { rep, event }: Extract<Deed, { kind: 'lifecycle' }>,
): Promise<string> {
  const mailbox = reps[rep % reps.length] ?? reps[0]
  const path = event === 'expired' ? '/subscriptions/expire' : '/subscriptions/lifecycle'
  const body = event === 'expired' ? { mailbox } : { mailbox, event }
  return String((await stage.world.control('POST', path, body)).status)
}

/** The rep's own automatic replies. */
export async function away(stage: Stage, rep: string, isAway: boolean): Promise<string> {
  const status = isAway ? 'alwaysEnabled' : 'disabled'
  const path = `/mailboxes/${rep}/settings`
  const reply = await stage.world.control('PATCH', path, { automaticReplies: { status } })
  return String(reply.status)
}

export async function liftFaults(stage: Stage): Promise<void> {
  stage.proxy.faults.clear()
  await stage.world.control('DELETE', '/faults')
  await mindServerIfHome(stage)
}

async function mindServerIfHome(stage: Stage): Promise<void> {
  if (!stage.serverAway.yes) await mindServer(stage)
}
