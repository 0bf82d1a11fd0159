/** What an add-in's page asks of its host, request by request. */

import { appContext, initialData } from './initial-data.ts'
import type { Instance } from './instance.ts'
import type { HostItem } from './item.ts'
import { outlookMethod } from './outlook-methods.ts'
import type { MethodDoor } from './outlook-methods.ts'
import { actionType, events, fieldsOf, hostActions, listOf, succeeded, textOf } from './protocol.ts'
import type { AddinRequest, Fields } from './protocol.ts'

/** What the requests may do to the host. */
export interface RequestDoor extends MethodDoor {
  readonly item: HostItem | null
  readonly roamingSettings: unknown
  readonly overrides: Map<number, (params: Fields) => unknown>
  close(instance: Instance): void
  openDialog(url: string, parent: Instance): void
  fire(name: string, payload: unknown, only: Instance): void
  answered(instance: Instance): void
  notified(instance: Instance, action: string): void
  tellTheme(): void
}

const closePane = 42
const done = { Version: 1, Error: 0 }
const dialogIsOpen = { Version: 1, Error: 12007 }
/** Single sign-on of old is not offered: nested app authentication took its place. */
const noSingleSignOn = { Version: 1, Error: 13012 }
const notPlayed = { Version: 1, Error: 5001 }

/** Throws for an action nobody knows. */
export function serveRequest(
  door: RequestDoor,
  instance: Instance,
  request: AddinRequest,
): unknown {
  if (request.type === actionType.registerEvent) return register(door, instance, request)
  if (request.type === actionType.unregisterEvent) {
    instance.registered.delete(request.action)
    if (request.action === events.dialogMessage && instance.dialog !== null)
      door.close(instance.dialog)
    return done
  }
  const fields = fieldsOf(request.fields)
  switch (request.action) {
    case 'ContextActivationManager_getAppContextAsync':
      door.answered(instance)
      return appContext(door.options, instance.id, instance.origin, door.roamingSettings)
    case 'ContextActivationManager_notifyHost': {
      const number = Number(listOf(request.fields)[1])
      door.notified(instance, hostActions[number] ?? String(number))
      return null
    }
    case 'GetInitialData':
      return door.item === null ? null : initialData(door.options, door.item)
    case 'ExecuteMethod':
      return itemMethod(door, instance, fields)
    case 'executeMethod':
      return commonMethod(door, instance, fields)
    default:
      throw new Error(`unknown action ${request.action}`)
  }
}

function register(door: RequestDoor, instance: Instance, request: AddinRequest): unknown {
  instance.registered.set(request.action, request.correlationId)
  // The npm office.js has no officeTheme for the web: who asks for changes is told the present one.
  if (request.action === events.themeChanged)
    setTimeout(() => {
      door.tellTheme()
    })
  if (request.action !== events.dialogMessage) return done
  // The one way a framed dialog is opened: its address comes in the registration.
  if (instance.dialog !== null) return dialogIsOpen
  const target: unknown = JSON.parse(textOf(fieldsOf(request.fields)['targetId']))
  door.openDialog(textOf(fieldsOf(target)['url']), instance)
  return done
}

function itemMethod(door: RequestDoor, instance: Instance, fields: Fields): unknown {
  const id = Number(fieldsOf(fields['MethodData'])['DispatchId'])
  const params = fields['ApiParams']
  const given: Fields = typeof params === 'object' && params !== null ? { ...params } : {}
  const overridden = door.overrides.get(id)?.(given)
  if (overridden !== undefined) return overridden
  if (id === closePane) {
    door.close(instance)
    return succeeded()
  }
  return outlookMethod(id, given, door.item, door)
}

/** Methods that all Office hosts share. */
function commonMethod(door: RequestDoor, instance: Instance, fields: Fields): unknown {
  const messageOrigin = instance.origin
  switch (Number(fieldsOf(fields['DdaMethod'])['DispatchId'])) {
    case 97:
      door.close(instance)
      return done
    case 98:
      return noSingleSignOn
    case 144: {
      const told = { messageType: 0, messageContent: fields['messageToParent'], messageOrigin }
      if (instance.parent !== null) door.fire(events.dialogMessage, told, instance.parent)
      return done
    }
    case 145: {
      const told = { messageType: 1, messageContent: fields['messageContent'], messageOrigin }
      if (instance.dialog !== null) door.fire(events.dialogParentMessage, told, instance.dialog)
      return done
    }
    default:
      return notPlayed
  }
}
