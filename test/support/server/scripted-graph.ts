/** A mailbox at the network's edge: answers what Graph answers, keeps what it was asked, and fails on order. */

import { later, toInstant, wholeSecond, type Instant } from '../../../server/domain/time/instant.ts'
import type { Header } from '../../../server/domain/mail/message/message.ts'
import { type AskGraph, type GraphRequest } from '../../../server/graph/client.ts'
import { GraphError, NotAskedError } from '../../../server/graph/errors.ts'
import { markId } from '../../../server/graph/mark.ts'
import {
  calendarErrand,
  openScriptedCalendar,
  type CalendarErrand,
  type ScriptedCalendar,
} from './scripted-calendar.ts'

export interface MessageInGraph {
  id: string
  mailboxId: string
  /** Id of the folder it lies in. */
  folder: string
  messageId: string | null
  receivedAt: Instant
  isDraft: boolean
  from: string
  name: string
  /** Addresses, as are `replyTo`'s. */
  to: string[]
  replyTo: string[]
  subject: string
  preview: string
  headers: Header[]
  messageClass: string
  mime: Uint8Array
  /** Id of the email that it was marked with. */
  mark: string | null
  /** Somebody has written to it since it was made. */
  isTouched: boolean
}

/** What a request is for, in the words of these tests. */
export type Errand =
  | 'list'
  | 'find'
  | 'newest'
  | 'one'
  | 'mime'
  | 'draft'
  | 'mark'
  | 'sent-items'
  | 'send'
  | 'delete'
  | 'subscriptions'
  | 'subscribe'
  | 'renew'
  | 'unsubscribe'
  | 'settings'
  | 'folder'
  | 'organization'
  | 'person'
  | 'users-delta'
  | CalendarErrand

export interface Asked {
  errand: Errand
  mailboxId: string | null
  path: string
  query: Record<string, string>
  json: unknown
  /** The MIME text of a new draft. */
  mime: string
}

export interface Fault {
  errand: Errand
  /** Whether what was asked is done all the same. */
  when: 'before' | 'after'
  /** `crash`: no answer ever comes, and the process that asked is dead. */
  answer: GraphError | 'crash'
  times: number
}

export interface ScriptedGraph {
  ask: AskGraph
  asked: Asked[]
  mails: MessageInGraph[]
  calendar: ScriptedCalendar
  /** What went out into the world. */
  sent: { to: string; messageId: string | null; subject: string; mime: string }[]
  subscriptions: { id: string; resource: string; clientState: string; expires: string }[]
  people: { id: string; mail: string; displayName: string; accountEnabled?: boolean }[]
  /** People on one page of users/delta; every look tells of everybody who is there, as Graph may. */
  peoplePerPage: number
  /** A soft deletion: found nowhere from now on, and told of once. */
  leave(id: string): void
  /** What every rep has set in the own mailbox, as Graph tells it. */
  settings: {
    timeZone: string
    automaticRepliesSetting: {
      status: 'disabled' | 'alwaysEnabled' | 'scheduled'
      scheduledStartDateTime?: { dateTime: string; timeZone: string }
      scheduledEndDateTime?: { dateTime: string; timeZone: string }
    }
  }
  /** Graph's own clock against the product's, in milliseconds. */
  aheadMs: number
  /** What a draft that was sent is called from then on; null: as before. */
  renameOnSend: string | null
  /** `vanish`: accepted and found nowhere; `stay`: accepted, and a draft for ever. */
  onSend: 'go' | 'vanish' | 'stay'
  /** Called when a request that has a last word waits for its connection, before that is asked. */
  connecting: (() => void | Promise<void>) | null
  /** Called before each answer: the place to let something happen at just that moment. */
  before: ((asked: Asked) => void) | null
  fail(errand: Errand, when: Fault['when'], answer: Fault['answer'], times?: number): void
  /** Nothing that `fail` ordered comes any more. */
  heal(): void
  /** Resolves when the process that asks was killed. */
  crash(): Promise<void>
  deliver(mailboxId: string, mail: Partial<MessageInGraph>): MessageInGraph
  /** The rep presses Send on a draft in Outlook. */
  sendByHand(id: string): void
  errands(): Errand[]
}

