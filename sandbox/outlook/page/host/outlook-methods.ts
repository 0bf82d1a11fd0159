/** Outlook's own methods, by the dispatch numbers under which office.js asks for them. */

import type { HostOptions } from './initial-data.ts'
import type { HostItem, PersonSpec, Recipient } from './item.ts'
import { recipient } from './item.ts'
import type { Quirks } from './quirks.ts'
import { notificationMethod } from './notification-methods.ts'
import { failed, fieldsOf, listOf, recipientFields, succeeded, textOf } from './protocol.ts'
import type { Fields, MethodAnswer, RecipientField } from './protocol.ts'

/** What the methods do to the host around the item. */
export interface MethodDoor {
  readonly options: HostOptions
  readonly quirks: Quirks
  setRecipients(field: RecipientField, list: PersonSpec[]): void
  itemTouched(): void
  saveRoamingSettings(settings: unknown): void
  openForm(dispatchId: number, params: Fields): void
}

/** `ItemNotSelected`-like refusal where there is no item, and the one for what is not played here. */
const noItem = 9020
const notPlayed = 5000
const tokensAreOff = {
  wasSuccessful: false,
  errorCode: 9018,
  errorName: 'GenericTokenError',
  errorMessage: 'An internal error has occurred.',
}
const forms = new Set([7, 8, 9, 10, 11, 30, 31, 44, 177, 178, 179, 180, 181, 182, 183, 184, 190])

export function outlookMethod(
  id: number,
  params: Fields,
  item: HostItem | null,
  door: MethodDoor,
): MethodAnswer {
  // Exchange tokens are off in every Exchange Online tenant.
  if (id === 2 || id === 12) return tokensAreOff
  if (id === 404) {
    // A list of one: all settings, each value JSON once more.
    door.saveRoamingSettings(params['0'] ?? params)
    return succeeded()
  }
  if (forms.has(id)) {
    door.openForm(id, params)
    return succeeded()
  }
  return item === null ? failed(noItem) : itemMethod(id, params, item, door)
}

function itemMethod(id: number, params: Fields, item: HostItem, door: MethodDoor): MethodAnswer {
  switch (id) {
    case 3:
      return { wasSuccessful: true, customProperties: JSON.stringify(item.customProperties) }
    case 4:
      item.customProperties = params['customProperties']
      return succeeded()
    case 15:
      return succeeded(addressesOf(item, fieldOf(params), door.quirks.emptyAddresses))
    case 21:
      door.setRecipients(fieldOf(params), recipientsOf(params))
      return succeeded()
    case 22:
      door.setRecipients(fieldOf(params), [
        ...item.recipients[fieldOf(params)],
        ...recipientsOf(params),
      ])
      return succeeded()
    case 107:
      return succeeded(
        recipient({ name: door.options.user.displayName, address: door.options.user.emailAddress }),
      )
    case 32:
      item.id ??= `AAMk${crypto.randomUUID()}`
      return succeeded(item.id)
    case 164:
      return item.id === null ? failed(9046) : succeeded(item.id)
    case 174:
      return succeeded({ composeType: item.composeType, coercionType: 'html' })
    case 99:
      return succeeded('')
    default:
      return (
        contentMethod(id, params, item, door) ??
        headerMethod(id, params, item) ??
        notificationMethod(id, params, item, door) ??
        unknownMethod(id)
      )
  }
}

function unknownMethod(id: number): MethodAnswer {
  console.warn('The sandbox does not play method', id, 'of Outlook.')
  return failed(notPlayed)
}

function contentMethod(
  id: number,
  params: Fields,
  item: HostItem,
  door: MethodDoor,
): MethodAnswer | null {
  const write = (change: () => void): MethodAnswer => {
    change()
    door.itemTouched()
    return succeeded()
  }
  switch (id) {
    case 14:
      return succeeded('html')
    case 17:
      return write(() => (item.subject = textOf(params['subject'])))
    case 18:
      return succeeded(item.subject)
    case 23:
      return write(() => (item.body = textOf(params['data']) + item.body))
    case 13:
    case 29:
      return write(() => (item.body += textOf(params['data'])))
    case 38:
      return write(() => (item.body = textOf(params['data'])))
    case 37:
      // Coercion 0 is text, 3 is HTML.
      return succeeded(params['coercionType'] === 0 ? textOfHtml(item.body) : item.body)
    default:
      return null
  }
}

function headerMethod(id: number, params: Fields, item: HostItem): MethodAnswer | null {
  const keys = listOf(params['internetHeaderKeys']).map(textOf)
  const key = textOf(params['name'])
  switch (id) {
    case 151:
      return succeeded(
        Object.fromEntries(Object.entries(item.headers).filter(([name]) => keys.includes(name))),
      )
    case 152:
      for (const [name, value] of Object.entries(fieldsOf(params['internetHeaderNameValuePairs'])))
        item.headers[name] = textOf(value)
      return succeeded()
    case 168:
      return succeeded(
        Object.entries(item.headers)
          .map(([name, value]) => `${name}: ${value}`)
          .join('\r\n'),
      )
    case 185:
      item.sessionData[key] = textOf(params['value'])
      return succeeded()
    case 186:
      return key in item.sessionData ? succeeded(item.sessionData[key]) : failed(9050)
    case 187:
      return succeeded(item.sessionData)
    default:
      return null
  }
}

function fieldOf(params: Fields): RecipientField {
  return recipientFields[Number(params['recipientField'])] ?? 'to'
}

function addressesOf(item: HostItem, field: RecipientField, empty: boolean): Recipient[] {
  const list = item.recipients[field]
  return empty ? list.map((one) => ({ ...one, address: '' })) : list
}

/** office.js sends addresses, or objects in either of two spellings. */
function recipientsOf(params: Fields): Recipient[] {
  return listOf(params['recipientArray']).map((one) => {
    if (typeof one === 'string') return recipient({ address: one })
    const { displayName, name, emailAddress, address } = fieldsOf(one)
    return recipient({
      name: textOf(displayName ?? name),
      address: textOf(emailAddress ?? address),
    })
  })
}

export function textOfHtml(html: string): string {
  return new DOMParser().parseFromString(html, 'text/html').body.textContent
}
