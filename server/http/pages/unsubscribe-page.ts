/** The page behind the unsubscribe link of every email: it asks, and only a click (or RFC 8058's one-click post) does it. */

import { Router, type RequestHandler, type Response } from 'express'
import { readLink } from '../../domain/outbound/link-token.ts'
import type { Context } from '../../services/context.ts'
import {
  resubscribe,
  subscriptionStateOf,
  unsubscribe,
  type SubscriptionState,
} from '../../services/enrollments/unsubscribe.ts'
import { escapeHtml, showSheet } from './layout.ts'

export function unsubscribePage(context: Context, form: RequestHandler): Router {
  const router = Router()
  const idOf = (token: unknown): string | null =>
    typeof token === 'string' ? readLink(context.messageIdKey, 'unsubscribe', token) : null

  router.get('/u/:token', async (request, response) => {
    const id = idOf(request.params.token)
    show(response, id === null ? 'unknown' : await subscriptionStateOf(context, id), request.path)
  })
  router.post('/u/:token', form, async (request, response) => {
    const id = idOf(request.params.token)
    const done = id !== null && (await unsubscribe(context, id))
    show(response, done ? 'unsubscribed' : 'unknown', request.path)
  })
  router.post('/u/:token/resubscription', form, async (request, response) => {
    const id = idOf(request.params.token)
    const result = id === null ? null : await resubscribe(context, id)
    if (result?.kind === 'kept') show(response, 'kept-off', request.path, veiled(result.address))
    else show(response, result?.kind === 'done' ? 'subscribed-again' : 'unknown', request.path)
  })
  return router
}

type View = SubscriptionState | 'subscribed-again' | 'kept-off'

/** The link may have been passed on: whoever has the address knows it by its first character and domain, and nobody else learns it. */
function veiled(address: string): string {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, 1)}…${address.slice(at)}`
}

/** `address`: where `text` names one. */
function show(response: Response, view: View, path: string, address = ''): void {
  const { title, text: written, button, post } = texts[view]
  const text = written.replace('{address}', escapeHtml(address))
  const action = `${path.replace(/\/resubscription$/, '')}${post}`
  const form =
    button === null
      ? ''
      : `<form method="post" action="${action}"><button type="submit">${button}</button></form>`
  showSheet(response, {
    status: view === 'unknown' ? 404 : 200,
    title,
    body: `<main><h1>${title}</h1><p>${text}</p>${form}</main>`,
  })
}

interface Words {
  title: string
  text: string
  button: string | null
  /** Below the page's own address. */
  post: string
}

const texts: Record<View, Words> = {
  subscribed: {
    title: 'Unsubscribe?',
    text: 'You will get no more emails of this kind from us.',
    button: 'Unsubscribe',
    post: '',
  },
  unsubscribed: {
    title: 'You are unsubscribed',
    text: 'You will get no more emails of this kind from us. If that was a mistake, you can take it back.',
    button: 'Subscribe again',
    post: '/resubscription',
  },
  'subscribed-again': {
    title: 'You are subscribed again',
    text: 'We may write to you again. You can unsubscribe at any time, with the link in every email.',
    button: null,
    post: '',
  },
  'kept-off': {
    title: 'Nothing was changed',
    text: 'We keep {address} on our own list of addresses that are not written to, and this link cannot take it off. If you want to hear from us again, answer one of our emails.',
    button: null,
    post: '',
  },
  unknown: {
    title: 'This link does not work',
    text: 'It may have been cut off. Open it again from the email, or simply answer the email and ask to be left alone.',
    button: null,
    post: '',
  },
}
