/** Why something was not done, from the server's answer. */

import type { Answer } from '../../api/request.ts'

/** The sentence to show; null when it was done. */
export function sentenceOf(answer: Answer<unknown>): string | null {
  switch (answer.kind) {
    case 'ok':
    case 'unchanged':
      return null
    case 'refused':
      return answer.sentence
    case 'away':
      return `${answer.sentence} Try again in a moment.`
    case 'signed-out':
      return 'Your sign-in has run out. Sign in again.'
  }
}
