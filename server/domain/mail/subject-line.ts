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

const tags = /^\s*(\[[^\]]{1,60}\]|\*{2,}\s?spam\s?\*{2,}|\{[^}]{1,20}\?\})\s*/
const reply =
  /^(re|aw|antw|antwort|sv|vs|odp|rif|ris|res|r|ref|rep|ynt|yan|答复|回复|回覆|回復|返信|답장|회신|απ|ατ|отв|відп|vl|svar|bls|atb|ats|hivatkozas|va)( ?\[[0-9]{1,3}\]| ?\([0-9]{1,3}\)|\^[0-9]{1,3})? ?[:：]/
const forward =
  /^(fwd?|wg|tr|rv|i|doorst|vs|vb|vl|pd|ilt|enc|转发|轉寄|転送|전달|πρθ|fs|továbbitas|tovabbitas|пересл|fyi)( ?\[[0-9]{1,3}\])? ?[:：]/

export function subjectLine(subject: string): SubjectLine {
  const whole = plainWords(subject).replace(/\s+/g, ' ').trim()
  const isReply = reply.test(whole) || reply.test(whole.replace(tags, ''))
  const isForward = forward.test(whole) || forward.test(whole.replace(tags, ''))
  return { words: whole, isReply, isForward }
}
