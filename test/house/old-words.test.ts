/** One word for a thing, everywhere: the words that were given up have not come back. */

import { exceptions } from './old-words-exceptions.ts'
import { judge, oldWordsIn, sentence } from './old-words.ts'
import { textOf, trackedFiles } from './tracked-files.ts'

test('no file says an old word, and no exception excuses nothing', () => {
  const files = trackedFiles().filter((path) => path !== 'package-lock.json')
  expect(files.length).toBeGreaterThan(500)
  const { left, idle } = judge(
    files.flatMap((path) => oldWordsIn(path, textOf(path))),
    exceptions,
  )
  expect(left.map(sentence)).toEqual([])
  expect(idle.map(({ path, why }) => `${String(path)}: ${why}`)).toEqual([])
})

const server = 'server/services/x.ts'
const addin = 'addin/console/X.tsx'

describe('an old word is found', () => {
  test.each([
    ['as a variable', server, 'const letter = compose()'],
    ['in a name of several words', server, 'await sendLetters(now)'],
    ['in capitals of a variable of the environment', server, 'LETTERS_PER_DAY=500'],
    ['in a table', server, 'select chore_id from jobs'],
    ['in a key of JSON', server, '{"lettersSent": 3}'],
    ['in a path of the API', server, "path: '/api/alias-removals'"],
    ['in a path of the API, as a single word', server, '`/api/enrollments/${id}/hold`'],
    ['in the name of a file', 'server/store/mailbox-turns.ts', ''],
    ['in the name of a picture', 'docs/screenshots/contact-on-hold.png', null],
    ['in a sentence for people', addin, "text: 'The next letter goes out now.'"],
    ['in a comment', server, '// Graph posts a notice, which pokes the mailbox.'],
    ['in a paper', 'docs/rules.md', 'The letters go out from the rep’s own mailbox.'],
    ['poking', server, 'async function poke(): Promise<void> {}'],
    ['a pause of old', server, '/** Null when it is not held. */'],
    ['a pause of old as a thing', server, '/** The hold that stands. */'],
    ['a pause of old as a state', server, "state: 'held'"],
    ['a pause of old on a screen', addin, 'On hold until 3 March'],
    ['a pause of old as a column', server, 'order by held_until'],
    ['a mailbox sync of old', server, '/** Withdrawn by the next turn. */'],
    ['a mailbox sync of old in a name', server, 'const turnLease = lease'],
    ['a rollout of old', server, '?reach=enrolled'],
    ['a rollout of old in a name', server, 'export function previewReach() {}'],
    ['a version of old', server, 'where edition > 1'],
    ['a departure of old', server, 'GET /api/removals'],
    ['what lies ahead', server, 'const outlook = await lookAhead(db)'],
    ['performance on a screen', addin, 'aria-label="Figures of the steps"'],
    ['performance in the API', 'shared/sequence.ts', 'figures: StepFigures'],
    ['a screen’s own word', addin, 'const door = useDoor()'],
    ['describing', server, 'export function tellHold() {}'],
    ['a request used as a verb', server, '/** Sync requests the mailbox. */'],
  ])('%s', (_where, path, text) => {
    expect(oldWordsIn(path, text)).not.toEqual([])
  })
})

describe('ordinary English is let be', () => {
  test.each([
    ['a verb', server, 'The file holds the key, and so does what such a file holds.'],
    ['turning', addin, 'Turn off the trigger, or turn it on; one after the other, in turn.'],
    ['waiting for a turn', server, "'Waits its turn behind other emails of this mailbox.'"],
    ['the event loop', server, 'At the end of this turn of the event loop.'],
    ['reaching', server, 'The edited steps reach those enrolled.'],
    ['the program', addin, "import { startOutlook } from '../outlook/office.ts'"],
    ['a newsletter', server, 'newsletterSign(facts)'],
    ['the keyboard', addin, 'useKeyboard()'],
    ['performance figures', addin, 'the timeline and the performance figures stay'],
  ])('%s', (_words, path, text) => {
    expect(oldWordsIn(path, text)).toEqual([])
  })
})

test('an exception excuses its own lines only, and is told when it excuses none', () => {
  const found = oldWordsIn(server, 'a letter of the alphabet\na letter to Ana')
  const alphabet = { path: /^server\//, text: /alphabet/, why: 'the alphabet' }
  const nothing = { path: /^nowhere$/, text: /./, why: 'nothing' }
  const { left, idle } = judge(found, [alphabet, nothing])
  expect(left.map(({ line }) => line)).toEqual([2])
  expect(idle).toEqual([nothing])
})
