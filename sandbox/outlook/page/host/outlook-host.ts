/**
 * Plays Outlook on the web for the real office.js: frames the add-in's pages, answers what they ask, tells them what
 * happens. Nothing of Microsoft's code is in here; what the protocol is was read from the npm package.
 */

import { serveRequest } from './addin-requests.ts'
import type { RequestDoor } from './addin-requests.ts'
import { initialData } from './initial-data.ts'
import type { HostOptions } from './initial-data.ts'
import { createInstance } from './instance.ts'
import type { Instance } from './instance.ts'
import { createItem, recipient } from './item.ts'
import type { HostItem, ItemSpec, Notification, PersonSpec } from './item.ts'
import { events } from './protocol.ts'
import type { Fields, RecipientField } from './protocol.ts'
import { noQuirks } from './quirks.ts'
import type { Quirks } from './quirks.ts'
import { openWire } from './wire.ts'
import type { HostLogEntry, HostWire } from './wire.ts'

export type HostEvent =
  | { kind: 'changed' }
  | { kind: 'closed'; instance: Instance }
  | { kind: 'answered'; instance: Instance }
  | { kind: 'form'; dispatchId: number; params: Fields }
  | { kind: 'notify'; instance: Instance; action: string }

export class OutlookHost implements RequestDoor {
  options: HostOptions
  item: HostItem | null = null
  roamingSettings: unknown = {}
  instances: Instance[] = []
  /** Where the task pane's frame goes; set by the page once it is drawn. */
  paneSlot: Element | null = null
  pane: Instance | null = null
  /** Rises with every event, so that a screen can follow the host. */
  version = 0
  readonly log: HostLogEntry[] = []
  /** A test takes over one of Outlook's methods, by dispatch number; undefined leaves it to the host. */
  readonly overrides = new Map<number, (params: Fields) => unknown>()
  readonly quirks: Quirks
  private theme: Record<string, number> | null = null
  private readonly listeners = new Set<(event: HostEvent) => void>()
  private readonly wire: HostWire

  constructor(options: HostOptions, quirks: Partial<Quirks> = {}) {
    this.options = options
    this.quirks = { ...noQuirks, ...quirks }
    this.wire = openWire({
      quirks: this.quirks,
      log: this.log,
      instanceOf: (event) => this.instanceOf(event),
      serve: (instance, request) => serveRequest(this, instance, request),
    })
  }

  /** Closes every page and stops listening. */
  dispose(): void {
    for (const instance of [...this.instances]) this.close(instance)
    this.wire.close()
    this.listeners.clear()
  }

  /** Tells of everything that happens; the returned function ends it. */
  on(listener: (event: HostEvent) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  configure(change: Partial<HostOptions>): void {
    this.options = { ...this.options, ...change }
  }

  setPaneSlot(slot: Element | null): void {
    this.paneSlot = slot
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

  /** Opens a page of the add-in in a frame inside `container`; with a `parent`, as its dialog. */
  open(url: string, container: Element, title: string, parent: Instance | null = null): Instance {
    const instance = createInstance(url, title, this.options.locale, parent)
    this.instances = [...this.instances, instance]
    container.append(instance.frame)
    return instance
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
  selectItem(spec: ItemSpec | HostItem | null): void {
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

  clickNotification({ key, type, actions }: Notification): void {
    this.fire(events.infobarClicked, [{ key, infobarType: type, actions }])
  }

  /** The page whose window posted this, if it is one of ours and still at its origin. */
  instanceOf(event: MessageEvent<unknown>): Instance | undefined {
    return this.instances.find(
      (one) => one.frame.contentWindow === event.source && one.origin === event.origin,
    )
  }

  /** Sends an event to the pages that registered for it, or to `only`. */
  fire(name: string, payload: unknown, only?: Instance): void {
    for (const instance of this.instances)
      if (only === undefined || only === instance) this.wire.fire(instance, name, payload)
  }

  /** The add-in changed the item, or its notifications. */
  itemTouched(): void {
    this.emit({ kind: 'changed' })
  }

  saveRoamingSettings(settings: unknown): void {
    this.roamingSettings = settings
  }

  /** The add-in asks Outlook to open a form, by the dispatch number of its method. */
  openForm(dispatchId: number, params: Fields): void {
    this.emit({ kind: 'form', dispatchId, params })
  }

  openDialog(url: string, parent: Instance): void {
    parent.dialog = this.open(url, document.body, 'Dialog', parent)
    this.emit({ kind: 'changed' })
  }

  /** The page is there: it has asked for its context. */
  answered(instance: Instance): void {
    instance.answered = true
    this.emit({ kind: 'answered', instance })
  }

  notified(instance: Instance, action: string): void {
    this.emit({ kind: 'notify', instance, action })
  }

  /** Tells the present theme once more. */
  tellTheme(): void {
    if (this.theme !== null) this.setTheme(this.theme)
  }

  private emit(event: HostEvent): void {
    this.version += 1
    for (const listener of [...this.listeners]) listener(event)
  }
}
