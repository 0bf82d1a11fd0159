/** Reacts in the very moment between the last read of a mailbox and the email. */
import { setTimeout as pause } from 'node:timers/promises'
import type { ReactionKind } from '../facts.ts'
import type { Passed } from '../proxy/proxy.ts'
import { madeDraft } from '../shapes.ts'
import type { Stage } from '../stage.ts'
import { react } from './outside.ts'

export interface AmbushWish {
  how: ReactionKind
  /** Real milliseconds after the read was answered. */
  afterMs: number
}

interface Lying extends AmbushWish {
  mailbox: string
  /** Who is written to, once a draft has been made. */
  contact: string | null
}

/** One ear a stage: the proxy keeps every one it is given. */
const lying = new WeakMap<Stage, Lying[]>()

/** Waits for the next draft in that rep's mailbox, then for the next read of it: then the draft's recipient reacts. */
export function awaitAmbush(stage: Stage, mailbox: string, { how, afterMs }: AmbushWish): void {
  const known = lying.get(stage)
  const one = { how, afterMs, mailbox, contact: null }
  if (known) {
    known.push(one)
    return
  }
  const all: Lying[] = [one]
  lying.set(stage, all)
  stage.proxy.onAnswered((passed, body) => {
    hear(stage, all, passed, body)
  })
}

/** Nobody lies in wait any longer. */
export function liftAmbushes(stage: Stage): void {
  lying.get(stage)?.splice(0)
}

function hear(stage: Stage, all: Lying[], passed: Passed, body: string): void {
  const mailbox = stage.mailboxOf.get(passed.mailbox ?? '')
  if (passed.place === 'draft' && passed.status === 201) {
    const waiting = all.find((one) => one.mailbox === mailbox && one.contact === null)
    const draft = madeDraft.safeParse(JSON.parse(body))
    if (waiting && draft.success)
      waiting.contact = draft.data.toRecipients[0]?.emailAddress.address ?? null
  }
  if (passed.place !== 'list' || passed.status !== 200) return
  const ready = all.find((one) => one.mailbox === mailbox && one.contact !== null)
  if (ready === undefined) return
  all.splice(all.indexOf(ready), 1)
  spring(stage, ready).catch((error: unknown) => {
    stage.note(`ambush failed: ${error instanceof Error ? error.message : String(error)}`)
  })
}

async function spring(stage: Stage, { contact, how, afterMs, mailbox }: Lying): Promise<void> {
  if (contact === null) return
  await pause(afterMs)
  stage.note(`ambush: ${contact} ${await react(stage, contact, how, mailbox)}`)
}
