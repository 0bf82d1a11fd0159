/** The tests' one deadline, and how they wait for what comes true. */

import { setTimeout as pause } from 'node:timers/promises'
import { patienceMs } from '../../tools/patience.ts'

// A test waits for many things, one after the other.
jest.setTimeout(5 * patienceMs)

/** Resolves once it holds. @throws with what was waited for when it never does. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + patienceMs
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain: ${what}`)
    await pause(10)
  }
}
