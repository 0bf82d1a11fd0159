/** All that the pane keeps fresh: the cards of the people on screen, and what the mail being read meant. */

import type { ContactCard } from '../../../shared/contact.ts'
import type { EnrollmentResource } from '../../../shared/enrollment.ts'
import type { VerdictResource } from '../../../shared/verdict.ts'
import { isEnrollment } from '../answers/common.ts'
import type { Api } from '../pane-api.ts'
import type { Answer } from '../request.ts'
import type { Polling } from './polling.ts'
import { createPolling } from './polling.ts'

export interface PaneQueries {
  /** By address. */
  cards: Polling<ContactCard>
  /** By Message-ID. */
  verdicts: Polling<VerdictResource[]>
  /** Runs a change; an enrollment it answers with is shown before anybody asks again. `email`: whose card it is. */
  change: <T>(email: string, run: () => Promise<Answer<T>>) => Promise<Answer<T>>
  close: () => void
}

export function createPaneQueries(
  api: Pick<Api, 'card' | 'verdicts'>,
  page?: Document,
): PaneQueries {
  const cards = createPolling((email, etag) => api.card(email, etag), page)
  const verdicts = createPolling((messageId, etag) => api.verdicts(messageId, etag), page)
  return {
    cards,
    verdicts,
    async change(email, run) {
      cards.cancel()
      verdicts.cancel()
      const answer = await run()
      if (answer.kind === 'ok' && isEnrollment(answer.value)) {
        const changed = answer.value
        cards.revise((card, key) => onCard(card, changed, key === email))
        verdicts.revise((all) => onVerdicts(all, changed))
      }
      cards.ask()
      verdicts.ask()
      return answer
    },
    close() {
      cards.close()
      verdicts.close()
    },
  }
}

function onCard(card: ContactCard, changed: EnrollmentResource, isTheirs: boolean): ContactCard {
  const known = card.enrollments.some((each) => each.id === changed.id)
  if (!known && !isTheirs) return card
  const enrollments = known
    ? card.enrollments.map((each) => (each.id === changed.id ? changed : each))
    : [changed, ...card.enrollments]
  return { ...card, enrollments }
}

function onVerdicts(all: VerdictResource[], changed: EnrollmentResource): VerdictResource[] {
  if (!all.some((verdict) => verdict.enrollment.id === changed.id)) return all
  return all.map((verdict) =>
    verdict.enrollment.id === changed.id ? { ...verdict, enrollment: changed } : verdict,
  )
}