export const away = new GraphError('unavailable', 504, 'GatewayTimeout', null)
export const throttled = new GraphError('throttled', 429, 'TooManyRequests', 30_000)
export const unacceptable = new GraphError('refused', 400, 'ErrorInvalidRecipients', null)
export const noMailbox = new GraphError('no-mailbox', 404, 'MailboxNotEnabledForRESTAPI', null)
export const forbidden = new GraphError('refused', 403, 'ErrorAccessDenied', null)
const missing = new GraphError('not-found', 404, 'ErrorItemNotFound', null)
const nobody = new GraphError('not-found', 404, 'Request_ResourceNotFound', null)

export function openScriptedGraph(now: () => Instant): ScriptedGraph {
  const faults: Fault[] = []
  let count = 0
  const left: string[] = []
  let died = (): void => undefined
  let death = new Promise<void>((resolve) => (died = resolve))

  const graph: ScriptedGraph = {
    asked: [],
    mails: [],
    calendar: openScriptedCalendar(now),
    sent: [],
    subscriptions: [],
    people: [],
    peoplePerPage: 100,
    leave: (id) => {
      graph.people = graph.people.filter((one) => one.id !== id)
      left.push(id)
    },
    settings: { timeZone: 'UTC', automaticRepliesSetting: { status: 'disabled' } },
    aheadMs: 0,
    renameOnSend: null,
    onSend: 'go',
    connecting: null,
    before: null,
    fail: (errand, when, answer, times = 1) => faults.push({ errand, when, answer, times }),
    heal: () => void (faults.length = 0),
    crash: () => death,
    deliver: (mailboxId, mail) => {
      count += 1
      const one: MessageInGraph = {
        id: `mail-${String(count)}`,
        mailboxId,
        folder: 'inbox',
        messageId: `<mail-${String(count)}@acme.example>`,
        receivedAt: wholeSecond(graphNow()),
        isDraft: false,
        from: 'ana@acme.example',
        name: 'Ana Alves',
        to: ['rita@contoso.example'],
        replyTo: [],
        subject: 'Hello',
        preview: '',
        headers: [],
        messageClass: 'IPM.Note',
        mime: new Uint8Array(),
        mark: null,
        isTouched: false,
        ...mail,
      }
      graph.mails.push(one)
      return one
    },
    sendByHand: (id) => {
      const mail = graph.mails.find((one) => one.id === id)
      if (mail) goOut(mail)
    },
    errands: () => graph.asked.map((one) => one.errand),
    ask: async (mailboxId, request) => {
      if (request.lastWord) await graph.connecting?.()
      const no = request.lastWord?.() ?? null
      if (no !== null) throw new NotAskedError(no)
      const asked: Asked = {
        errand: errandOf(request),
        mailboxId,
        path: request.path,
        query: request.query ?? {},
        json: request.json ?? null,
        mime: new TextDecoder().decode(request.mime),
      }
      graph.asked.push(asked)
      graph.before?.(asked)
      await fault(asked, 'before')
      const body = answer(asked, request)
      const date = wholeSecond(graphNow())
      await fault(asked, 'after')
      return { status: 200, date, body }
    },
  }

  const graphNow = (): Instant => toInstant(new Date(Date.parse(now()) + graph.aheadMs).toJSON())

  const fault = async (asked: Asked, when: Fault['when']): Promise<void> => {
    const one = faults.find((f) => f.errand === asked.errand && f.when === when && f.times > 0)
    if (!one) return
    one.times -= 1
    if (one.answer !== 'crash') throw one.answer
    died()
    death = new Promise<void>((resolve) => (died = resolve))
    await new Promise<never>(() => undefined)
  }

  const goOut = (mail: MessageInGraph): void => {
    const text = new TextDecoder().decode(mail.mime)
    mail.isDraft = false
    mail.receivedAt = wholeSecond(graphNow())
    if (graph.renameOnSend) mail.messageId = graph.renameOnSend
    const to = /[^\s<>]+@[^\s<>]+/.exec(headerIn(text, 'To') ?? '')?.[0] ?? ''
    graph.sent.push({ to, messageId: mail.messageId, subject: mail.subject, mime: text })
  }

  const found = (path: string): MessageInGraph => {
    const id = decodeURIComponent(/\/messages\/([^/]+)/.exec(path)?.[1] ?? '')
    const mail = graph.mails.find((one) => one.id === id && path.includes(one.mailboxId))
    if (!mail) throw missing
    return mail
  }

  const answer = (asked: Asked, request: GraphRequest): unknown => {
    switch (asked.errand) {
      case 'list':
      case 'find':
      case 'newest':
        return listed(graph.mails, asked)
      case 'sent-items':
        return listed(
          graph.mails.filter((one) => !one.isDraft && one.from === 'rita@contoso.example'),
          asked,
        )
      case 'mark': {
        const [property] = (asked.json as { singleValueExtendedProperties: { value: string }[] })
          .singleValueExtendedProperties
        found(asked.path).mark = property?.value ?? null
        return {}
      }
      case 'one':
        return shown(found(asked.path))
      case 'mime':
        return found(asked.path).mime
      case 'draft':
        return shown(drafted(asked.mailboxId ?? '', request.mime ?? new Uint8Array()))
      case 'send': {
        const draft = found(asked.path)
        if (graph.onSend === 'go') goOut(draft)
        if (graph.onSend === 'vanish') graph.mails.splice(graph.mails.indexOf(draft), 1)
        return null
      }
      case 'delete':
        graph.mails.splice(graph.mails.indexOf(found(asked.path)), 1)
        return null
      case 'settings':
        return graph.settings
      case 'folder':
        return { id: asked.path.split('/').at(-1) }
      case 'calendar':
      case 'event':
      case 'new-event':
      case 'schedule':
        return graph.calendar.answer(asked.errand, asked.mailboxId ?? '', request)
      case 'organization':
        return { value: [{ verifiedDomains: [{ name: 'contoso.example' }] }] }
      case 'person': {
        const who = decodeURIComponent(asked.path.slice('/users/'.length))
        const person = graph.people.find((one) => one.id === who || one.mail === who)
        if (!person) throw nobody
        return person
      }
      case 'users-delta':
        return changedPeople(asked)
      default:
        return subscription(asked)
    }
  }

  const drafted = (mailboxId: string, mime: Uint8Array): MessageInGraph => {
    const text = new TextDecoder().decode(mime)
    return graph.deliver(mailboxId, {
      messageId: headerIn(text, 'Message-ID'),
      isDraft: true,
      from: 'rita@contoso.example',
      name: 'Rita Ross',
      to: [/[^\s<>]+@[^\s<>]+/.exec(headerIn(text, 'To') ?? '')?.[0] ?? ''],
      subject: headerIn(text, 'Subject') ?? '',
      mime,
    })
  }

  const changedPeople = ({ query }: Asked): unknown => {
    const skip = Number(query['$skiptoken'] ?? 0)
    const gone = query['$deltatoken'] === undefined ? [] : left.splice(0)
    const removed = gone.map((id) => ({ id, '@removed': { reason: 'changed' } }))
    const link = (part: string) => `https://graph.example/v1.0/users/delta?${part}`
    const end = skip + graph.peoplePerPage
    return {
      value: [...removed, ...graph.people.slice(skip, end)],
      ...(end < graph.people.length
        ? { '@odata.nextLink': link(`$skiptoken=${String(end)}`) }
        : { '@odata.deltaLink': link('$deltatoken=1') }),
    }
  }

  const subscription = (asked: Asked): unknown => {
    const wanted = asked.json as Record<string, string> | null
    const id = asked.path.slice('/subscriptions/'.length)
    const known = graph.subscriptions.find((one) => one.id === id)
    const shownOne = (one: (typeof graph.subscriptions)[number]) => ({
      id: one.id,
      resource: one.resource,
      expirationDateTime: one.expires,
    })
    if (asked.errand === 'subscriptions') return { value: graph.subscriptions.map(shownOne) }
    if (asked.errand === 'subscribe') {
      const resource = wanted?.['resource'] ?? ''
      // One of its kind per app and resource; a second one is a conflict.
      if (graph.subscriptions.some((one) => one.resource === resource))
        throw new GraphError('refused', 409, 'Conflict', null)
      count += 1
      const made = {
        id: `subscription-${String(count)}`,
        resource,
        clientState: wanted?.['clientState'] ?? '',
        expires: wanted?.['expirationDateTime'] ?? '',
      }
      graph.subscriptions.push(made)
      return shownOne(made)
    }
    if (!known) throw missing
    if (asked.errand === 'unsubscribe') {
      graph.subscriptions.splice(graph.subscriptions.indexOf(known), 1)
      return null
    }
    known.expires = wanted?.['expirationDateTime'] ?? ''
    return shownOne(known)
  }

  return graph
}

