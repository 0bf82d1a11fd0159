/** Reads from the product's manifest what Outlook shows of it: buttons by surface, with icon, label and page. */

import type { Permission } from './protocol.ts'
import { permissionLevels } from './protocol.ts'

export interface RibbonButton {
  id: string
  label: string
  tip: string
  icon: string | null
  url: string
  pinnable: boolean
}

export interface Manifest {
  id: string
  name: string
  permission: Permission
  appDomains: string[]
  compose: RibbonButton[]
  read: RibbonButton[]
}

/** Throws a sentence when the text is no manifest that Outlook could use. */
export function readManifest(xml: string): Manifest {
  const page = new DOMParser().parseFromString(xml, 'text/xml')
  if (page.querySelector('parsererror') !== null)
    throw new Error('The manifest is not well-formed XML.')
  // The deepest VersionOverrides wins (1.1 inside 1.0), as in Outlook on the web.
  const overrides = within(page, 'VersionOverrides').at(-1)
  const resources = overrides === undefined ? new Map<string, string>() : resourcesOf(overrides)
  const surface = (name: string): RibbonButton[] =>
    overrides === undefined
      ? []
      : within(overrides, 'ExtensionPoint')
          .filter((point) => point.getAttribute('xsi:type') === name)
          .flatMap((point) => within(point, 'Control'))
          .flatMap((control) => buttonOf(control, resources))
  return {
    id: text(within(page, 'Id')[0]),
    name: within(page, 'DisplayName')[0]?.getAttribute('DefaultValue') ?? '',
    permission: permissionOf(text(within(page, 'Permissions')[0])),
    appDomains: within(page, 'AppDomain').map(text),
    compose: surface('MessageComposeCommandSurface'),
    read: surface('MessageReadCommandSurface'),
  }
}

function buttonOf(control: Element, resources: Map<string, string>): RibbonButton[] {
  const action = within(control, 'Action')[0]
  if (action?.getAttribute('xsi:type') !== 'ShowTaskpane') return []
  const resource = (element: Element | undefined) =>
    resources.get(element?.getAttribute('resid') ?? '')
  const url = resource(within(action, 'SourceLocation')[0])
  if (url === undefined) throw new Error('A button of the manifest names no page.')
  const icons = within(control, 'Image')
  const icon = icons.find((image) => image.getAttribute('size') === '32') ?? icons[0]
  const supertip = within(control, 'Supertip')[0]
  return [
    {
      id: control.getAttribute('id') ?? '',
      label: resource(child(control, 'Label')) ?? '',
      tip: supertip === undefined ? '' : (resource(child(supertip, 'Description')) ?? ''),
      icon: resource(icon) ?? null,
      url,
      pinnable: text(within(action, 'SupportsPinning')[0]) === 'true',
    },
  ]
}

function resourcesOf(overrides: Element): Map<string, string> {
  const box = child(overrides, 'Resources')
  const entries = box === undefined ? [] : [...box.children].flatMap((kind) => [...kind.children])
  return new Map(
    entries.map((one) => [one.getAttribute('id') ?? '', one.getAttribute('DefaultValue') ?? '']),
  )
}

function permissionOf(name: string): Permission {
  const known = Object.keys(permissionLevels)
  if (!known.includes(name))
    throw new Error(`The manifest asks for the permission "${name}", which Outlook does not know.`)
  return name === 'ReadWriteMailbox' || name === 'ReadWriteItem' || name === 'ReadItem'
    ? name
    : 'Restricted'
}

function within(node: Document | Element, name: string): Element[] {
  return [...node.getElementsByTagNameNS('*', name)]
}

function child(node: Element, name: string): Element | undefined {
  return [...node.children].find((one) => one.localName === name)
}

function text(node: Element | undefined): string {
  return node?.textContent.trim() ?? ''
}
