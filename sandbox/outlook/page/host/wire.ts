/** The messages between host and add-in: posted, heard, answered, and the newest ones kept for who wants to look. */

import type { Instance } from './instance.ts'
import { messageType, readRequest, responseType, textOf } from './protocol.ts'
import type { AddinRequest, Fields } from './protocol.ts'
import type { Quirks } from './quirks.ts'

export interface HostLogEntry {
  direction: 'in' | 'out'
  action: string
  fields: unknown
}

export interface HostWire {
  post: (instance: Instance, message: Fields) => void
  /** Sends an event to a page that registered for it. */
  fire: (instance: Instance, name: string, payload: unknown) => void
  close: () => void
}

interface WireOptions {
  quirks: Quirks
  log: HostLogEntry[]
  instanceOf: (event: MessageEvent<unknown>) => Instance | undefined
  /** The answer; throwing tells office.js that the host failed. */
  serve: (instance: Instance, request: AddinRequest) => unknown
}

const logLength = 500

export function openWire({ quirks, log, instanceOf, serve }: WireOptions): HostWire {
  const receive = (event: MessageEvent<unknown>) => void hear(event)
  window.addEventListener('message', receive)
  return {
    post,
    fire: (instance, name, payload) => {
      if (!instance.registered.has(name)) return
      post(instance, {
        _messageType: messageType.response,
        _responseType: responseType.forEventing,
        _actionName: name,
        _conversationId: instance.conversationId,
        _correlationId: instance.registered.get(name),
        _errorCode: 0,
        _data: payload,
      })
    },
    close: () => {
      window.removeEventListener('message', receive)
    },
  }

  function note(entry: HostLogEntry): void {
    log.push(entry)
    if (log.length > logLength) log.shift()
  }

  function post(instance: Instance, message: Fields): void {
    note({ direction: 'out', action: textOf(message['_actionName']), fields: message['_data'] })
    const whole = { ...message, _serializerVersion: 1, _origin: window.location.origin }
    instance.frame.contentWindow?.postMessage(JSON.stringify(whole), instance.origin)
  }

  async function hear(event: MessageEvent<unknown>): Promise<void> {
    const instance = instanceOf(event)
    const request = readRequest(event.data)
    if (instance === undefined || request?.conversationId !== instance.conversationId) return
    note({ direction: 'in', action: request.action, fields: request.fields })
    if (quirks.silent) return
    const answer = await answerTo(instance, request)
    if (quirks.latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, quirks.latencyMs))
    post(instance, {
      _messageType: messageType.response,
      _responseType: responseType.forCalling,
      _actionName: request.action,
      _conversationId: request.conversationId,
      _correlationId: request.correlationId,
      ...answer,
    })
  }

  async function answerTo(instance: Instance, request: AddinRequest) {
    try {
      const value = await serve(instance, request)
      return { _errorCode: 0, _data: value ?? null }
    } catch (error) {
      // office.js's own number for "the host failed to handle the request".
      console.error('The sandbox could not answer', request.action, error)
      return { _errorCode: -2, _data: null }
    }
  }
}
