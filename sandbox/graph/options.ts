/** The query options that several routes share: $top, $skip, $select and the link to the next page. */

import type { Call } from './call.ts'
import { badRequest, badUri } from './refusal.ts'

/** A whole number option; `fallback` when it is not given. */
export function wholeNumber(call: Call, name: string, fallback: number): number {
  const text = call.query.get(name)
  if (text === null) return fallback
  if (!/^\d{1,9}$/.test(text))
    throw badRequest(
      `Invalid value '${text}' for ${name} query option found. The ${name} query option requires a non-negative integer value.`,
    )
  return Number(text)
}

/** $top between 1 and `most`; Prefer: odata.maxpagesize counts when there is no $top. */
export function pageSize(call: Call, usual: number, most: number): number {
  const preferred = call.prefer.maxPageSize
  const wanted = wholeNumber(call, '$top', Math.min(preferred ?? usual, most))
  if (wanted < 1)
    throw badRequest(
      `Invalid value '${wanted}' for $top query option found. The $top query option requires a positive integer value.`,
    )
  if (wanted > most)
    throw badUri(
      `The limit of '${most}' for Top query has been exceeded. The value from the incoming request is '${wanted}'.`,
    )
  return wanted
}

/** The properties asked for, all of which must be known; undefined when there is no $select. */
export function selected(call: Call, known: readonly string[], type: string): string[] | undefined {
  const text = call.query.get('$select')
  if (text === null) return undefined
  return text.split(',').map((part) => {
    const wanted = part.trim()
    const name = known.find((one) => one.toLowerCase() === wanted.toLowerCase())
    if (name === undefined)
      throw badUri(`Could not find a property named '${wanted}' on type '${type}'.`)
    return name
  })
}

/** Keeps the properties asked for; annotations and `id` always stay. */
export function pick(
  resource: Record<string, unknown>,
  select: string[] | undefined,
): Record<string, unknown> {
  if (select === undefined) return resource
  return Object.fromEntries(
    Object.entries(resource).filter(
      ([name]) => name === 'id' || name.startsWith('@') || select.includes(name),
    ),
  )
}

/** The same request with another $skip, as Graph writes @odata.nextLink. */
export function nextLink(call: Call, skip: number): string {
  const rest = call.rawQuery
    .split('&')
    .filter((part) => part !== '' && !/^(\$|%24)skip=/i.test(part))
  return `${call.baseUrl}/${call.path}?${[...rest, `$skip=${skip}`].join('&')}`
}
