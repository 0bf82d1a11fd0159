/** The tenant and its people: /organization, /users, /users/{id}, mailboxSettings. */

import { sandboxWorld } from '../../shared/sandbox-world.ts'
import type { Person } from '../person.ts'
import { mailboxIn, personIn } from './call.ts'
import type { Call, Route } from './call.ts'
import { pageSize, pick, selected, wholeNumber } from './options.ts'
import { badRequest } from './refusal.ts'

const usualProperties = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',
]
const userProperties = [
  ...usualProperties,
  'accountEnabled',
  'assignedLicenses',
  'assignedPlans',
  'createdDateTime',
  'mailNickname',
  'otherMails',
  'proxyAddresses',
  'userType',
]

export const peopleRoutes: Route[] = [
  { method: 'GET', template: 'organization', options: ['$select'], handle: organization },
  {
    method: 'GET',
    template: 'users',
    options: ['$select', '$top', '$filter', '$skiptoken'],
    handle: listUsers,
  },
  { method: 'GET', template: 'users/{user}', options: ['$select'], handle: getUser },
  {
    method: 'GET',
    template: 'users/{user}/mailboxSettings',
    options: ['$select'],
    handle: mailboxSettings,
  },
]

const organizationProperties = ['id', 'displayName', 'tenantType', 'verifiedDomains']

function organization(call: Call): { status: number; body: object } {
  const select = selected(call, organizationProperties, 'microsoft.graph.organization')
  const resource = {
    id: sandboxWorld.tenantId,
    displayName: 'Contoso',
    tenantType: 'AAD',
    verifiedDomains: [
      {
        capabilities: 'Email, OfficeCommunicationsOnline',
        isDefault: true,
        isInitial: false,
        name: sandboxWorld.domain,
        type: 'Managed',
      },
    ],
  }
  const context = `${call.baseUrl}/$metadata#organization`
  return { status: 200, body: { '@odata.context': context, value: [pick(resource, select)] } }
}

function listUsers(call: Call): { status: number; body: object } {
  const select = selected(call, userProperties, 'microsoft.graph.user') ?? usualProperties
  const top = pageSize(call, 100, 999)
  const skip = wholeNumber(call, '$skiptoken', 0)
  const people = filtered(call)
  const body: Record<string, unknown> = {
    '@odata.context': `${call.baseUrl}/$metadata#users`,
    value: people.slice(skip, skip + top).map((one) => pick(userResource(one), select)),
  }
  if (people.length > skip + top) {
    const rest = call.rawQuery
      .split('&')
      .filter((part) => part !== '' && !/^(\$|%24)skiptoken=/i.test(part))
    body['@odata.nextLink'] =
      `${call.baseUrl}/users?${[...rest, `$skiptoken=${skip + top}`].join('&')}`
  }
  return { status: 200, body }
}

function filtered(call: Call): Person[] {
  const filter = call.query.get('$filter')
  if (filter === null) return call.world.people
  const text = /^\s*(mail|userPrincipalName|id)\s+eq\s+'((?:[^']|'')*)'\s*$/.exec(filter)
  if (text !== null) {
    const value = (text[2] ?? '').replaceAll("''", "'").toLowerCase()
    return call.world.people.filter((one) => (text[1] === 'id' ? one.id : one.address) === value)
  }
  const enabled = /^\s*accountEnabled\s+eq\s+(true|false)\s*$/.exec(filter)
  if (enabled === null) throw badRequest(`Invalid filter clause: '${filter}'.`)
  return call.world.people.filter((one) => one.accountEnabled === (enabled[1] === 'true'))
}

function getUser(call: Call): { status: number; body: object } {
  const select = selected(call, userProperties, 'microsoft.graph.user') ?? usualProperties
  const context = `${call.baseUrl}/$metadata#users/$entity`
  const user = pick(userResource(personIn(call)), select)
  return { status: 200, body: { '@odata.context': context, ...user } }
}

function userResource(person: Person): Record<string, unknown> {
  const [givenName = '', surname = ''] = person.name.split(' ')
  return {
    id: person.id,
    businessPhones: [],
    displayName: person.name,
    givenName,
    jobTitle: person.title,
    mail: person.hasMailbox ? person.address : null,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: 'en-US',
    surname,
    userPrincipalName: person.address,
    accountEnabled: person.accountEnabled,
    assignedLicenses: person.hasMailbox
      ? [{ disabledPlans: [], skuId: '6fd2c87f-b296-42f0-b197-1e91e994b900' }]
      : [],
    assignedPlans: [],
    createdDateTime: '2026-01-05T08:00:00Z',
    mailNickname: person.address.slice(0, person.address.indexOf('@')),
    otherMails: [],
    proxyAddresses: person.hasMailbox ? [`SMTP:${person.address}`] : [],
    userType: 'Member',
  }
}

const settingsProperties = [
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

function mailboxSettings(call: Call): { status: number; body: object } {
  const person = mailboxIn(call)
  const select = selected(call, settingsProperties, 'microsoft.graph.mailboxSettings')
  const resource = {
    archiveFolder: null,
    timeZone: 'UTC',
    delegateMeetingMessageDeliveryOptions: 'sendToDelegateOnly',
    dateFormat: 'yyyy-MM-dd',
    timeFormat: 'HH:mm',
    userPurpose: 'user',
    automaticRepliesSetting: {
      status: 'disabled',
      externalAudience: 'all',
      internalReplyMessage: '',
      externalReplyMessage: '',
      scheduledStartDateTime: { dateTime: '2026-01-05T08:00:00.0000000', timeZone: 'UTC' },
      scheduledEndDateTime: { dateTime: '2026-01-06T08:00:00.0000000', timeZone: 'UTC' },
    },
    language: { locale: 'en-US', displayName: 'English (United States)' },
    workingHours: {
      daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
      startTime: '08:00:00.0000000',
      endTime: '17:00:00.0000000',
      timeZone: { name: 'UTC' },
    },
  }
  const context = `${call.baseUrl}/$metadata#users('${person.id}')/mailboxSettings`
  return { status: 200, body: { '@odata.context': context, ...pick(resource, select) } }
}
