/** In which colour an end, a pause and a verdict are shown: good news, a warning, bad news, or just news. */

import type { Reason } from '../../shared/reason.ts'
import type { VerdictResource } from '../../shared/verdict.ts'

export type Tone = 'success' | 'danger' | 'warning' | 'informative'

export function toneOfEnd(reason: Reason | null): Tone {
  switch (reason) {
    case 'replied':
    case 'replied-from-other-address':
    case 'wrote-separately':
    case 'wrote-from-alias':
    case 'same-company-replied':
    case 'meeting-booked':
      return 'success'
    case 'bounced':
      return 'danger'
    case 'unsubscribed':
      return 'warning'
    default:
      return 'informative'
  }
}

/** What was taken back since is only news. */
export function toneOfVerdict({ effect, rule, stands }: VerdictResource): Tone {
  if (!stands) return 'informative'
  if (effect === 'paused') return 'warning'
  return effect === 'ended' ? toneOfEnd(rule) : 'informative'
}
