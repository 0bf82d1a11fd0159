/** A person of the tenant as Graph writes a user, and which of its properties a change touches. */

import type { Person } from '../../person.ts'

export const usualUserProperties = [
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
export const userProperties = [
  ...usualUserProperties,
  'accountEnabled',
  'assignedLicenses',
  'assignedPlans',
  'createdDateTime',
  'deletedDateTime',
  'mailNickname',
  'otherMails',
  'proxyAddresses',
  'userType',
]

export function userResource(person: Person): Record<string, unknown> {
  const [givenName = '', surname = ''] = person.name.split(' ')
  const aliases = (person.aliases ?? []).map((one) => `smtp:${one}`)
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
    deletedDateTime: null,
    mailNickname: person.address.slice(0, person.address.indexOf('@')),
    otherMails: [],
    proxyAddresses: person.hasMailbox ? [`SMTP:${person.address}`, ...aliases] : [],
    userType: 'Member',
  }
}

/** What a soft-deleted user looks like: the principal name gets the id in front, so that it is free again. */
export function deletedUserResource(person: Person, deletedMs: number): Record<string, unknown> {
  return {
    ...userResource(person),
    userPrincipalName: `${person.id.replaceAll('-', '')}${person.address}`,
    deletedDateTime: `${new Date(deletedMs).toISOString().slice(0, 19)}Z`,
  }
}

/** The user properties that change with each property of Person. */
const shownIn: Record<string, string[]> = {
  address: ['mail', 'userPrincipalName', 'mailNickname', 'proxyAddresses'],
  aliases: ['proxyAddresses'],
  name: ['displayName', 'givenName', 'surname'],
  accountEnabled: ['accountEnabled'],
  hasMailbox: ['mail', 'assignedLicenses', 'proxyAddresses'],
  title: ['jobTitle'],
}

/** Which user properties changed after the change with this number. */
export function changedSince(touched: Record<string, number>, since: number): string[] {
  return Object.entries(touched)
    .filter(([, change]) => change > since)
    .flatMap(([name]) => shownIn[name] ?? [])
}
