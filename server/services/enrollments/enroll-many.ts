/** Enrolls many contacts in one sequence from the rep's own mailbox, each as if alone. */

import type { ManyEnrolled, WhichContacts } from '../../../shared/enroll-many.ts'
import { limitsOf, type User } from '../../domain/directory/user.ts'
import { GraphError } from '../../graph/errors.ts'
import { matchingContactIds } from '../../store/contacts/contact-list.ts'
import { contactById } from '../../store/contacts/contacts.ts'
import type { Db } from '../../store/db/db.ts'
import { mailboxOfUser } from '../../store/mailboxes/mailboxes.ts'
import { sequenceById } from '../../store/sequences/sequences.ts'
import type { Context } from '../context.ts'
import { enrollSome } from './enroll.ts'
import { planFor, type Plan } from './prepare-enrollment.ts'
import { isRefused, notFound, refuse, type RefusalProblem, type Refused } from '../problem.ts'
import { whyNotEnrolling } from '../policies/sequence-is-running.ts'

/** So many a request: the screen can show how far it is. */
const perRequest = 500
/** So many share one look into the mailbox and one transaction: everybody else waits no longer than these take. */
const perLook = 50
/** So many of those left out are named: enough to find them by. */
const mostNamed = 5
const stopped =
  'Microsoft 365 did not answer. Those who are left were not enrolled; try again in a minute.'

/** What this sequence or person cannot do at all is refused; what one contact cannot have leaves that one out. */
export async function enrollMany(
  context: Context,
  user: User,
  sequenceId: string,
  which: WhichContacts,
): Promise<ManyEnrolled | Refused> {
  const refused = await whyNobody(context, user, sequenceId)
  if (refused) return refused
  const wanted =
    'ids' in which
      ? [...new Set(which.ids)]
      : await matchingContactIds(context.db, which.all, which.cursor ?? null, perRequest + 1)
  const some = wanted.slice(0, perRequest)
  const leftOut: LeftOut = new Map()
  let enrolled = 0
  try {
    for (let from = 0; from < some.length; from += perLook) {
      const left = await plansOf(
        context,
        user,
        sequenceId,
        some.slice(from, from + perLook),
        leftOut,
      )
      while (left.length > 0) {
        const done = await enrollSome(context, user, left)
        for (const [index, { contact }] of left.splice(0, done.length).entries()) {
          const result = done[index]
          if (result && isRefused(result))
            await leaveOut(context.db, leftOut, contact.id, result.refused)
          else enrolled += 1
        }
      }
    }
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    return { enrolled, leftOut: told(leftOut), next: null, stopped }
  }
  const more = 'all' in which && wanted.length > perRequest
  const next = more ? (some.at(-1) ?? null) : null
  return { enrolled, leftOut: told(leftOut), next, stopped: null }
}

/** Who of these can be enrolled; the others are left out. */
async function plansOf(
  context: Context,
  user: User,
  sequenceId: string,
  ids: string[],
  leftOut: LeftOut,
): Promise<Plan[]> {
  const plans: Plan[] = []
  for (const id of ids) {
    const plan = await planFor(context, user, { contact: { id }, sequenceId })
    if (isRefused(plan)) await leaveOut(context.db, leftOut, id, plan.refused)
    else plans.push(plan)
  }
  return plans
}

async function whyNobody({ db }: Context, user: User, sequenceId: string): Promise<Refused | null> {
  const limits = limitsOf(user)
  if (limits) return refuse(403, 'no-seat', 'No seat', limits)
  const sequence = await sequenceById(db, sequenceId)
  if (!sequence) return notFound('sequence')
  if (!(await mailboxOfUser(db, user.id)))
    return refuse(
      409,
      'no-mailbox',
      'No mailbox',
      'Your mailbox is not connected, so no email could be sent. Ask your administrator to give you your seat again.',
    )
  return whyNotEnrolling(db, sequence)
}

/** Those that were not enrolled, by the sentence that says why. */
type LeftOut = Map<string, { count: number; names: string[] }>

async function leaveOut(
  db: Db,
  leftOut: LeftOut,
  contactId: string,
  refused: RefusalProblem,
): Promise<void> {
  const sentence = sentenceOf(refused)
  const left = leftOut.get(sentence) ?? { count: 0, names: [] }
  left.count += 1
  const name = left.names.length < mostNamed ? (await contactById(db, contactId))?.name : null
  if (name) left.names.push(name)
  leftOut.set(sentence, left)
}

function told(leftOut: LeftOut): ManyEnrolled['leftOut'] {
  return [...leftOut].map(([sentence, left]) => ({ sentence, ...left }))
}

/** The refusal of many at once: their names would make as many sentences as there are contacts. */
function sentenceOf({ type, detail }: RefusalProblem): string {
  switch (type) {
    case 'already-enrolled':
      return 'They are in a sequence already. Unenroll them there first.'
    case 'suppressed':
      return 'Their addresses are on the suppression list and must not be written to.'
    case 'address-bad':
      return 'Emails to them came back: their addresses do not exist. Correct the addresses first.'
    case 'token-missing':
      return 'An email uses a value that they do not have. Complete these contacts, or choose another sequence.'
    case 'would-end-at-once':
      return 'A trigger or workflow would unenroll them at once.'
    case 'own-address':
      return 'They belong to your own company. Sequences are for people outside it.'
    default:
      return detail
  }
}
