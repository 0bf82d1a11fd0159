/** The item that Outlook shows and the add-in asks about: a mail being read, or one being written. */

import type { Fields, RecipientField } from './protocol.ts'

/** A recipient as office.js wants it from its host. */
export interface Recipient {
  name: string
  address: string
  /** 3: somebody outside the organisation. */
  recipientType: number
  appointmentResponse: number
}

export interface Notification extends Fields {
  key: string
  /** 0 informational, 1 progress, 2 error, 3 insight. */
  type: number
  message: string
}

export interface HostItem {
  kind: 'message' | 'messageCompose'
  /** The mail's id in Exchange's form; null while a new mail has not been saved. */
  id: string | null
  conversationId: string
  composeType: 'newMail' | 'reply' | 'forward'
  subject: string
  /** HTML. */
  body: string
  from: Recipient | null
  recipients: Record<RecipientField, Recipient[]>
  internetMessageId: string
  /** Milliseconds since 1970. */
  created: number
  headers: Record<string, string>
  customProperties: unknown
  sessionData: Record<string, string>
  notifications: Notification[]
}

export interface PersonSpec {
  name?: string
  address: string
}

export interface ItemSpec {
  kind: HostItem['kind']
  id?: string
  conversationId?: string
  composeType?: HostItem['composeType']
  subject?: string
  body?: string
  from?: PersonSpec
  to?: PersonSpec[]
  cc?: PersonSpec[]
  internetMessageId?: string
  created?: number
  headers?: Record<string, string>
}

export function createItem(spec: ItemSpec): HostItem {
  return {
    kind: spec.kind,
    id: spec.id ?? null,
    conversationId: spec.conversationId ?? `AAQk${crypto.randomUUID()}`,
    composeType: spec.composeType ?? 'newMail',
    subject: spec.subject ?? '',
    body: spec.body ?? '',
    from: spec.from === undefined ? null : recipient(spec.from),
    recipients: {
      to: (spec.to ?? []).map(recipient),
      cc: (spec.cc ?? []).map(recipient),
      bcc: [],
    },
    internetMessageId: spec.internetMessageId ?? '',
    created: spec.created ?? Date.now(),
    headers: spec.headers ?? {},
    customProperties: {},
    sessionData: {},
    notifications: [],
  }
}

export function recipient(person: PersonSpec): Recipient {
  return {
    name: person.name === undefined || person.name === '' ? person.address : person.name,
    address: person.address,
    recipientType: 3,
    appointmentResponse: 0,
  }
}
