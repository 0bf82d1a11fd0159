/** Knows mail that a program sent to many: newsletters and campaigns. What people write to a list stays theirs. */

import type { MessageFacts, Sign } from '../facts/facts.ts'
import { headerOf } from '../message/message.ts'
import { plainWords } from '../message/plain-words.ts'
import { subjectLine } from '../message/subject-line.ts'

const listHeaders = [
  'List-Id',
  'List-Post',
  'Mailing-List',
  'X-Mailing-List',
  'X-BeenThere',
  'X-Mailman-Version',
  'X-Google-Group-Id',
]

const footer =
  /(you (are|'re|were) (receiving|getting|received) (this|these|our)[^.!?]{0,60}(because|as (a|you)|since)|(received|receive|sent)[^.!?]{0,40}(this ((e-?)?mail|message|mailing|newsletter))[^.!?]{0,40}because (you|we)|(to|you (can|may)|wish to|click (here )?to|how to) (unsubscribe|be removed|opt[- ]?out)[^.!?]{0,60}(newsletter|list|mailing|click|visit|here|link|http|future|send|(e-?)?mail)|no longer (wish|want) to receive|this is (an? )?(one-?time|commercial|promotional) (mailing|(e-?)?mail|message)|view (this|it) ((e-?)?mail|newsletter|message) in (your|a) browser|manage your (subscription|(e-?)?mail preferences)|update your (subscription|(e-?)?mail) preferences|newsletter (abbestellen|abmelden)|se désabonner|desabonner|darse de baja|cancellarti|uitschrijven|cancelar (a )?(inscri|subscri))/

export function newsletterSign(facts: MessageFacts): Sign<'newsletter'> | null {
  const answers = headerOf(facts, 'In-Reply-To') !== null || headerOf(facts, 'References') !== null
  const { isReply, isForward } = subjectLine(facts.subject)
  if (answers || isReply || isForward || facts.quotes) return null
  if (listHeaders.some((name) => headerOf(facts, name) !== null)) return null
  if (headerOf(facts, 'List-Unsubscribe') !== null && !hasPersonsProgram(facts))
    return sign('it offers to unsubscribe in its headers, and answers nothing')
  if (
    headerOf(facts, 'Feedback-ID') !== null &&
    facts.parts !== null &&
    footer.test(plainWords(facts.text))
  )
    return sign('a mailing program sent it')
  return !hasPersonsProgram(facts) && footer.test(plainWords(facts.text))
    ? sign('it offers to unsubscribe, and answers nothing')
    : null
}

// Programs in which people write emails; what they send may quote any footer.
const persons =
  /outlook|thunderbird|apple mail|iphone|ipad|mutt|evolution|eudora|kmail|sylpheed|pine|exmh|lotus|notes|squirrelmail|roundcube|zimbra|groupwise|gnus|mozilla|webmail|internet mail service|spark|airmail/i

function hasPersonsProgram(facts: MessageFacts): boolean {
  const program = `${headerOf(facts, 'X-Mailer') ?? ''} ${headerOf(facts, 'User-Agent') ?? ''}`
  return (
    persons.test(program) ||
    headerOf(facts, 'Thread-Index') !== null ||
    (headerOf(facts, 'Message-ID') ?? '').endsWith('@mail.gmail.com>')
  )
}

function sign(because: string): Sign<'newsletter'> {
  return { found: 'newsletter', because }
}
