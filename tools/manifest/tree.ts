/** Walks the XML of an Office manifest, by local names, whatever the prefixes. */
import { DOMParser } from '@xmldom/xmldom'
import type { Element } from '@xmldom/xmldom'

export type Node = Element

const xsiNamespace = 'http://www.w3.org/2001/XMLSchema-instance'

/** The root element, or the parser's complaint. */
export function parseManifest(xml: string): Node | string {
  let complaint: string | undefined
  try {
    const document = new DOMParser({
      onError: (_level, message) => {
        complaint ??= message
      },
    }).parseFromString(xml, 'text/xml')
    return complaint ?? document.documentElement ?? 'the document is empty'
  } catch (error) {
    return complaint ?? (error instanceof Error ? error.message : String(error))
  }
}

/** The child elements, or those of one name. */
export function children(node: Node, name?: string): Node[] {
  return elements(node.childNodes).filter((child) => name === undefined || child.localName === name)
}

export function child(node: Node, name: string): Node | undefined {
  return children(node, name)[0]
}

/** Every element below, at any depth, or those of one name. */
export function below(node: Node, name = '*'): Node[] {
  return elements(node.getElementsByTagNameNS('*', name))
}

export function nameOf(node: Node): string {
  return node.localName ?? node.nodeName
}

export function textOf(node: Node | undefined): string {
  return node?.textContent?.trim() ?? ''
}

export function valueOf(node: Node | undefined): string {
  return node?.getAttribute('DefaultValue') ?? ''
}

export function typeOf(node: Node): string {
  return node.getAttributeNS(xsiNamespace, 'type') ?? ''
}

/** The element that holds this one; a manifest's inner elements always have one. */
export function parentOf(node: Node): Node | undefined {
  return elements([node.parentNode])[0]
}

function elements(list: Iterable<unknown>): Node[] {
  return Array.from(list).filter(isElement)
}

function isElement(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'nodeType' in value && value.nodeType === 1
}
