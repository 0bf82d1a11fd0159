/**
 * What is wrong with an add-in only manifest of a mail add-in, as far as can be judged without Microsoft's validator.
 * Each rule is from Microsoft's element reference (learn.microsoft.com/office/dev/add-ins/reference/manifest) and its
 * page on element order.
 */
import { below, child, children, nameOf, parseManifest, textOf, typeOf, valueOf } from './tree.ts'
import type { Node } from './tree.ts'
import { overridesFindings } from './overrides.ts'
import { pictureFinding } from './picture.ts'
import type { PictureSize } from './picture.ts'

const order: Record<string, string[]> = {
  OfficeApp:
    'Id AlternateId Version ProviderName DefaultLocale DisplayName Description IconUrl HighResolutionIconUrl SupportUrl AppDomains Hosts Requirements FormSettings Permissions Rule DisableEntityHighlighting VersionOverrides'.split(
      ' ',
    ),
  VersionOverrides:
    'Description Requirements Hosts Resources WebApplicationInfo EquivalentAddins ExtendedPermissions VersionOverrides'.split(
      ' ',
    ),
  Host: ['Runtimes', 'DesktopFormFactor', 'MobileFormFactor'],
  Control: ['Label', 'Tooltip', 'Supertip', 'Icon', 'Action', 'Items'],
  Resources: ['Images', 'Urls', 'ShortStrings', 'LongStrings'],
}
const required =
  'Id Version ProviderName DefaultLocale DisplayName Description IconUrl HighResolutionIconUrl Hosts Requirements FormSettings Permissions Rule'.split(
    ' ',
  )
const permissions = ['Restricted', 'ReadItem', 'ReadWriteItem', 'ReadWriteMailbox']
const urlElements = /^(IconUrl|HighResolutionIconUrl|SupportUrl|SourceLocation|Url|Image)$/

/** One plain sentence for each fault; an empty list for a sound manifest. */
export function manifestFindings(xml: string, pictureSize?: PictureSize): string[] {
  const root = parseManifest(xml)
  if (typeof root === 'string') return [`This is not XML: ${root}`]
  return [
    ...(Buffer.byteLength(xml) > 256 * 1024 ? ['The manifest is larger than 256 KB.'] : []),
    ...rootFindings(root),
    ...orderFindings(root),
    ...valueFindings(root),
    ...urlFindings(root),
    ...pictureFindings(root, pictureSize),
    ...below(root, 'VersionOverrides').flatMap((one) => overridesFindings(one, pictureSize)),
    ...levelFindings(root),
  ]
}

function rootFindings(root: Node): string[] {
  const isMailApp = nameOf(root) === 'OfficeApp' && typeOf(root) === 'MailApp'
  return [
    ...(isMailApp ? [] : ['The root element must be <OfficeApp xsi:type="MailApp">.']),
    ...required
      .filter((name) => child(root, name) === undefined)
      .map((name) => `<OfficeApp> lacks <${name}>.`),
  ]
}

function orderFindings(node: Node): string[] {
  const wanted = order[nameOf(node)]
  const found: string[] = []
  let last = -1
  for (const name of wanted === undefined ? [] : children(node).map(nameOf)) {
    const place = wanted?.indexOf(name) ?? -1
    if (place < 0) found.push(`<${name}> does not belong into <${nameOf(node)}>.`)
    else if (place < last) found.push(`<${name}> comes too late in <${nameOf(node)}>.`)
    last = Math.max(last, place)
  }
  return [...found, ...children(node).flatMap(orderFindings)]
}

function valueFindings(root: Node): string[] {
  const found: string[] = []
  if (!/^\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i.test(textOf(child(root, 'Id')))) {
    found.push('<Id> must be a GUID.')
  }
  if (!/^\d{1,5}(\.\d{1,5}){1,3}$/.test(textOf(child(root, 'Version')))) {
    found.push('<Version> must be two to four numbers with dots.')
  }
  for (const [name, most] of [
    ['DisplayName', 125],
    ['Description', 250],
  ] as const) {
    const { length } = valueOf(child(root, name))
    if (length < 1 || length > most) {
      found.push(`<${name}> must have 1 to ${most} characters; it has ${length}.`)
    }
  }
  const permission = textOf(child(root, 'Permissions'))
  if (!permissions.includes(permission)) {
    found.push(`<Permissions> must be one of ${permissions.join(', ')}; it is "${permission}".`)
  }
  return found
}

function urlFindings(root: Node): string[] {
  const found: string[] = []
  for (const node of below(root)) {
    const name = nameOf(node)
    const url = valueOf(node)
    if (urlElements.test(name) && url !== '') {
      if (!url.startsWith('https://')) found.push(`<${name}> ${url} must be https.`)
      if (url.length > 2048) found.push(`<${name}> is longer than 2,048 characters.`)
      if (/\.ico($|\?)/.test(url)) found.push(`<${name}> ${url} must not be an ICO file.`)
    }
    if (name === 'AppDomain' && !/^https:\/\/[^/]+$/.test(textOf(node))) {
      found.push(`<AppDomain> ${textOf(node)} must be https:// and a host, without a path.`)
    }
  }
  return found
}

function pictureFindings(root: Node, pictureSize?: PictureSize): string[] {
  return [
    ...pictureFinding(valueOf(child(root, 'IconUrl')), 64, pictureSize),
    ...pictureFinding(valueOf(child(root, 'HighResolutionIconUrl')), 128, pictureSize),
  ]
}

/** Old clients read the base part only: what it demands must be the least. */
function levelFindings(root: Node): string[] {
  const base = baseLevel(root)
  const found: string[] = []
  if (base > 5) {
    found.push(
      `The base part demands Mailbox 1.${base}; above 1.5 it hides the add-in from phones and Exchange Server.`,
    )
  }
  const [outer] = below(root, 'VersionOverrides')
  if (outer !== undefined && typeOf(outer) !== 'VersionOverridesV1_0') {
    found.push('The outer <VersionOverrides> must be V1_0, with V1_1 inside it.')
  }
  for (const overrides of below(root, 'VersionOverrides')) {
    const requirements = child(overrides, 'Requirements')
    const sets = requirements === undefined ? undefined : child(requirements, 'Sets')
    const level = minor(sets?.getAttribute('DefaultMinVersion') ?? '1.3')
    if (level < base) {
      found.push(`${typeOf(overrides)} demands Mailbox 1.${level}, less than the base part.`)
    }
  }
  return found
}

function baseLevel(root: Node): number {
  const requirements = child(root, 'Requirements')
  const [set] = requirements === undefined ? [] : below(requirements, 'Set')
  return minor(set?.getAttribute('MinVersion') ?? '1.1')
}

function minor(version: string): number {
  return Number(version.split('.')[1] ?? 0)
}
