/** /users/{id}/mailboxSettings: zone, working hours and automatic replies of a mailbox. */

import type { MailboxSettings } from '../../state/mailbox-settings.ts'
import { zonedTime } from '../../time-zone.ts'
import { mailboxIn } from '../call.ts'
import type { GraphReply, Call, Route } from '../call.ts'
import { pick, selected } from '../options.ts'

export const mailboxSettingsRoutes: Route[] = [
  {
    method: 'GET',
    template: 'users/{user}/mailboxSettings',
    options: ['$select'],
    handle: mailboxSettings,
  },
]

const properties = [
  'archiveFolder',
  'timeZone',
  'delegateMeetingMessageDeliveryOptions',
  'dateFormat',
  'timeFormat',
  'userPurpose',
  'automaticRepliesSetting',
  'language',
  'workingHours',
]

function mailboxSettings(call: Call): GraphReply {
  const person = mailboxIn(call)
  const select = selected(call, properties, 'microsoft.graph.mailboxSettings')
  const settings = call.world.mailboxSettings.read(person.id)
  const { automaticReplies } = settings
  const resource = {
    archiveFolder: null,
    timeZone: settings.timeZone,
    delegateMeetingMessageDeliveryOptions: 'sendToDelegateOnly',
    dateFormat: 'yyyy-MM-dd',
    timeFormat: 'HH:mm',
    userPurpose: 'user',
    automaticRepliesSetting: {
      status: automaticReplies.status,
      externalAudience: automaticReplies.externalAudience,
      internalReplyMessage: automaticReplies.internalMessage,
      externalReplyMessage: automaticReplies.externalMessage,
      scheduledStartDateTime: zonedTime(automaticReplies.startMs, 'UTC'),
      scheduledEndDateTime: zonedTime(automaticReplies.endMs, 'UTC'),
    },
    language: { locale: 'en-US', displayName: 'English (United States)' },
    workingHours: workingHoursResource(settings),
  }
  const context = `${call.baseUrl}/$metadata#users('${person.id}')/mailboxSettings`
  return { status: 200, body: { '@odata.context': context, ...pick(resource, select) } }
}

export function workingHoursResource({ workingHours }: MailboxSettings): object {
  return { ...workingHours, timeZone: { name: workingHours.timeZone } }
}
