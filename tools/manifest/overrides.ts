/** What is wrong with one <VersionOverrides>: its resources, surfaces and buttons. */
import { pictureFinding } from './picture.ts'
import type { PictureSize } from './picture.ts'
import { below, child, children, nameOf, parentOf, typeOf, valueOf } from './tree.ts'
import type { Node } from './tree.ts'

const namespaces: Record<string, string> = {
  VersionOverridesV1_0: 'http://schemas.microsoft.com/office/mailappversionoverrides',
  VersionOverridesV1_1: 'http://schemas.microsoft.com/office/mailappversionoverrides/1.1',
}
const surfaces = ['MessageReadCommandSurface', 'MessageComposeCommandSurface']
const longest: Record<string, number> = { ShortStrings: 125, LongStrings: 250 }
const boxes: Record<string, string> = {
  SourceLocation: 'Urls',
  Image: 'Images',
  Title: 'ShortStrings',
  Label: 'ShortStrings',
}

/** One plain sentence for each fault in this part alone; a nested <VersionOverrides> is judged by itself. */
export function overridesFindings(overrides: Node, pictureSize?: PictureSize): string[] {
  const resources = resourcesOf(overrides)
  const own = below(overrides).filter((node) => ownerOf(node) === overrides)
  const found = [
    ...shapeFindings(overrides),
    ...resourceFindings(resources, own),
    ...surfaceFindings(overrides, own),
    ...controlFindings(own, resources, pictureSize),
  ]
  return found.map((sentence) => `${typeOf(overrides)}: ${sentence}`)
}

function shapeFindings(overrides: Node): string[] {
  const found: string[] = []
  if (namespaces[typeOf(overrides)] !== overrides.namespaceURI) {
    found.push(`The xmlns ${overrides.namespaceURI ?? ''} is not that of this version.`)
  }
  return found
}

function resourcesOf(overrides: Node): Node[] {
  const box = child(overrides, 'Resources')
  return box === undefined ? [] : children(box).flatMap((one) => children(one))
}

function resourceFindings(resources: Node[], own: Node[]): string[] {
  const found: string[] = []
  const ids = resources.map(idOf)
  const uses = own.filter((node) => node.hasAttribute('resid'))
  for (const [at, resource] of resources.entries()) {
    const id = idOf(resource)
    const most = longest[boxOf(resource)] ?? 2048
    if (ids.indexOf(id) !== at) found.push(`The resource id ${id} is there twice.`)
    if (id.length > 32) found.push(`The resource id ${id} is longer than 32 characters.`)
    if (valueOf(resource).length > most) {
      found.push(`The resource ${id} is longer than ${most} characters.`)
    }
    if (!uses.some((use) => use.getAttribute('resid') === id)) {
      found.push(`The resource ${id} is not used.`)
    }
  }
  for (const use of uses) {
    const id = use.getAttribute('resid') ?? ''
    const resource = resources.find((one) => idOf(one) === id)
    const wanted = boxes[nameOf(use)]
    if (resource === undefined) found.push(`<${nameOf(use)}> names ${id}, which is no resource.`)
    else if (wanted !== undefined && wanted !== boxOf(resource)) {
      found.push(`<${nameOf(use)}> names ${id} in <${boxOf(resource)}>; it must be in <${wanted}>.`)
    }
  }
  return found
}

function surfaceFindings(overrides: Node, own: Node[]): string[] {
  const found = own
    .filter((node) => nameOf(node) === 'ExtensionPoint' && !surfaces.includes(typeOf(node)))
    .map((node) => `The surface ${typeOf(node)} is not one of ${surfaces.join(', ')}.`)
  const pins = own.some((node) => nameOf(node) === 'SupportsPinning')
  if (pins && typeOf(overrides) !== 'VersionOverridesV1_1') {
    found.push('<SupportsPinning> needs V1_1.')
  }
  return found
}

function controlFindings(own: Node[], resources: Node[], pictureSize?: PictureSize): string[] {
  const controls = own.filter((node) => nameOf(node) === 'Control')
  const ids = controls.map(idOf)
  return controls.flatMap((control, at) => {
    const id = idOf(control)
    return [
      ...(id === '' ? ['A <Control> has no id.'] : []),
      ...(ids.indexOf(id) === at ? [] : [`The control id ${id} is there twice.`]),
      ...(child(control, 'Supertip') === undefined ? [`${id} lacks its <Supertip>.`] : []),
      ...[16, 32, 80].flatMap((size) => iconFindings(control, size, resources, pictureSize)),
    ]
  })
}

function iconFindings(
  control: Node,
  size: number,
  resources: Node[],
  pictureSize?: PictureSize,
): string[] {
  const image = below(control, 'Image').find((one) => one.getAttribute('size') === String(size))
  if (image === undefined) return [`${idOf(control)} lacks its icon of ${size} pixels.`]
  const resource = resources.find((one) => idOf(one) === image.getAttribute('resid'))
  return resource === undefined ? [] : pictureFinding(valueOf(resource), size, pictureSize)
}

function idOf(node: Node): string {
  return node.getAttribute('id') ?? ''
}

function boxOf(resource: Node): string {
  const box = parentOf(resource)
  return box === undefined ? '' : nameOf(box)
}

/** The innermost <VersionOverrides> that holds a node. */
function ownerOf(node: Node): Node | undefined {
  const parent = parentOf(node)
  if (parent === undefined || nameOf(parent) === 'VersionOverrides') return parent
  return ownerOf(parent)
}
