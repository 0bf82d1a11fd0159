/** Finds words that the project no longer uses: in names, in sentences, in papers and in the names of files. */

export interface OldWord {
  path: string
  /** 0: the path itself. */
  line: number
  word: string
  text: string
  /** What to say instead. */
  instead: string
}

/** Where an old word is right after all; `text` is looked for in the line, or in the path. */
export interface Exception {
  path: RegExp
  text: RegExp
  why: string
}

interface Rule {
  words: RegExp
  instead: string
  /** Which files it is for; left out: all. */
  within?: RegExp
}

/** Wrong alone and as a part of a name: `letterId`, `removal-list`, `chores`. */
const always: readonly Rule[] = [
  { words: /^letters?$/, instead: 'email' },
  { words: /^notices?$/, instead: 'change notification' },
  { words: /^pok(e|es|ed|ing)$/, instead: 'sync request' },
  { words: /^chores?$/, instead: 'job' },
  { words: /^removals?$/, instead: 'departure' },
  { words: /^editions?$/, instead: 'version' },
  { words: /^(workshops?|hush(ed|es)?)$/, instead: 'services, cancel' },
]

/** Ordinary English by themselves, and wrong as a part of a name: `turnLease`, `held_until`, `steps-reach`. */
const inNames: readonly Rule[] = [
  { words: /^(hold|holds|held)$/, instead: 'pause' },
  { words: /^turns?$/, instead: 'mailbox sync' },
  { words: /^reach(es)?$/, instead: 'rollout' },
  { words: /^figures?$/, instead: 'performance', within: /^(addin|shared|server)\// },
  {
    words: /^(board|door|desk|fresh|face)s?$/,
    instead: 'queries, AuthSession',
    within: /^addin\//,
  },
  { words: /^(tell|tells|told)$/, instead: 'describe, publish', within: /^(server|shared)\// },
]

/** Ordinary English that says the old thing only in such company. */
const inSentences: readonly Rule[] = [
  { words: /\bon hold\b/gi, instead: 'paused' },
  {
    words:
      /\b(?:an?|the|such|own|manual|new|next|or) hold\b|\b(?:the|these|those|many|whose|own|of) holds\b/gi,
    instead: 'pause',
  },
  {
    words:
      /\b(?:is|are|was|were|be|been|being|stays?|not|one|ones|enrollments?|contacts?|mailbox(?:es)?) held\b(?! (?:back|against))|\bheld (?:ones?|enrollments?|contacts?|by hand|until|since)\b/gi,
    instead: 'paused',
  },
  {
    words:
      /\bholds? (?:an?|the|this|that|every|all) (?:enrollments?|emails?|contacts?|mailbox(?:es)?)\b/gi,
    instead: 'pauses',
  },
  { words: /\/holds?\b(?!\.)|['"`“*](?:hold|held)['"`”*]|\bhold(?=[:?] )/g, instead: 'pause' },
  {
    words:
      /\b(?:an?|one|this|that|next|last|earlier|each|every|very|mailbox['’]s|between) turns?\b(?! of the event loop| on| off| out)|\bthe turns?\b(?! of the event loop)|\bmailbox turns?\b/gi,
    instead: 'mailbox sync',
  },
  { words: /[?&`]reach=|['"`]reach['"`]|\breach:|\/reach\b(?!\.ts)/g, instead: 'rollout' },
  { words: /\boutlook\b(?![.\-/])/g, instead: 'what lies ahead', within: /^server\// },
  {
    words: /(?<!performance )\bfigures?\b(?!>|s* className)/gi,
    instead: 'performance',
    within: /^(addin\/|shared\/|README\.md|docs\/rules\.md)/,
  },
  {
    words: /\b(?:boards?|doors?|desks?)\b/gi,
    instead: 'AuthSession, queries, services',
    within: /^addin\//,
  },
  {
    words: /\bsync requests (?:the|a|an|its|nothing)\b|\bnobody sync requests\b/gi,
    instead: 'asks to sync',
  },
  {
    words: /\b(?:pause or a pause|emails? email|sync sync|paused waits?)\b/gi,
    instead: 'one of the two',
  },
]

/** What every rule has in it: lines without any of these are passed over, for there are sixty thousand. */
const stems =
  /letter|notice|pok(?:e|ing)|chore|removal|edition|workshop|hush|hold|held|turn|reach|figure|board|door|desk|fresh|face|tell|told|outlook|sync|email|pause/i

/** Every old word in one file's path and text; `text` is null for what is no text, such as a picture. */
export function oldWordsIn(path: string, text: string | null): OldWord[] {
  const found = namesIn(path).flatMap((name) => inName(path, name, 0, path))
  for (const [index, line] of (text ?? '').split('\n').entries()) {
    if (!stems.test(line)) continue
    for (const name of namesIn(line)) found.push(...inName(path, name, index + 1, line))
    for (const rule of rulesFor(path, inSentences))
      for (const [word] of line.matchAll(rule.words))
        found.push({ path, line: index + 1, word, text: line, instead: rule.instead })
  }
  return found
}

/** `exceptions` may not lie about: one that excuses nothing is answered as `idle`. */
export function judge(
  found: readonly OldWord[],
  exceptions: readonly Exception[],
): { left: OldWord[]; idle: Exception[] } {
  const used = new Set<Exception>()
  const left = found.filter((one) => {
    const excuse = exceptions.filter(({ path, text }) => path.test(one.path) && text.test(one.text))
    for (const each of excuse) used.add(each)
    return excuse.length === 0
  })
  return { left, idle: exceptions.filter((one) => !used.has(one)) }
}

export function sentence({ path, line, word, text, instead }: OldWord): string {
  return `${path}:${String(line)} says “${word}” (now: ${instead}): ${text.trim().slice(0, 160)}`
}

/** Words and whole names: `leaseTurn`, `held_until`, `alias-removals`. */
function namesIn(text: string): string[] {
  return text.match(/[A-Za-z][A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)*/g) ?? []
}

function inName(path: string, name: string, line: number, text: string): OldWord[] {
  const parts = partsOf(name)
  const rules = rulesFor(path, parts.length > 1 ? [...always, ...inNames] : always)
  return rules
    .filter(({ words }) => parts.some((part) => words.test(part)))
    .map(({ instead }) => ({ path, line, word: name, text, instead }))
}

function partsOf(name: string): string[] {
  return name
    .split(/[_-]|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/)
    .map((part) => part.toLowerCase())
}

function rulesFor(path: string, rules: readonly Rule[]): Rule[] {
  return rules.filter(({ within }) => within === undefined || within.test(path))
}
