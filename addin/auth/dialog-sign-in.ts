/** Signing in through a window, for Outlooks without nested app authentication. */

import type { SignInWay, Token } from './auth-session.ts'

/** What the window tells the pane, as JSON. */
export type DialogAnswer = { kind: 'token'; token: Token } | { kind: 'failed'; sentence: string }

/** `open` shows a page of our own origin and resolves with what it says. */
export function dialogSignIn(open: (url: string) => Promise<string>, origin: string): SignInWay {
  return {
    // A window needs a click; browsers refuse one that opens by itself.
    quiet: () => Promise.resolve(null),
    async withClick() {
      const answer = readAnswer(await open(`${origin}/sign-in.html`))
      if (answer.kind === 'failed') throw new Error(answer.sentence)
      return answer.token
    },
  }
}

function readAnswer(text: string): DialogAnswer {
  const told: unknown = JSON.parse(text)
  if (typeof told === 'object' && told !== null) {
    if ('sentence' in told && typeof told.sentence === 'string') {
      return { kind: 'failed', sentence: told.sentence }
    }
    if ('token' in told && isToken(told.token)) return { kind: 'token', token: told.token }
  }
  throw new Error('The sign-in window gave no answer. Please try again.')
}

function isToken(value: unknown): value is Token {
  return (
    typeof value === 'object' &&
    value !== null &&
    'value' in value &&
    typeof value.value === 'string' &&
    'expiresAt' in value &&
    typeof value.expiresAt === 'number'
  )
}
