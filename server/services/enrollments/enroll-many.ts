/** Enrolls many contacts in one sequence from the rep's own mailbox, each as if alone. */

import type { ManyEnrolled, WhichContacts } from '../../../shared/enroll-many.ts'
import { limitsOf, type User } from '../../domain/directory/user.ts'
import { matchingContactIds } from '../../store/contacts/contact-list.ts'
import { contactById } from '../../store/contacts/contacts.ts'
import { mailboxOfUser } from '../../store/mailboxes/mailboxes.ts'
import { sequenceById } from '../../store/sequences/sequences.ts'
import { beginWith, checkMailbox, type BeginAt } from './enrollment-start.ts'
import type { Context } from '../context.ts'
import { enroll } from './enroll.ts'
import { isRefused, notFound, refuse, type RefusalProblem, type Refused } from '../problem.ts'
import { whyNotEnrolling } from '../policies/sequence-is-running.ts'

/** So many a request: the screen can show how far it is. */
const perRequest = 500
/** So many share one look into the mailbox: a moment's work, in which no more than one second of Graph's passes. */
const perLook = 50
/** So many of those left out are named: enough to find them by. */
const mostNamed = 5

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
  const begin = sharedChecks(context)
  const leftOut = new Map<string, { count: number; names: string[] }>()
  let enrolled = 0
  for (const id of some) {
    const result = await enroll(context, user, { contact: { id }, sequenceId }, begin)
    if (!isRefused(result)) enrolled += 1
    else if (result.refused.status === 503)
      return answer(enrolled, leftOut, {
        next: null,
        stopped:
          'Microsoft 365 did not answer. Those who are left were not enrolled; try again in a minute.',
      })
    else {
      const sentence = sentenceOf(result.refused)
      const left = leftOut.get(sentence) ?? { count: 0, names: [] }
      left.count += 1
      const name = left.names.length < mostNamed ? (await contactById(context.db, id))?.name : null
      if (name) left.names.push(name)
      leftOut.set(sentence, left)
    }
  }
  const more = 'all' in which && wanted.length > perRequest
  return answer(enrolled, leftOut, { next: more ? (some.at(-1) ?? null) : null, stopped: null })
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

/** One look into the mailbox serves the next fifty, whose enrollments begin in the second of that look. */
function sharedChecks(context: Context): BeginAt {
  let left = 0
  let look: ReturnType<typeof checkMailbox> | null = null
  return async (_context, mailboxId, contact) => {
    if (left === 0 || look === null) {
      left = perLook
      look = checkMailbox(context, mailboxId)
    }
    left -= 1
    return beginWith(context, await look, contact)
  }
}

function answer(
  enrolled: number,
  leftOut: Map<string, { count: number; names: string[] }>,
  rest: Pick<ManyEnrolled, 'next' | 'stopped'>,
): ManyEnrolled {
  const told = [...leftOut].map(([sentence, left]) => ({ sentence, ...left }))
  return { enrolled, leftOut: told, ...rest }
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
