/** Two people edit one sequence: the second is told, and nothing of either is undone unseen. */

import type { SequenceResource } from '../../../shared/sequence.ts'
import { openApiPlay, type Answer, type ApiPlay } from '../../support/server/api-play.ts'
import { ana, mia, rita } from '../../support/server/makers.ts'

const at = '/api/sequences/sequence-1'
let play: ApiPlay
beforeEach(async () => {
  play = await openApiPlay()
  await play.stage.sequence([{ subject: 'Hi', body: 'The old price' }])
})
afterEach(() => play.close())

const get = () => play.call('GET', at)
const steps = (body: string) => [{ subject: 'Hi', body }]
function patch(body: object, ifMatch?: string, as = rita): Promise<Answer> {
  const headers = ifMatch === undefined ? {} : { 'if-match': ifMatch }
  return play.call('PATCH', at, { as, headers, body })
}
const bodyNow = async () => ((await get()).json as unknown as SequenceResource).steps[0]?.body

test('a sequence bears a tag of what can be edited, in its header and in itself, which enrollments do not change', async () => {
  const first = await get()
  expect(first.headers.etag).toMatch(/^"[\w-]+"$/)
  expect(first.json['etag']).toBe(first.headers.etag)
  await play.stage.enroll(ana.address)
  const headers = { 'if-none-match': String(first.headers.etag) }
  const later = await play.call('GET', at, { headers })
  expect(later).toMatchObject({ status: 200, json: { performance: { enrolled: 1 } } })
  expect(later.headers).toMatchObject({ etag: first.headers.etag, 'cache-control': 'no-store' })
})

test.each([
  ['steps', { steps: steps('Mine') }],
  ['settings', { settings: { outOfOfficeDays: 3 } }],
  ['name', { name: 'Mine' }],
])('changed %s give it another tag, which the next change is made from', async (_words, change) => {
  const tag = String((await get()).json['etag'])
  const saved = await patch(change, tag)
  expect(saved.status).toBe(200)
  expect(saved.headers.etag).not.toBe(tag)
  expect(saved.headers.etag).toBe((await get()).headers.etag)
  expect((await patch({ name: 'Again' }, saved.headers.etag)).status).toBe(200)
})

test('the second of two edits made from the same is refused with who, when and both texts, and undoes nothing', async () => {
  const tag = String((await get()).json['etag'])
  await patch({ steps: steps('The right price') }, tag, mia)
  const mine = { name: 'Autumn', steps: steps('The old price, in better words') }
  const late = await patch(mine, tag)
  expect(late).toMatchObject({
    status: 412,
    json: {
      type: 'edited-meanwhile',
      detail:
        'Mia Moss changed “Sequence sequence-1” on 2026-03-02 at 09:00 UTC, after you had opened it. Your changes are not saved and not lost: look at both, and save again what is to stay.',
      theirs: { steps: [{ body: 'The right price' }], updatedBy: { name: 'Mia Moss' } },
      yours: mine,
    },
  })
  expect(await bodyNow()).toBe('The right price')
  const { etag } = late.json['theirs'] as SequenceResource
  expect((await patch(mine, etag)).status).toBe(200)
  expect(await bodyNow()).toBe('The old price, in better words')
})

test('a change that does not say what it was made from is refused, unless it says that this does not matter', async () => {
  expect(await patch({ steps: steps('Mine') })).toMatchObject({
    status: 428,
    json: { type: 'if-match-missing' },
  })
  expect(await bodyNow()).toBe('The old price')
  expect((await patch({ steps: steps('Mine') }, '*')).status).toBe(200)
})

test.each(['"1-other"', 'W/"1-other"', 'nonsense'])('%s is no tag of it', async (ifMatch) => {
  expect((await patch({ name: 'Mine' }, ifMatch)).status).toBe(412)
})

test('a weak tag never matches, and of several one is enough', async () => {
  const tag = String((await get()).json['etag'])
  expect((await patch({ name: 'Mine' }, `W/${tag}`)).status).toBe(412)
  expect((await patch({ name: 'Mine' }, `"1-other", ${tag}`)).status).toBe(200)
})

test.each([
  ['DELETE', at],
  ['POST', `${at}/archive`],
  ['DELETE', `${at}/archive`],
])('%s %s heeds a tag that is sent, and demands none', async (method, path) => {
  const headers = { 'if-match': '"1-other"' }
  expect((await play.call(method, path, { headers })).status).toBe(412)
  expect((await get()).json).toMatchObject({ archivedAt: null, deletedAt: null })
  expect((await play.call(method, path)).status).toBe(200)
})

test('saving the same again gives no other tag, so that nobody is told of an edit that was none', async () => {
  const tag = String((await get()).json['etag'])
  expect((await patch({ name: 'Sequence sequence-1' }, tag)).headers.etag).toBe(tag)
})
