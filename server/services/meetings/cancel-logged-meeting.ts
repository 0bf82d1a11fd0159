/** A logged meeting did not take place after all. */

import { limitsOf, whyNotChange, type User } from '../../domain/directory/user.ts'
import type { Db } from '../../store/db/db.ts'
import {
  loggedMeetingById,
  markMeetingCancelled,
  type LoggedMeeting,
} from '../../store/meetings/logged-meetings.ts'
import { endsByEvents } from '../../store/meetings/meeting-verdicts.ts'
import { addAudit } from '../../store/history/audit.ts'
import { userById } from '../../store/directory/users.ts'
import { meetingCancelled } from './meeting-cancelled.ts'
import { newId, type Context } from '../context.ts'
import { notFound, refuse, type Refused } from '../problem.ts'

/** Told in the timelines of what it had ended, and undoing that is offered. Repeating changes nothing. */
export async function cancelMeeting(
  context: Context,
  user: User,
  id: string,
): Promise<LoggedMeeting | Refused> {
  return context.db.transaction(async (tx) => {
    const meeting = await loggedMeetingById(tx, id)
    if (!meeting) return notFound('meeting')
    const because = await whyNotCancel(tx, user, meeting)
    if (because !== null) return refuse(403, 'not-yours', 'Not yours to change', because)
    const at = context.clock.now()
    if (!(await markMeetingCancelled(tx, id, at))) return meeting
    for (const verdict of await endsByEvents(tx, null, [id]))
      await meetingCancelled(tx, context, verdict, 'cancelled')
    await addAudit(tx, {
      id: newId(),
      at,
      userId: user.id,
      action: 'cancel-meeting',
      subjectId: id,
    })
    return { ...meeting, cancelledAt: at }
  })
}

async function whyNotCancel(tx: Db, user: User, meeting: LoggedMeeting): Promise<string | null> {
  const limits = limitsOf(user)
  if (limits !== null || user.id === meeting.loggedBy) return limits
  const rep = await userById(tx, meeting.withUser)
  if (!rep) throw new Error(`The logged meeting ${meeting.id} lacks its rep.`)
  return whyNotChange(user, rep) === null
    ? null
    : `Only ${rep.name}, ${rep.name}’s manager, an administrator or whoever logged this meeting can cancel it.`
}
