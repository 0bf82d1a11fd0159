/** What Graph adds to a message that invites to, cancels or answers a meeting. */

import type { Item } from '../../state/message.ts'
import { zonedTime } from '../../time-zone.ts'
import type { Prefer } from '../call.ts'
import { recurrenceResource } from '../calendar/event-resource.ts'

interface MeetingKind {
  type: 'eventMessage' | 'eventMessageRequest' | 'eventMessageResponse'
  meetingMessageType: string
  more: Record<string, unknown>
}

const kinds: Record<string, MeetingKind> = {
  'IPM.Schedule.Meeting.Request': {
    type: 'eventMessageRequest',
    meetingMessageType: 'meetingRequest',
    more: {
      previousLocation: null,
      previousStartDateTime: null,
      previousEndDateTime: null,
      responseRequested: true,
      allowNewTimeProposals: true,
      meetingRequestType: 'newMeetingRequest',
    },
  },
  'IPM.Schedule.Meeting.Canceled': {
    type: 'eventMessage',
    meetingMessageType: 'meetingCancelled',
    more: {},
  },
  'IPM.Schedule.Meeting.Resp.Pos': answer('meetingAccepted', 'accepted'),
  'IPM.Schedule.Meeting.Resp.Neg': answer('meetingDeclined', 'declined'),
  // Microsoft's own spelling (meetingMessageType in the v1.0 metadata).
  'IPM.Schedule.Meeting.Resp.Tent': answer('meetingTenativelyAccepted', 'tentativelyAccepted'),
}

function answer(meetingMessageType: string, responseType: string): MeetingKind {
  return {
    type: 'eventMessageResponse',
    meetingMessageType,
    more: { responseType, proposedNewTime: null },
  }
}

/** Empty for any other message. The @odata.type stays whatever $select says; the rest can be left out by it. */
export function meetingMessageOf(item: Item, prefer: Prefer): Record<string, unknown> {
  const kind = kinds[item.messageClass]
  if (kind === undefined) {
    return item.messageClass.startsWith('IPM.Schedule.Meeting.')
      ? { '@odata.type': '#microsoft.graph.eventMessage' }
      : {}
  }
  const type = { '@odata.type': `#microsoft.graph.${kind.type}` }
  const { meeting } = item
  const zone = prefer.timeZone ?? 'UTC'
  return {
    ...type,
    meetingMessageType: kind.meetingMessageType,
    isOutOfDate: false,
    isDelegated: false,
    ...(meeting === null
      ? {}
      : {
          type: meeting.recurrence === null ? 'singleInstance' : 'seriesMaster',
          isAllDay: meeting.isAllDay,
          startDateTime: zonedTime(meeting.startMs, zone),
          endDateTime: zonedTime(meeting.endMs, zone),
          location: { displayName: meeting.location, locationType: 'default' },
          recurrence: recurrenceResource(meeting),
        }),
    ...kind.more,
  }
}