function errandOf(request: GraphRequest): Errand {
  const { method, path, query } = request
  const calendar = calendarErrand(request)
  if (calendar) return calendar
  const filter = query?.['$filter'] ?? ''
  if (path.startsWith('/subscriptions')) {
    if (method === 'GET') return 'subscriptions'
    if (method === 'POST') return 'subscribe'
    return method === 'PATCH' ? 'renew' : 'unsubscribe'
  }
  if (path === '/organization') return 'organization'
  if (path === '/users/delta') return 'users-delta'
  if (/^\/users\/[^/]+$/.test(path)) return 'person'
  if (path.endsWith('/mailboxSettings')) return 'settings'
  if (/\/mailFolders\/[^/]+$/.test(path)) return 'folder'
  if (path.endsWith('/send')) return 'send'
  if (path.endsWith('/$value')) return 'mime'
  if (method === 'DELETE') return 'delete'
  if (method === 'PATCH') return 'mark'
  if (method === 'POST') return 'draft'
  if (path.endsWith('/mailFolders/sentitems/messages')) return 'sent-items'
  if (!path.endsWith('/messages')) return 'one'
  if (/internetMessageId|singleValueExtendedProperties/.test(filter)) return 'find'
  return (query?.['$orderby'] ?? '').endsWith('desc') ? 'newest' : 'list'
}

