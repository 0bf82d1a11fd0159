/** Finds the route of a path: ids in slashes or in parentheses, any letter case, as Graph takes them. */

import type { Route } from './call.ts'
import { calendarViewRoutes } from './calendar/calendar-view.ts'
import { draftRoutes } from './mail/drafts.ts'
import { eventRoutes } from './calendar/events.ts'
import { mailFolderRoutes } from './mail/mail-folders.ts'
import { mailboxSettingsRoutes } from './people/mailbox-settings.ts'
import { messageRoutes } from './mail/messages.ts'
import { peopleRoutes } from './people/people.ts'
import { badRequest, GraphRefusal } from './refusal.ts'
import { scheduleRoutes } from './calendar/schedule.ts'
import { subscriptionRoutes } from './subscriptions/subscriptions.ts'
import { usersDeltaRoutes } from './people/users-delta.ts'

const routes: Route[] = [
  // Before users/{user}, which `delta` would fit.
  ...usersDeltaRoutes,
  ...peopleRoutes,
  ...mailboxSettingsRoutes,
  ...mailFolderRoutes,
  ...messageRoutes,
  ...draftRoutes,
  ...eventRoutes,
  ...calendarViewRoutes,
  ...scheduleRoutes,
  ...subscriptionRoutes,
]

const compiled = routes.map((route) => ({ route, parts: route.template.split('/') }))

export interface Found {
  route: Route
  params: Record<string, string>
}

/** `users('a')/messages` and `users/a/messages` are the same; segments come decoded. */
export function segmentsOf(path: string): string[] {
  return path
    .replace(/\('([^']*)'\)/g, '/$1')
    .split('/')
    .filter((part) => part !== '')
    .map((part) => {
      try {
        return decodeURIComponent(part)
      } catch {
        throw badRequest(`The path segment '${part}' is not properly encoded.`)
      }
    })
}

/** Throws Graph's refusals for paths and methods it does not know. */
export function findRoute(method: string, segments: string[]): Found {
  if (segments[0]?.toLowerCase() === 'me')
    throw badRequest('/me request is only valid with delegated authentication flow.')
  const here = compiled.flatMap(({ route, parts }) => {
    const params = match(parts, segments)
    return params === undefined ? [] : [{ route, params }]
  })
  const found = here.find((one) => one.route.method === method)
  if (found !== undefined) return found
  if (here.length > 0) {
    throw new GraphRefusal(
      405,
      'Request_BadRequest',
      `Specified HTTP method is not allowed for the request target.`,
    )
  }
  throw badRequest(`Resource not found for the segment '${segments.at(-1) ?? ''}'.`)
}

/** The path with ids written as `{id}`, for counting. */
export function templateOf(method: string, segments: string[]): string {
  const known = compiled.find(
    ({ route, parts }) => route.method === method && match(parts, segments) !== undefined,
  )
  return known === undefined
    ? `/${segments.join('/')}`
    : `/${known.route.template.replace(/\{\w+\}/g, '{id}')}`
}

function match(parts: string[], segments: string[]): Record<string, string> | undefined {
  if (parts.length !== segments.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of parts.entries()) {
    const given = segments[index] ?? ''
    if (part.startsWith('{')) params[part.slice(1, -1)] = given
    else if (part.toLowerCase() !== given.toLowerCase()) return undefined
  }
  return params
}
