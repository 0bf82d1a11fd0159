/** Under which addresses the console is served. */

import { openApiPlay, type ApiPlay } from '../../support/server/api-play.ts'

let play: ApiPlay

beforeEach(async () => {
  play = await openApiPlay()
})
afterEach(() => play.close())

test('every address of the console is answered with its page, in no frame; what a program asks for in vain is told so', async () => {
  const browser = { headers: { accept: 'text/html,*/*' }, as: null }
  for (const path of ['/', '/sequences/one/enrollments?state=active', '/signed-in']) {
    const page = await play.call('GET', path, browser)
    expect([page.status, page.headers['x-frame-options']]).toEqual([200, 'DENY'])
    expect(page.headers['content-security-policy']).toContain(`frame-ancestors 'none'`)
    expect(page.text).toContain('id="root"')
  }
  for (const path of ['/api/nothing', '/graph/nothing', '/assets/nothing.js', '/favicon.ico'])
    expect((await play.call('GET', path, browser)).status).toBe(404)
  expect((await play.call('GET', '/nowhere', { as: null })).status).toBe(404)
})
