/** Saving what somebody else may have edited meanwhile: what does not collide stays, and what does is asked about. */

import { settingsCollide, settingsText } from '../../../addin/console/sequences/settings-text.ts'
import { saveEdited } from '../../../addin/console/ui/save-edited.ts'
import type { Answer } from '../../../addin/api/request.ts'
import type { EditedMeanwhile, SequenceResource } from '../../../shared/sequence.ts'
import { aSequence } from '../../support/addin/cards.ts'

const opened = aSequence({ etag: '"1"' })
const theirs = aSequence({
  etag: '"2"',
  name: 'Theirs',
  settings: { ...opened.settings, outOfOfficeDays: 3 },
})

const sentence = 'Edited meanwhile.'
const edited: EditedMeanwhile = {
  type: 'edited-meanwhile',
  title: sentence,
  status: 412,
  detail: sentence,
  theirs,
  yours: {},
}

/** A server on which somebody else has saved `theirs`. */
function server() {
  const tags: string[] = []
  const changeSequence = (
    _id: string,
    _change: object,
    etag: string,
  ): Promise<Answer<SequenceResource>> => {
    tags.push(etag)
    return Promise.resolve(
      etag === theirs.etag
        ? { kind: 'ok', value: theirs, etag: null }
        : { kind: 'refused', status: 412, sentence, edited },
    )
  }
  return { tags, changeSequence }
}

test('what others changed beside it is no reason to ask: it is saved over what they left', async () => {
  const api = server()
  expect(await saveEdited(api, opened, {}, () => false)).toEqual({ kind: 'saved' })
  expect(api.tags).toEqual(['"1"', '"2"'])
})

test('what they changed, too, is asked about, and not saved', async () => {
  const api = server()
  expect(await saveEdited(api, opened, {}, () => true)).toEqual({ kind: 'edited', theirs })
  expect(api.tags).toEqual(['"1"'])
})

test.each([
  ['the same setting', { settings: { outOfOfficeDays: 9 } }, true],
  ['the name', { name: 'Mine', settings: {} }, true],
  ['another setting', { settings: { mostAttendees: 9 } }, false],
])('two who change %s', (_words, edit, collides) => {
  expect(settingsCollide(edit, opened, theirs)).toBe(collides)
})

test('both are shown by what was changed here', () => {
  const edit = { name: 'Mine', settings: { outOfOfficeDays: 9 } }
  expect([settingsText(edit, edit), settingsText(edit, theirs)]).toEqual([
    'Name: Mine\nDays paused after an out-of-office answer that names no day of return: 9',
    'Name: Theirs\nDays paused after an out-of-office answer that names no day of return: 3',
  ])
})
