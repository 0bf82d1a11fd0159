/** The cards of the people on screen, kept as fresh as the server's answers: one poll a second while the pane is visible. */

import type { ContactCard } from '../../shared/contact.ts'
import type { Enrollment } from '../../shared/enrollment.ts'
import type { Answer, Api } from './api.ts'

export interface CardState {
  card: ContactCard | null
  /** Why the card could not be refreshed, in a sentence; the card shown is then the last one known. */
  trouble: { kind: 'away' | 'refused'; sentence: string } | null
}

export type CardsSnapshot = ReadonlyMap<string, CardState>

export interface Cards {
  snapshot: () => CardsSnapshot
  subscribe: (listener: () => void) => () => void
  /** Whose cards to keep fresh from now on; cards of others stay as they were. */
  show: (emails: readonly string[]) => void
  /** Runs a change and puts its answer on the card before anybody polls again. */
  change: (email: string, run: () => Promise<Answer<Enrollment>>) => Promise<Answer<Enrollment>>
  close: () => void
}

const everyMs = 1000
/** At most four questions a second, however many people are in To. */
const perPersonMs = 250
const afterTroubleMs = 2500

export function createCards(api: Api, page: Document = document): Cards {
  let cards = new Map<string, CardState>()
  const etags = new Map<string, string>()
  const listeners = new Set<() => void>()
  let shown: readonly string[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  // A new round makes all older ones silent: what they still bring was asked before the change.
  let round = 0

  function put(email: string, state: CardState): void {
    cards = new Map(cards).set(email, state)
    for (const listener of listeners) listener()
  }
  function clearTrouble(email: string): void {
    const held = cards.get(email)
    if (held?.trouble) put(email, { card: held.card, trouble: null })
  }
  function setTrouble(email: string, trouble: CardState['trouble']): void {
    const held = cards.get(email)
    if (held?.trouble?.sentence === trouble?.sentence && held?.trouble?.kind === trouble?.kind)
      return
    put(email, { card: held?.card ?? null, trouble })
  }

  /** Resolves to whether the server was there. */
  async function refresh(email: string, mine: number): Promise<boolean> {
    const answer = await api.card(email, etags.get(email) ?? null)
    if (mine !== round) return true
    switch (answer.kind) {
      case 'ok':
        if (answer.etag === null) etags.delete(email)
        else etags.set(email, answer.etag)
        put(email, { card: answer.value, trouble: null })
        return true
      case 'unchanged':
        clearTrouble(email)
        return true
      case 'refused':
      case 'away':
        setTrouble(email, { kind: answer.kind, sentence: answer.sentence })
        return answer.kind === 'refused'
      case 'signed-out':
        return true
    }
  }
  async function poll(): Promise<void> {
    const mine = ++round
    clearTimeout(timer)
    if (shown.length === 0 || page.visibilityState !== 'visible') return
    const here = await Promise.all(shown.map((email) => refresh(email, mine)))
    if (mine !== round) return
    const pause = here.every(Boolean)
      ? Math.max(everyMs, shown.length * perPersonMs)
      : afterTroubleMs
    timer = setTimeout(() => void poll(), pause)
  }
  const onVisibility = (): void => void poll()
  page.addEventListener('visibilitychange', onVisibility)

  return {
    snapshot: () => cards,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    show(emails) {
      if (emails.join('\n') === shown.join('\n')) return
      shown = [...emails]
      void poll()
    },
    async change(email, run) {
      clearTimeout(timer)
      round += 1
      const answer = await run()
      etags.delete(email)
      const held = cards.get(email)
      if (answer.kind === 'ok' && held?.card) {
        put(email, { card: withEnrollment(held.card, answer.value), trouble: null })
      }
      void poll()
      return answer
    },
    close() {
      round += 1
      shown = []
      clearTimeout(timer)
      listeners.clear()
      page.removeEventListener('visibilitychange', onVisibility)
    },
  }
}

function withEnrollment(card: ContactCard, changed: Enrollment): ContactCard {
  const known = card.enrollments.some((each) => each.id === changed.id)
  const enrollments = known
    ? card.enrollments.map((each) => (each.id === changed.id ? changed : each))
    : [changed, ...card.enrollments]
  return { ...card, enrollments }
}
