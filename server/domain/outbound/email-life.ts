/** The life of an email: its states, and every way from one to the next with the proof that it takes. Nothing else writes a state. */

/**
 * `stored`: written here, and nothing asked of Graph that is known to be done. `drafted`: it lies among the rep's drafts.
 * `sending`: Graph was asked to send it, and nobody knows yet whether it did. Then one of three ends, of which `withdrawn` and
 * `unknown` still give way to proof that it went.
 */
export const emailStates = ['stored', 'drafted', 'sending', 'sent', 'withdrawn', 'unknown'] as const
export type EmailState = (typeof emailStates)[number]

export interface Transition {
  from: readonly EmailState[]
  to: EmailState
  /** Whose deed it is: ours, Graph's answer, what lies in the mailbox, or the rep's. */
  by: 'server' | 'graph' | 'mailbox' | 'rep'
  /** What has to be known before it may be taken, in a sentence. */
  proof: string
}

/**
 * Every transition there is. What is not a proof: a 404 on whatever call (an item that is being moved is in neither folder, and
 * a draft just made may not be readable yet), silence, a time-out, a 5xx, a lost connection, a refusal that does not bear Graph's
 * own code. After those the email stays what it was, and is looked for again: by its id, by every Message-ID it is known by, by
 * the mark on its draft. A crash leaves the email in the state it was stored in, and the next sync goes on from there.
 */
export const emailLife = {
  'draft-there': {
    from: ['stored'],
    to: 'drafted',
    by: 'graph',
    proof: 'Graph answered with the draft, or a draft with its Message-ID lies in the mailbox.',
  },
  'gate-passed': {
    from: ['drafted'],
    to: 'sending',
    by: 'server',
    proof: 'Every condition of the gate held in the statement that marked it.',
  },
  accepted: {
    from: ['sending'],
    to: 'sent',
    by: 'graph',
    proof: 'Graph answered the request to send it with 202.',
  },
  'seen-sent': {
    from: ['stored', 'drafted', 'sending', 'withdrawn', 'unknown'],
    to: 'sent',
    by: 'mailbox',
    proof:
      'It lies in the mailbox and is no draft, whoever sent it and whatever was believed before.',
  },
  'not-asked': {
    from: ['sending'],
    to: 'drafted',
    by: 'server',
    proof: 'The request to send it was given up before its first byte was written.',
  },
  refused: {
    from: ['sending'],
    to: 'drafted',
    by: 'graph',
    proof: 'Graph answered with a no and a code of its own, and the email is still a draft.',
  },
  'still-a-draft': {
    from: ['sending'],
    to: 'drafted',
    by: 'mailbox',
    proof: 'It is still a draft when an email that Graph took would long have gone.',
  },
  'taken-back': {
    from: ['stored', 'drafted'],
    to: 'withdrawn',
    by: 'server',
    proof:
      'It is not wanted any more, and the draft that we found of it was deleted, or none was ever found.',
  },
  'thrown-away': {
    from: ['stored', 'drafted', 'sending'],
    to: 'withdrawn',
    by: 'rep',
    proof: 'Its draft lies in Deleted Items, where we did not put it.',
  },
  'left-to-rep': {
    from: ['stored', 'drafted'],
    to: 'withdrawn',
    by: 'rep',
    proof:
      'It is not wanted any more, and the rep has changed its draft: that is the rep’s, and stays.',
  },
  'taken-up': {
    from: ['withdrawn'],
    to: 'drafted',
    by: 'server',
    proof: 'The draft that was left to the rep is still a draft, and its step comes after all.',
  },
  nowhere: {
    from: ['drafted', 'sending'],
    to: 'unknown',
    by: 'server',
    proof: 'It was looked for in every way, again and again, for as long as its state demands.',
  },
} as const satisfies Record<string, Transition>

export type EmailEvent = keyof typeof emailLife

