/** The page behind the unsubscribe link of every letter: it asks, and only a click (or RFC 8058's one-click post) does it. */

import { randomBytes } from 'node:crypto'
import express, { Router, type Response } from 'express'
import { readLink } from '../domain/link-token.ts'
import type { Context } from '../services/context.ts'
import { resubscribe, standingOf, unsubscribe, type Standing } from '../services/unsubscribe.ts'

/** GETs change nothing: link scanners of mail servers follow every link before the person does. */
export function publicPages(context: Context): Router {
  const router = Router()
  const form = express.urlencoded({ extended: false, limit: '10kb' })
  const idOf = (token: unknown): string | null =>
    typeof token === 'string' ? readLink(context.messageIdKey, 'unsubscribe', token) : null

  router.get('/u/:token', async (request, response) => {
    const id = idOf(request.params.token)
    show(response, id === null ? 'unknown' : await standingOf(context, id), request.path)
  })
  router.post('/u/:token', form, async (request, response) => {
    const id = idOf(request.params.token)
    const done = id !== null && (await unsubscribe(context, id))
    show(response, done ? 'unsubscribed' : 'unknown', request.path)
  })
  router.post('/u/:token/resubscription', form, async (request, response) => {
    const id = idOf(request.params.token)
    const done = id !== null && (await resubscribe(context, id))
    show(response, done ? 'subscribed-again' : id === null ? 'unknown' : 'kept-off', request.path)
  })
  return router
}

type View = Standing | 'subscribed-again' | 'kept-off'

function show(response: Response, view: View, path: string): void {
  const nonce = randomBytes(16).toString('base64')
  const action = path.replace(/\/resubscription$/, '')
  response
    .status(view === 'unknown' ? 404 : 200)
    .set(
      'Content-Security-Policy',
      `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    )
    .set('Cache-Control', 'no-store')
    .set('Referrer-Policy', 'no-referrer')
    .set('X-Robots-Tag', 'noindex')
    .type('html')
    .send(page(nonce, texts[view], action))
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
    text: 'You will get no more letters of this kind from us.',
    button: 'Unsubscribe',
    post: '',
  },
  unsubscribed: {
    title: 'You are unsubscribed',
    text: 'You will get no more letters of this kind from us. If that was a mistake, you can take it back.',
    button: 'Subscribe again',
    post: '/resubscription',
  },
  'subscribed-again': {
    title: 'You are subscribed again',
    text: 'We may write to you again. You can unsubscribe at any time, with the link in every letter.',
    button: null,
    post: '',
  },
  'kept-off': {
    title: 'Nothing was changed',
    text: 'It was not by this link that we stopped writing to you. If you want to hear from us again, answer one of our letters.',
    button: null,
    post: '',
  },
  unknown: {
    title: 'This link does not work',
    text: 'It may have been cut off. Open it again from the letter, or simply answer the letter and ask to be left alone.',
    button: null,
    post: '',
  },
}

function page(nonce: string, words: Words, action: string): string {
  const form =
    words.button === null
      ? ''
      : `<form method="post" action="${action}${words.post}"><button type="submit">${words.button}</button></form>`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${words.title}</title>
<style nonce="${nonce}">
:root { color-scheme: light dark; font: 16px/1.5 system-ui, "Segoe UI", sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; }
main { max-width: 26rem; padding: 2rem; text-align: center; }
h1 { font-size: 1.5rem; margin: 0 0 .5rem; }
button { font: inherit; font-weight: 600; padding: .6rem 1.6rem; border: 0; border-radius: 4px; background: #0f6cbd; color: #fff; cursor: pointer; }
button:hover { background: #115ea3; }
button:focus-visible { outline: 3px solid #0f6cbd; outline-offset: 3px; }
</style>
</head>
<body><main><h1>${words.title}</h1><p>${words.text}</p>${form}</main></body>
</html>
`
}
