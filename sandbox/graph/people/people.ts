/** The tenant and its people: /organization, /users, /users/{id}. */

import { sandboxWorld } from '../../constants.ts'
import type { Person } from '../../person.ts'
import { personIn } from '../call.ts'
import type { Call, Route } from '../call.ts'
import { pageSize, pick, selected, wholeNumber } from '../options.ts'
import { badRequest } from '../refusal.ts'
import { userProperties, userResource, usualUserProperties } from './user-resource.ts'

export const peopleRoutes: Route[] = [
  { method: 'GET', template: 'organization', options: ['$select'], handle: organization },
  {
    method: 'GET',
    template: 'users',
    options: ['$select', '$top', '$filter', '$skiptoken'],
    handle: listUsers,
  },
  { method: 'GET', template: 'users/{user}', options: ['$select'], handle: getUser },
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
  const select = selected(call, userProperties, 'microsoft.graph.user') ?? usualUserProperties
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
    return call.world.people.filter(
      (one) => (text[1] === 'id' ? one.id : one.address.toLowerCase()) === value,
    )
  }
  const enabled = /^\s*accountEnabled\s+eq\s+(true|false)\s*$/.exec(filter)
  if (enabled === null) throw badRequest(`Invalid filter clause: '${filter}'.`)
  return call.world.people.filter((one) => one.accountEnabled === (enabled[1] === 'true'))
}

function getUser(call: Call): { status: number; body: object } {
  const select = selected(call, userProperties, 'microsoft.graph.user') ?? usualUserProperties
  const context = `${call.baseUrl}/$metadata#users/$entity`
  const user = pick(userResource(personIn(call)), select)
  return { status: 200, body: { '@odata.context': context, ...user } }
}
