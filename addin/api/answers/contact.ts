/** Recognises what the server answered about contacts, as far as a screen would trip over it. */

import type { ContactResource } from '../../../shared/contact.ts'
import type { ContactList } from '../../../shared/contact-list.ts'
import type { MeetingResource } from '../../../shared/meeting.ts'
import type { Page } from '../../../shared/problem.ts'
import { isObject } from './common.ts'

export function isContact(value: unknown): value is ContactResource {
  return (
    isObject(value) &&
    'email' in value &&
    typeof value.email === 'string' &&
    'properties' in value &&
    isObject(value.properties)
  )
}

export function isContactList(value: unknown): value is ContactList {
  return (
    isObject(value) &&
    'count' in value &&
    typeof value.count === 'number' &&
    hasItems(value, (item) => isContact(item) && 'enrolledIn' in item)
  )
}

export function isMeeting(value: unknown): value is MeetingResource {
  return (
    isObject(value) &&
    'startsAt' in value &&
    'associated' in value &&
    Array.isArray(value.associated)
  )
}

export function isMeetingPage(value: unknown): value is Page<MeetingResource> {
  return isObject(value) && hasItems(value, isMeeting)
}

function hasItems(value: object, fits: (item: unknown) => boolean): boolean {
  return 'items' in value && Array.isArray(value.items) && value.items.every(fits)
}
