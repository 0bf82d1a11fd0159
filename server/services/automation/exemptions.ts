/** Automations at the two ends of an enrollment: who may not begin because one would end it, and whom one passes over. */

import { automationTitle, type CompiledAutomation } from '../../domain/automation/automation.ts'
import type { ConditionFacts, Moment } from '../../domain/automation/condition/facts.ts'
import type { Contact } from '../../domain/contacts/contact.ts'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import type { Mailbox } from '../../domain/mailboxes/mailbox.ts'
import type { Sequence, Step } from '../../domain/sequences/sequence.ts'
import type { User } from '../../domain/directory/user.ts'
import { addMark, liftMark, putResumption } from '../../store/automation/exemptions.ts'
import {
  companyFacts,
  contactFacts,
  factsOfEnrollment,
} from '../../store/automation/condition-facts.ts'
import type { Db } from '../../store/db/db.ts'
import { addEntry } from '../../store/history/timeline.ts'
import { newId, type Context } from '../context.ts'
import { isMet, momentsFor } from './evaluate.ts'
import { refuse, type Refused } from '../problem.ts'
import { rulebookOf } from './active-automations.ts'

/** Refuses an enrolling that an automation would end at once; null when none would. */
export async function whyNotBegin(
  db: Db,
  context: Context,
  {
    contact,
    sequence,
    steps,
    mailbox,
  }: { contact: Contact; sequence: Sequence; steps: Step[]; mailbox: Mailbox },
): Promise<Refused | null> {
  const automations = (await rulebookOf(db, context)).of(sequence.id)
  if (automations.length === 0) return null
  const now = context.clock.now()
  const facts: ConditionFacts = {
    contact: contactFacts(contact),
    company: await companyFacts(db, contact),
    enrollment: {
      sequence: { id: sequence.id, name: sequence.name },
      sender: mailbox.address,
      nextStep: steps[0]?.number ?? null,
      state: 'active',
      enrolledAt: now,
      emailsSent: 0,
    },
  }
  const moment: Moment = { now, was: () => null }
  const first = automations.find((one) => one.compiled.isMet(facts, moment))
  return first ? wouldEnd(contact, first, facts, moment) : null
}

function wouldEnd(
  contact: Contact,
  automation: CompiledAutomation,
  facts: ConditionFacts,
  moment: Moment,
): Refused {
  const because = automation.compiled.because(facts, moment).join(', ')
  return refuse(
    409,
    'would-end-at-once',
    'It would end at once',
    `${automationTitle(automation)} would unenroll ${contact.name} at once: ${because}. Choose another sequence, or have the ${automation.kind} changed.`,
  )
}

/**
 * After a person took an end back, inside the same transaction: what is met now does not end it again until it has become
 * unmet in between, and what changed until now does not count as changed.
 */
export async function exempt(
  tx: Db,
  context: Context,
  enrollment: Enrollment,
  user: Pick<User, 'name'>,
): Promise<void> {
  const automations = (await rulebookOf(tx, context)).of(enrollment.sequenceId)
  await putResumption(tx, enrollment.id, newId())
  const one = (await factsOfEnrollment(tx, enrollment.id))[0]
  if (!one) return
  const momentOf = await momentsFor(tx, context.clock.now(), [{ one, automations }])
  for (const automation of automations) {
    if (!isMet(automation, one, momentOf)) {
      await liftMark(tx, one.enrollmentId, automation.id)
      continue
    }
    await addMark(tx, one.enrollmentId, automation.id)
    await addEntry(tx, {
      id: newId(),
      enrollmentId: enrollment.id,
      contactId: enrollment.contactId,
      at: context.clock.now(),
      kind: 'undone',
      text: `${automationTitle(automation)} still applies and is passed over, because ${user.name} resumed the sequence. It counts again once it has ceased to apply.`,
      evidence: null,
    })
  }
}
