/** Emails on their way from Drafts to Sent Items when fault `sendDelayMs` slows them down; survives a restart. */

import type { Outbox, World } from '../world.ts'
import { leave } from './leave.ts'

export function openOutbox(world: () => World): Outbox {
  const timers = new Set<NodeJS.Timeout>()

  function later(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer)
      act()
    }, ms)
    timers.add(timer)
  }

  function hide(mailbox: string, id: string): void {
    const draft = world().messages.find(mailbox, id)
    if (draft?.isDraft === true) world().messages.update({ ...draft, hidden: true })
  }

  function go(mailbox: string, id: string): void {
    const draft = world().messages.find(mailbox, id)
    const person = world().people.find((one) => one.id === mailbox)
    if (draft === undefined || person === undefined) return
    leave(world(), person, id, draft.submitted).catch((error: unknown) => {
      world().report('A delayed email could not leave', error)
    })
  }

  return {
    leaveAfter: (draft, delayMs) => {
      world().messages.setLeaving(draft.id, Date.now() + delayMs)
      later(delayMs / 2, () => {
        hide(draft.mailbox, draft.id)
      })
      later(delayMs, () => {
        go(draft.mailbox, draft.id)
      })
    },
    close: () => {
      for (const timer of timers) clearTimeout(timer)
    },
  }
}

/** Lets emails go that were on their way when the sandbox was stopped. */
export async function resumeOutbox(world: World): Promise<void> {
  for (const one of world.messages.leaving()) {
    const draft = world.messages.find(one.mailbox, one.id)
    const person = world.people.find((candidate) => candidate.id === one.mailbox)
    if (draft !== undefined && person !== undefined)
      await leave(world, person, one.id, draft.submitted)
  }
}
