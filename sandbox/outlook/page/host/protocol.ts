/** The words of office.js's cross-document protocol, as its npm package 1.1.110 speaks them. */

export const messageType = { request: 0, response: 1 } as const
export const actionType = { invoke: 0, registerEvent: 1, unregisterEvent: 2 } as const
export const responseType = { forCalling: 0, forEventing: 1 } as const
/** office.js's number for Outlook on the web. */
export const outlookWebApp = 64
export const itemTypes = { message: 1, messageCompose: 4 } as const
/** The host's own numbers; they are not in the order of power. */
export const permissionLevels = {
  Restricted: 0,
  ReadItem: 1,
  ReadWriteItem: 3,
  ReadWriteMailbox: 2,
} as const
export type Permission = keyof typeof permissionLevels

export const recipientFields = ['to', 'cc', 'bcc'] as const
export type RecipientField = (typeof recipientFields)[number]

export const events = {
  itemChanged: 'olkItemSelectedChanged',
  recipientsChanged: 'olkRecipientsChanged',
  infobarClicked: 'olkInfobarClicked',
  themeChanged: 'officeThemeChanged',
  dialogMessage: 'dialogMessageReceived',
  dialogParentMessage: 'dialogParentMessageReceived',
} as const

/** What office.js tells the host about itself, by number. */
export const hostActions = [
  'Select',
  'UnSelect',
  'CancelDialog',
  'InsertAgave',
  'CtrlF6In',
  'CtrlF6Exit',
  'CtrlF6ExitShift',
  'SelectWithError',
  'NotifyHostError',
  'RefreshAddinCommands',
  'PageIsReady',
  'TabIn',
  'TabInShift',
  'TabExit',
  'TabExitShift',
  'EscExit',
  'F2Exit',
  'ExitNoFocusable',
  'ExitNoFocusableShift',
  'MouseEnter',
  'MouseLeave',
  'UpdateTargetUrl',
] as const
export type HostAction = (typeof hostActions)[number]

export type Fields = Record<string, unknown>

/** A request of the add-in's page. */
export interface AddinRequest {
  action: string
  type: number
  conversationId: string
  correlationId: unknown
  fields: unknown
}

/** Reads a posted string; null when it is not a request of office.js. */
export function readRequest(posted: unknown): AddinRequest | null {
  const message = parseJson(posted)
  if (message?.['_messageType'] !== messageType.request) return null
  const { _actionName, _actionType, _conversationId, _correlationId, _data } = message
  if (typeof _actionName !== 'string' || typeof _conversationId !== 'string') return null
  return {
    action: _actionName,
    type: typeof _actionType === 'number' ? _actionType : actionType.invoke,
    conversationId: _conversationId,
    correlationId: _correlationId,
    fields: _data,
  }
}

/** Parses a posted string into an object; null for anything else. */
export function parseJson(posted: unknown): Fields | null {
  if (typeof posted !== 'string') return null
  try {
    const value: unknown = JSON.parse(posted)
    return isFields(value) ? value : null
  } catch {
    // Other scripts of the page may post what they like; it is not for us.
    return null
  }
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {}
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/** Answers of Outlook's own methods. They must be objects: with null office.js never calls back. */
export interface MethodAnswer extends Fields {
  wasSuccessful: boolean
}

export function succeeded(value?: unknown): MethodAnswer {
  return { error: false, errorCode: 0, data: value, wasSuccessful: true }
}

export function failed(errorCode: number): MethodAnswer {
  return { error: true, errorCode, wasSuccessful: false }
}
