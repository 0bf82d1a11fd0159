/** Where a word that is old elsewhere is right: the alphabet, other people's mail, outside names, ordinary English. */

import type { Exception } from './old-words.ts'

export const exceptions: readonly Exception[] = [
  {
    path: /^test\/house\/old-words/,
    text: /./,
    why: 'the words that are looked for stand here themselves',
  },
  {
    path: /^CHANGELOG\.md$/,
    text: /^\| .+ \| .+ \|$/,
    why: 'the table that tells users which word has become which',
  },
  { path: /^LICENSE$/, text: /copyright notice/, why: 'the licence’s own text' },

  // The alphabet.
  {
    path: /^server\/domain\/(mail\/message|imports|contacts|automation)\//,
    text: /letters?\b/i,
    why: 'letters of the alphabet: folding text before it is compared',
  },
  {
    path: /^(sandbox\/(calendar\/(read|write)-icalendar|state\/event|graph\/routes|delivery\/changes)\.ts|sandbox\/outlook\/page\/mail\/mail-item\.ts)$/,
    text: /letters?\b/i,
    why: 'letters of the alphabet: characters of iCalendar, ids and paths',
  },
  {
    path: /^(addin\/ui\/Avatar\.tsx|addin\/console\/sequences\/(Steps|Tasks)Panel\.tsx|server\/store\/contacts\/suppressions\.ts)$/,
    text: /(one|single|small) letters?\b/,
    why: 'letters of the alphabet',
  },
  {
    path: /^test\/(addin\/console\/sequences\/sequence-list|server\/imports\/contact-file|server\/sequences\/edited-steps)\.test\.ts$/,
    text: /letters/,
    why: 'letters of the alphabet',
  },

  // Other people's mail, which says what it likes.
  {
    path: /^server\/domain\/mail\/phrases\//,
    text: /./,
    why: 'phrases that mail programs and people write, in many languages',
  },
  {
    path: /^server\/domain\/mail\/(dates\/dates-in-numbers|kinds\/auto-reply-words)\.ts$/,
    text: /\|(edition|notice)\|/,
    why: 'phrases that mail programs and people write',
  },
  {
    path: /^server\/domain\/mail\/kinds\/newsletter\.ts$/,
    text: /\/outlook\|thunderbird/,
    why: 'the mail program',
  },
  {
    path: /^server\/domain\/contacts\/free-mail\.ts$/,
    text: /hush\.com/,
    why: 'a provider of free mail',
  },
  {
    path: /^test\/server\/mail\//,
    text: /failure notice|until further notice|undeliverable notice|be held until/i,
    why: 'test mails, as such mails are written',
  },

  // The sandbox's control API keeps its names.
  {
    path: /^(sandbox\/(faults?|delivery\/notifications)\.ts|tools\/chaos\/plan\.ts|docs\/sandbox\.md|test\/(tools\/chaos\/plan|sandbox\/notifications|stories\/engine\/faults|stories\/rules\/meetings)\.test\.ts)$/,
    text: /\bnotices\b/,
    why: 'the fault `notices` of the sandbox’s control API, whose names stay',
  },
  {
    path: /^(sandbox\/(control\/mail|outlook\/page\/control)\.ts|docs\/sandbox\.md|test\/sandbox\/(by-hand|directory|people-outside)\.test\.ts)$/,
    text: /\/letters\b/,
    why: 'a path of the sandbox’s control API, whose names stay',
  },

  // Graph requests that the sandbox holds on order: a fault of its own, and no pause.
  {
    path: /^(sandbox\/(faults?|control\/faults|graph\/app)\.ts|test\/sandbox\/faults\.test\.ts|test\/stories\/engine\/crash\.test\.ts|docs\/sandbox\.md)$/,
    text: /\bhold\b|requests are held|to be held/,
    why: 'the sandbox’s fault `hold` keeps a request unanswered',
  },
  {
    path: /^sandbox\/(calendar|graph\/calendar|state)\//,
    text: /\breach(From|To)Ms\b/,
    why: 'how far the occurrences of a series reach in time',
  },

  // Ordinary English.
  { path: /^CONTRIBUTING\.md$/, text: /a user will notice\b/, why: 'to notice' },
  {
    path: /^server\/http\/api\/auth\.ts$/,
    text: /does not hold/,
    why: 'a token that is not valid',
  },
  {
    path: /^test\/server\/worker\/job-worker\.test\.ts$/,
    text: /its words may hold a contact/,
    why: 'hold: to contain',
  },
  {
    path: /^test\/support\/addin\/console-play\.ts$/,
    text: /heldBack/,
    why: 'requests that a test keeps back',
  },
  {
    path: /^addin\/console\/(enrollments\/use-bulk|ui\/use-enroll-many)\.ts$/,
    text: /\binTurn\b/,
    why: 'in turn: one after the other',
  },
  {
    path: /^(tools\/build\.mjs|docs\/decisions\/001-sql-behind-a-port\.md)$/,
    text: /takeTurn|turn-taking/,
    why: 'taking turns at a lock',
  },
]
