/** Takes the marks of reply and forwarding off a subject: what stands before them tells who wrote it. */

import { plainWords } from './plain-words.ts'

export interface SubjectLine {
  /** Plain words, from the beginning of the subject, list tags and spam marks taken off. */
  words: string
  /** It begins with a mail client's sign of a reply. */
  isReply: boolean
  /** It begins with a mail client's sign of forwarding. */
  isForward: boolean
}

// What lists, filters and gateways put before a subject; a bracket that says "automatic" or names a ticket stays.
const tag =
  /^(\[(?![^\]]{0,60}(auto|abwes|out of|absen|ticket|#|[0-9]{4}))[^\]]{1,60}\]|\*{2,} ?[a-z ]{1,20}\*{2,}|\{[^}]{1,20}\?\}|(external|extern|ext|caution|spam) ?[:>]) */

const reply =
  /^(re|aw|antw|antwort|sv|vs|odp|rif|ris|res|r|ref|rep|ynt|yan|答复|回复|回覆|回復|返信|답장|회신|απ|ατ|отв|відп|vl|svar|bls|atb|ats|hivatkozas|va)( ?\[[0-9]{1,3}\]| ?\([0-9]{1,3}\)|\^[0-9]{1,3})? ?[:：]/
const forward =
  /^(fwd?|wg|tr|rv|i|doorst|vs|vb|vl|pd|ilt|enc|转发|轉寄|転送|전달|πρθ|fs|továbbitas|tovabbitas|пересл|fyi)( ?\[[0-9]{1,3}\])? ?[:：]/

export function subjectLine(subject: string): SubjectLine {
  const whole = withoutTags(plainWords(subject).replace(/\s+/g, ' ').trim())
  const isReply = reply.test(whole)
  const isForward = forward.test(whole)
  return { words: whole, isReply, isForward }
}

function withoutTags(subject: string): string {
  let rest = subject
  for (let taken = 0; taken < 4; taken += 1) {
    const next = rest.replace(tag, '')
    if (next === rest || next === '') return rest
    rest = next
  }
  return rest
}