/** Filtered, ordered and paged like Graph: the link counts what was given, as Graph's own does. */
function listed(mails: MessageInGraph[], { path, query }: Asked): unknown {
  const filter = query['$filter'] ?? ''
  const since = /receivedDateTime ge (\S+)/.exec(filter)?.[1]
  const from = /address eq '([^']+)'/.exec(filter)?.[1]
  const name = /internetMessageId eq '([^']+)'/.exec(filter)?.[1]
  const mark = /ep\/value eq '([^']+)'/.exec(filter)?.[1]
  const top = Number(query['$top'] ?? 10)
  const skip = Number(query['$skip'] ?? 0)
  const all = mails
    .filter((one) => path.includes(one.mailboxId))
    .filter((one) => since === undefined || one.receivedAt >= toInstant(since))
    .filter((one) => from === undefined || one.from === from)
    .filter((one) => name === undefined || one.messageId === name)
    .filter((one) => mark === undefined || one.mark === mark)
    .sort((a, b) => (a.receivedAt < b.receivedAt ? -1 : a.receivedAt > b.receivedAt ? 1 : 0))
  if ((query['$orderby'] ?? '').endsWith('desc')) all.reverse()
  const link = new URL(`https://graph.example/v1.0${path}`)
  for (const [key, value] of Object.entries({ ...query, $skip: String(skip + top) }))
    link.searchParams.set(key, value)
  return {
    value: all.slice(skip, skip + top).map(shown),
    ...(all.length > skip + top ? { '@odata.nextLink': link.href } : {}),
  }
}

function shown(one: MessageInGraph): object {
  return {
    id: one.id,
    internetMessageId: one.messageId,
    receivedDateTime: one.receivedAt.replace('.000Z', 'Z'),
    sentDateTime: one.receivedAt.replace('.000Z', 'Z'),
    createdDateTime: one.receivedAt,
    lastModifiedDateTime: one.isTouched ? later(one.receivedAt, 60_000) : one.receivedAt,
    isDraft: one.isDraft,
    parentFolderId: one.folder,
    from: { emailAddress: { address: one.from, name: one.name } },
    sender: { emailAddress: { address: one.from, name: one.name } },
    toRecipients: one.to.map((address) => ({ emailAddress: { address, name: '' } })),
    ccRecipients: [],
    replyTo: one.replyTo.map((address) => ({ emailAddress: { address, name: '' } })),
    subject: one.subject,
    bodyPreview: one.preview,
    body: {
      content: new TextDecoder().decode(one.mime).split('\r\n\r\n').slice(1).join('\r\n\r\n'),
    },
    bccRecipients: [],
    internetMessageHeaders: one.headers,
    singleValueExtendedProperties: [
      { id: 'String 0x001A', value: one.messageClass },
      ...(one.mark === null ? [] : [{ id: markId, value: one.mark }]),
    ],
  }
}

/** A header of MIME text, unfolded; null when there is none. */
export function headerIn(mime: string, name: string): string | null {
  const head = (mime.split('\r\n\r\n', 1)[0] ?? '').replace(/\r\n[ \t]+/g, ' ')
  const line = head
    .split('\r\n')
    .find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}:`))
  return line === undefined ? null : line.slice(name.length + 1).trim()
}
