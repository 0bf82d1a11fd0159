/** A property of a contact, a company or an enrollment was written: remembers what it was, and looks at whom it concerns. */

import type { CompanyFacts, ConditionFacts } from '../../domain/automation/condition/facts.ts'
import { propertyOfKey } from '../../domain/automation/condition/property.ts'
import type { Contact } from '../../domain/contacts/contact.ts'
import type { Enrollment } from '../../domain/enrollments/enrollment.ts'
import { stepOf } from '../../domain/enrollments/next-step.ts'
import { addPropertyChange, dropChanges } from '../../store/automation/exemptions.ts'
import { addRound } from '../../store/automation/evaluation-runs.ts'
import { requestJob } from '../../store/jobs/jobs.ts'
import {
  companyFacts,
  contactFacts,
  factsOfContacts,
  factsOfEnrollment,
  type OpenEnrollment,
} from '../../store/automation/condition-facts.ts'
import type { Db } from '../../store/db/db.ts'
import { newId, type Context } from '../context.ts'
import { evaluateAutomations } from './evaluate.ts'
import { rulebookOf } from './active-automations.ts'

/**
 * After a contact was written, inside the same transaction: ends what its automations end. The cost hangs on the open
 * enrollments of this one contact and on nothing else.
 */
export async function noteContactChange(tx: Db, context: Context, before: Contact): Promise<void> {
  const { all } = await rulebookOf(tx, context)
  if (all.length === 0) return
  const looked = await factsOfContacts(tx, [before.id])
  const one = looked[0]
  if (!one) return
  const oldest = looked.reduce((least, { since }) => (since < least ? since : least), one.since)
  await dropChanges(tx, before.id, oldest)
  const company = await companyFacts(tx, before)
  const was = { ...one.facts, contact: contactFacts(before), company }
  await remember(tx, context, before.id, was, one.facts, ['contact.', 'company.'])
  await evaluateAutomations(tx, context, looked)
}

/** After an enrollment was paused, let go on, or did a step, inside the same transaction. */
export async function recordEnrollmentChange(
  tx: Db,
  context: Context,
  before: Pick<Enrollment, 'id' | 'state' | 'emailsSent' | 'next'>,
): Promise<void> {
  const { all } = await rulebookOf(tx, context)
  if (all.length === 0) return
  const looked = await factsOfEnrollment(tx, before.id)
  const one = looked[0]
  if (!one) return
  await dropChanges(tx, before.id, one.since)
  const { state, emailsSent, next } = before
  const enrollment = { ...one.facts.enrollment, state, emailsSent, nextStep: stepOf(next) }
  await remember(tx, context, before.id, { ...one.facts, enrollment }, one.facts, ['enrollment.'])
  await evaluateAutomations(tx, context, looked)
}

/** After a company's name or domains were written: its contacts may be many, so the job looks at them in batches. */
export async function noteCompanyChange(
  tx: Db,
  context: Context,
  before: CompanyFacts & { id: string },
  after: CompanyFacts,
): Promise<void> {
  const { all } = await rulebookOf(tx, context)
  if (all.length === 0) return
  await remember(tx, context, before.id, withCompany(before), withCompany(after), ['company.'])
  await addRound(tx, {
    id: newId(),
    kind: 'company',
    companyId: before.id,
    domains: [...new Set([...before.domains, ...after.domains])],
  })
  await requestJob(tx, 'automation', context.clock.now())
}

/** Keeps what watched properties were, where they differ now. */
async function remember(
  tx: Db,
  context: Context,
  subjectId: string,
  before: ConditionFacts,
  after: ConditionFacts,
  about: string[],
): Promise<void> {
  for (const property of (await rulebookOf(tx, context)).watched) {
    if (!about.some((prefix) => property.startsWith(prefix))) continue
    const was = propertyOfKey(property)?.read(before) ?? []
    const is = propertyOfKey(property)?.read(after) ?? []
    if (JSON.stringify(was) !== JSON.stringify(is))
      await addPropertyChange(tx, { id: newId(), subjectId, property, was })
  }
}

/** Facts in which only the company counts. */
function withCompany(company: CompanyFacts): ConditionFacts {
  const nobody: OpenEnrollment['facts']['contact'] = {
    id: '',
    email: '',
    name: '',
    company: null,
    properties: {},
    addressState: 'ok',
    createdAt: '',
  }
  return {
    contact: nobody,
    company,
    enrollment: {
      sequence: { id: '', name: '' },
      state: 'active',
      sender: '',
      enrolledAt: '',
      emailsSent: 0,
      nextStep: null,
    },
  }
}
