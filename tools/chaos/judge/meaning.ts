/** What a reaction means for an enrollment by docs/rules.md, as far as it is beyond doubt from outside. */
import type { Reason } from '../../../shared/reason.ts'
import type { Facts, Reaction, ReactionKind } from '../facts.ts'
import type { SeenEnrollment } from '../product-shapes.ts'

/** Exchange tells whole seconds, so what comes with the enrolling itself may count or not. */
const besideBeginMs = 2_000
/** An unanswered request may still be done while the server is frozen or starts again. */
const lateMs = 60_000

/** Null: nothing, or nothing that can be told for sure. */
export function meaningOf(
  reaction: Reaction,
  enrollment: SeenEnrollment,
  facts: Facts,
): 'ends' | 'pauses' | null {
  if (reaction.contact !== enrollment.contact.email) return null
  const answersIt = reaction.answers === enrollment.id
  switch (reaction.kind) {
    case 'reply':
    case 'new-mail':
    case 'invitation':
      if (answersIt) return 'ends'
      return reaction.mailbox === enrollment.mailbox && cameAfter(reaction, enrollment, facts)
        ? 'ends'
        : null
    case 'reply-from-other':
    case 'bounce':
      return answersIt ? 'ends' : null
    case 'unsubscribe-mail':
    case 'unsubscribe-click':
      return answersIt || cameAfter(reaction, enrollment, facts) ? 'ends' : null
    case 'out-of-office':
    case 'left-company':
      return answersIt ? 'pauses' : null
    case 'auto-reply-ticket':
    case 'read-receipt':
    case 'delayed':
      return null
  }
}

function cameAfter(reaction: Reaction, { id }: SeenEnrollment, { beganAt }: Facts): boolean {
  const began = beganAt[id]
  return began !== undefined && reaction.startedAt > began + besideBeginMs
}

/** What an end by that kind of reaction may be called. */
export const reasonsOf: Readonly<Record<ReactionKind, readonly Reason[]>> = {
  reply: ['replied', 'wrote-separately', 'wrote-from-alias'],
  'reply-from-other': ['replied-from-other-address', 'replied', 'wrote-from-alias'],
  'new-mail': ['wrote-separately'],
  'out-of-office': [],
  'left-company': [],
  bounce: ['bounced'],
  'unsubscribe-mail': ['unsubscribed'],
  'unsubscribe-click': ['unsubscribed'],
  invitation: ['meeting-booked'],
  'auto-reply-ticket': [],
  'read-receipt': [],
  delayed: [],
}

/**
 * Whether a person let the enrollment go on after, or while, that reaction came: took an end back, or resumed the very pause that
 * it had brought. `before`: and before this moment.
 */
export function wasLetGoOn(
  { interventions }: Facts,
  enrollmentId: string,
  reaction: Reaction,
  before = Infinity,
): boolean {
  return interventions.some(
    (one) =>
      one.enrollmentId === enrollmentId &&
      (one.kind === 'undo' || one.pause === reaction.kind) &&
      one.startedAt <= before &&
      (one.answeredAt ?? one.startedAt + lateMs) >= reaction.startedAt,
  )
}
