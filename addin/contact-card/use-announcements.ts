/** Says aloud when a contact's enrollment ended or was paused while the pane shows it, whoever did it. */

import { useEffect, useRef } from 'react'
import type { ContactCard } from '../../shared/contact.ts'
import { useCardTools } from './card-context.ts'
import { endedEnrollments, endSentence, firstName, openEnrollments } from './words.ts'

export function useNews(card: ContactCard | null, name: string): void {
  const { announce } = useCardTools()
  const before = useRef<string | null>(null)
  useEffect(() => {
    if (!card) return
    const now = card.enrollments.map((each) => `${each.id} ${each.state}`).join(' ')
    const known = before.current
    before.current = now
    if (known === null || known === now) return
    announce(newsOf(card, firstName(name)))
  }, [card, name, announce])
}

function newsOf(card: ContactCard, name: string): string {
  const [open] = openEnrollments(card)
  if (open?.state === 'paused') return `${name} is paused in ${open.sequence.name}.`
  if (open) return `${name} is enrolled in ${open.sequence.name}.`
  const [ended] = endedEnrollments(card)
  return ended ? `${name} is no longer enrolled. ${endSentence(ended)}` : `${name} is not enrolled.`
}