/** With those something is still to be done: drafted, sent, cleared up or withdrawn. */
export const unfinishedStates: readonly EmailState[] = ['stored', 'drafted', 'sending']

/** Those that the contact may have received: their step is not written anew, and their number is taken. */
export const mayHaveGone: readonly EmailState[] = ['sending', 'sent', 'unknown']

const minute = 60_000
const hour = 60 * minute

/** What Graph said when it was asked to send: nothing that can be trusted, or that there is no such draft. */
export type SendAnswer = 'silence' | 'not-found'

/** Where a search of the whole mailbox found the email. */
export type Whereabouts = 'sent' | 'draft' | 'thrown-away' | 'nowhere'

/** What is known of an email in doubt beside where it is. Milliseconds. */
export interface Doubt {
  state: 'drafted' | 'sending'
  answer: SendAnswer
  /** We asked for its draft to be deleted: that it is not found is what was to be expected. */
  isDeleting: boolean
  /** Since it was asked to be sent, or first missed. Product time. */
  sinceMs: number
  /** The same in real time: the product's clock may be moved, Exchange's is not. */
  sinceRealMs: number
}

/** How long an email that Graph was asked to send may still lie among the drafts and go all the same. Real time. */
const patienceMs: Record<SendAnswer, number> = {
  silence: 10 * minute,
  // Graph had no such draft to send. The rep's own hand may have been at it; that takes seconds.
  'not-found': minute,
}

/** How long it is looked for before nobody can say what became of it. Product time, and the patience of real time beside it. */
const searchedMs: Record<Doubt['state'], number> = {
  // Never asked for by us: the rep sent it and deleted the copy, or deleted the draft for good.
  drafted: hour,
  sending: 24 * hour,
}

/** How soon a doubt is looked into again: often at first, for it mostly clears at once. Product time. */
const soonMs = 15_000
const laterMs = 5 * minute

/** What follows: the event that moves the email on, a later look, or nothing, for a draft that was missed is there again. */
export type Clearing =
  | {
      kind: 'moves'
      event: Extract<
        EmailEvent,
        'seen-sent' | 'still-a-draft' | 'thrown-away' | 'taken-back' | 'nowhere'
      >
    }
  | { kind: 'waits'; againInMs: number }
  | { kind: 'over' }

export function clearDoubt(doubt: Doubt, found: Whereabouts): Clearing {
  const isPatient = doubt.sinceRealMs < patienceMs[doubt.answer]
  const waits: Clearing = { kind: 'waits', againInMs: isPatient ? soonMs : laterMs }
  const wasAsked = doubt.state === 'sending'
  switch (found) {
    case 'sent':
      return { kind: 'moves', event: 'seen-sent' }
    case 'draft':
      if (!wasAsked) return { kind: 'over' }
      return isPatient ? waits : { kind: 'moves', event: 'still-a-draft' }
    case 'thrown-away':
      // Where our own deleting puts a draft, too.
      if (doubt.isDeleting) return { kind: 'moves', event: 'taken-back' }
      return wasAsked && isPatient ? waits : { kind: 'moves', event: 'thrown-away' }
    case 'nowhere': {
      const isGone = doubt.isDeleting && doubt.sinceMs >= minute && !isRepsHand(doubt)
      if (isGone) return { kind: 'moves', event: 'taken-back' }
      const isSearched = doubt.sinceMs >= searchedMs[doubt.state] && !isRepsHand(doubt)
      return isSearched ? { kind: 'moves', event: 'nowhere' } : waits
    }
    default: {
      const never: never = found
      return never
    }
  }
}

/** The seconds in which the rep may be sending the draft by hand, so that it is in neither folder. */
function isRepsHand({ sinceRealMs }: Doubt): boolean {
  return sinceRealMs < patienceMs['not-found']
}

/** Product milliseconds, since the doubt began, after which nobody looks any more and a person is asked. */
export function searchedFor(state: Doubt['state']): number {
  return searchedMs[state]
}
