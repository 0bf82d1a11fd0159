/**
 * Plays Outlook on the web for the real office.js: frames the add-in's pages, answers what they ask, tells them what
 * happens. Nothing of Microsoft's code is in here; what the protocol is was read from the npm package.
 */

import { appContext, initialData } from './initial-data.ts'
import type { HostOptions } from './initial-data.ts'
import { createItem, recipient } from './item.ts'
import type { Item, ItemSpec, Notification, PersonSpec } from './item.ts'
import { outlookMethod } from './outlook-methods.ts'
import type { MethodDoor } from './outlook-methods.ts'
import {
  actionType,
  events,
  fieldsOf,
  hostActions,
  listOf,
  messageType,
  readRequest,
  responseType,
  textOf,
} from './protocol.ts'
import type { AddinRequest, Fields, HostAction, RecipientField } from './protocol.ts'
import { frameAddress, frameName } from './frame.ts'

/** Misbehaviour of real clients, off unless a test turns it on (numbers are issues of OfficeDev/office-js). */
export interface Quirks {
  /** The event does not come: Outlook for Mac, the contact picker (#1634). */
  muteRecipientsChanged: boolean
  /** The event does not say what changed (#6878). */
  noChangedFields: boolean
  /** Recipients without their addresses (#2502). */
  emptyAddresses: boolean
  /** ItemChanged comes once before there is an item (#2295). */
  itemChangedBeforeItem: boolean
  /** Milliseconds added to every answer. */
  latencyMs: number
  /** The host never answers. */
  silent: boolean
}

export interface Instance {
  id: string
  conversationId: string
  origin: string
  frame: HTMLIFrameElement
  kind: 'taskpane' | 'dialog'
  pinned: boolean
  /** False until the page has asked for its context: whether anybody is behind the address. */
  answered: boolean
  registered: Map<string, unknown>
  parent: Instance | null
  dialog: Instance | null
}

export type HostEvent =
  | { kind: 'changed' }
  | { kind: 'closed'; instance: Instance }
  | { kind: 'answered'; instance: Instance }
  | { kind: 'form'; dispatchId: number; params: Fields }
  | { kind: 'notify'; instance: Instance; action: string }
  | { kind: 'dialog'; instance: Instance }

/** Takes over one of Outlook's methods in a test; undefined leaves it to the host. */
export type Override = (params: Fields) => unknown

export interface HostLogEntry {
  direction: 'in' | 'out'
  action: string
  fields: unknown
}

/** Newest messages kept for tests and for people who look into the console. */
const logLength = 500

export class OutlookHost {
  options: HostOptions
  item: Item | null = null
  roamingSettings: unknown = {}
  instances: Instance[] = []
  /** Where the task pane's frame goes; set by the page once it is drawn. */
  paneSlot: Element | null = null
  pane: Instance | null = null
  /** Rises with every event, so that a screen can follow the host. */
  version = 0
  private theme: Record<string, number> | null = null
  readonly log: HostLogEntry[] = []
  readonly overrides = new Map<number, Override>()
  readonly quirks: Quirks
  private readonly listeners = new Set<(event: HostEvent) => void>()
  private readonly receive = (event: MessageEvent<unknown>) => void this.hear(event)

  constructor(options: HostOptions, quirks: Partial<Quirks> = {}) {
    this.options = options
    this.quirks = {
      muteRecipientsChanged: false,
      noChangedFields: false,
      emptyAddresses: false,
      itemChangedBeforeItem: false,
      latencyMs: 0,
      silent: false,
      ...quirks,
    }
    window.addEventListener('message', this.receive)
  }

  /** Closes every page and stops listening. */
  dispose(): void {
    for (const instance of [...this.instances]) this.close(instance)
    window.removeEventListener('message', this.receive)
    this.listeners.clear()
  }

  /** Tells of everything that happens; the returned function ends it. */
  on(listener: (event: HostEvent) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Opens a page of the add-in in a frame inside `container`. */
  open(url: string, container: Element, title: string, parent: Instance | null = null): Instance {
    const id = crypto.randomUUID()
    const conversationId = `c${crypto.randomUUID()}`
    const kind = parent === null ? 'taskpane' : 'dialog'
    const frame = document.createElement('iframe')
    const page = frameAddress(url, this.options.locale, kind === 'dialog')
    frame.title = title
    frame.setAttribute(
      'sandbox',
      'allow-scripts allow-forms allow-same-origin allow-popups allow-popups-to-escape-sandbox ' +
        'allow-modals allow-downloads allow-storage-access-by-user-activation',
    )
    frame.name = frameName(id, conversationId, page.hostInfo)
    frame.src = page.address
    const instance: Instance = {
      id,
      conversationId,
      origin: page.origin,
      frame,
      kind,
      pinned: false,
      answered: false,
      registered: new Map(),
      parent,
      dialog: null,
    }
    this.instances = [...this.instances, instance]
    container.append(frame)
    return instance
  }

  /** Opens the task pane; one that is open already makes room. */
  openPane(url: string, title = 'Pane', pinned = false): Instance {
    if (this.paneSlot === null) throw new Error('The page has no room for a pane yet.')
    if (this.pane !== null) this.close(this.pane)
    this.pane = this.open(url, this.paneSlot, title)
    this.pane.pinned = pinned
    this.emit({ kind: 'changed' })
    return this.pane
  }

  /** A pinned pane stays open when another item is shown. */
  pin(pinned: boolean): void {
    if (this.pane === null) return
    this.pane.pinned = pinned
    this.emit({ kind: 'changed' })
  }

  close(instance: Instance): void {
    if (!this.instances.includes(instance)) return
    if (instance.dialog !== null) this.close(instance.dialog)
    if (instance.parent !== null) instance.parent.dialog = null
    instance.frame.remove()
    if (this.pane === instance) this.pane = null
    this.instances = this.instances.filter((one) => one !== instance)
    this.emit({ kind: 'closed', instance })
  }

  /** Shows another item, or none. A pane that is not pinned closes, as in Outlook. */
  selectItem(spec: ItemSpec | Item | null): void {
    this.item = spec === null ? null : 'recipients' in spec ? spec : createItem(spec)
    for (const instance of [...this.instances])
      if (instance.kind === 'taskpane' && !instance.pinned) this.close(instance)
    // A handler that was bound to the old item is gone with it.
    for (const instance of this.instances) {
      instance.registered.delete(events.recipientsChanged)
      instance.registered.delete(events.infobarClicked)
    }
    this.emit({ kind: 'changed' })
    if (this.quirks.itemChangedBeforeItem) this.fire(events.itemChanged, '')
    this.fire(events.itemChanged, this.item === null ? '' : initialData(this.options, this.item))
  }

  /** What the person types into To, Cc or Bcc. */
  setRecipients(field: RecipientField, list: (string | PersonSpec)[]): void {
    if (this.item === null) return
    this.item.recipients[field] = list.map((one) =>
      recipient(typeof one === 'string' ? { address: one } : one),
    )
    this.emit({ kind: 'changed' })
    if (this.quirks.muteRecipientsChanged) return
    const changed = JSON.stringify({ to: false, cc: false, bcc: false, [field]: true })
    this.fire(events.recipientsChanged, [this.quirks.noChangedFields ? '' : changed])
  }

  /** Subject and body as the person types them; add-ins are told nothing. */
  write(change: { subject?: string; body?: string }): void {
    if (this.item === null) return
    Object.assign(this.item, change)
    this.emit({ kind: 'changed' })
  }

  /** Colours as numbers (0xrrggbb). */
  setTheme(colors: Record<string, number>): void {
    this.theme = colors
    this.fire(events.themeChanged, [JSON.stringify(colors)])
  }

  dismissNotification(key: string): void {
    if (this.item === null) return
    this.item.notifications = this.item.notifications.filter((one) => one.key !== key)
    this.emit({ kind: 'changed' })
  }

  clickNotification(notification: Notification): void {
    this.fire(events.infobarClicked, [
      {
        key: notification.key,
        infobarType: notification.type,
        actions: notification['actions'],
      },
    ])
  }

  /** A person closed the dialog's window: its opener hears 12006. */
  closeDialogByPerson(dialog: Instance): void {
    if (dialog.parent !== null)
      this.fire(events.dialogMessage, { messageType: 12006 }, dialog.parent)
    this.close(dialog)
  }

  /** The host's own requests, such as giving the focus to the page. */
  notifyAddin(instance: Instance, action: HostAction): void {
    this.post(instance, {
      _messageType: messageType.request,
      _actionType: actionType.invoke,
      _actionName: 'Office_notifyAgave',
      _conversationId: `${instance.conversationId}_ntf`,
      _correlationId: 0,
      _data: [hostActions.indexOf(action)],
    })
  }

  instanceOf(event: MessageEvent<unknown>): Instance | undefined {
    return this.instances.find(
      (one) => one.frame.contentWindow === event.source && one.origin === event.origin,
    )
  }

  /** Sends an event to the pages that registered for it, or to `only`. */
  fire(name: string, payload: unknown, only?: Instance): void {
    for (const instance of this.instances) {
      if (only !== undefined && only !== instance) continue
      if (!instance.registered.has(name)) continue
      this.post(instance, {
        _messageType: messageType.response,
        _responseType: responseType.forEventing,
        _actionName: name,
        _conversationId: instance.conversationId,
        _correlationId: instance.registered.get(name),
        _errorCode: 0,
        _data: payload,
      })
    }
  }

  private emit(event: HostEvent): void {
    this.version += 1
    for (const listener of [...this.listeners]) listener(event)
  }

  private post(instance: Instance, message: Fields): void {
    this.note({
      direction: 'out',
      action: textOf(message['_actionName']),
      fields: message['_data'],
    })
    instance.frame.contentWindow?.postMessage(
      JSON.stringify({
        ...message,
        _serializerVersion: 1,
        _origin: window.location.origin,
      }),
      instance.origin,
    )
  }

  private note(entry: HostLogEntry): void {
    this.log.push(entry)
    if (this.log.length > logLength) this.log.shift()
  }

  private async hear(event: MessageEvent<unknown>): Promise<void> {
    const instance = this.instanceOf(event)
    const request = readRequest(event.data)
    if (instance === undefined || request?.conversationId !== instance.conversationId) return
    this.note({ direction: 'in', action: request.action, fields: request.fields })
    if (this.quirks.silent) return
    const answer = await this.answer(instance, request)
    if (this.quirks.latencyMs > 0)
      await new Promise((resolve) => setTimeout(resolve, this.quirks.latencyMs))
    this.post(instance, {
      _messageType: messageType.response,
      _responseType: responseType.forCalling,
      _actionName: request.action,
      _conversationId: request.conversationId,
      _correlationId: request.correlationId,
      ...answer,
    })
  }

  private async answer(instance: Instance, request: AddinRequest) {
    try {
      const value = await this.serve(instance, request)
      return { _errorCode: 0, _data: value ?? null }
    } catch (error) {
      // office.js's own number for "the host failed to handle the request".
      console.error('The sandbox could not answer', request.action, error)
      return { _errorCode: -2, _data: null }
    }
  }

  private serve(instance: Instance, request: AddinRequest): unknown {
    if (request.type === actionType.registerEvent) return this.register(instance, request)
    if (request.type === actionType.unregisterEvent) {
      instance.registered.delete(request.action)
      if (request.action === events.dialogMessage && instance.dialog !== null)
        this.close(instance.dialog)
      return done
    }
    const fields = fieldsOf(request.fields)
    switch (request.action) {
      case 'ContextActivationManager_getAppContextAsync':
        instance.answered = true
        this.emit({ kind: 'answered', instance })
        return appContext(this.options, instance.id, instance.origin, this.roamingSettings)
      case 'ContextActivationManager_notifyHost': {
        const number = Number(listOf(request.fields)[1])
        const action = hostActions[number] ?? String(number)
        this.emit({ kind: 'notify', instance, action })
        return null
      }
      case 'GetInitialData':
        return this.item === null ? null : initialData(this.options, this.item)
      case 'ExecuteMethod':
        return this.outlookMethod(instance, fields)
      case 'executeMethod':
        return this.commonMethod(instance, fields)
      default:
        throw new Error(`unknown action ${request.action}`)
    }
  }

  private register(instance: Instance, request: AddinRequest): unknown {
    instance.registered.set(request.action, request.correlationId)
    // The npm office.js has no officeTheme for the web: who asks for changes is told the present one.
    if (request.action === events.themeChanged && this.theme !== null) {
      const colors = this.theme
      setTimeout(() => {
        this.setTheme(colors)
      })
    }
    if (request.action !== events.dialogMessage) return done
    // The one way a framed dialog is opened: its address comes in the registration.
    const target: unknown = JSON.parse(textOf(fieldsOf(request.fields)['targetId']))
    if (instance.dialog !== null) return { Version: 1, Error: 12007 }
    instance.dialog = this.open(textOf(fieldsOf(target)['url']), document.body, 'Dialog', instance)
    this.emit({ kind: 'dialog', instance: instance.dialog })
    return done
  }

  private outlookMethod(instance: Instance, fields: Fields): unknown {
    const id = Number(fieldsOf(fields['MethodData'])['DispatchId'])
    const params = fields['ApiParams']
    const given: Fields = typeof params === 'object' && params !== null ? { ...params } : {}
    const overridden = this.overrides.get(id)?.(given)
    if (overridden !== undefined) return overridden
    return outlookMethod(id, given, this.item, this.doorFor(instance))
  }

  private doorFor(instance: Instance): MethodDoor {
    return {
      user: this.options.user,
      emptyAddresses: () => this.quirks.emptyAddresses,
      setRecipients: (field, list) => {
        this.setRecipients(field, list)
      },
      itemTouched: () => {
        this.emit({ kind: 'changed' })
      },
      saveRoamingSettings: (settings) => {
        this.roamingSettings = settings
      },
      openForm: (dispatchId, params) => {
        this.emit({ kind: 'form', dispatchId, params })
      },
      closePane: () => {
        this.close(instance)
      },
    }
  }

  /** Methods that all Office hosts share. */
  private commonMethod(instance: Instance, fields: Fields): unknown {
    switch (Number(fieldsOf(fields['DdaMethod'])['DispatchId'])) {
      case 97:
        this.close(instance)
        return done
      case 98:
        // The older single sign-on is not offered: nested app authentication took its place.
        return { Version: 1, Error: 13012 }
      case 144:
        if (instance.parent !== null)
          this.fire(
            events.dialogMessage,
            {
              messageType: 0,
              messageContent: fields['messageToParent'],
              messageOrigin: instance.origin,
            },
            instance.parent,
          )
        return done
      case 145:
        if (instance.dialog !== null)
          this.fire(
            events.dialogParentMessage,
            {
              messageType: 1,
              messageContent: fields['messageContent'],
              messageOrigin: instance.origin,
            },
            instance.dialog,
          )
        return done
      default:
        return { Version: 1, Error: 5001 }
    }
  }
}

const done = { Version: 1, Error: 0 }
