/** The links in the emails of the people outside. */

import { meetingsLinkIn, piecesOf } from '../../sandbox/outlook/page/outside/links-in.ts'

const meet = 'https://localhost:3000/meet/abc-DEF'

test('an address of the web is a link, and the full stop behind it is none of it', () => {
  expect(piecesOf(`Choose a time: ${meet}. Until then`)).toEqual([
    { text: 'Choose a time: ', isLink: false },
    { text: meet, isLink: true },
    { text: '. Until then', isLink: false },
  ])
  expect(piecesOf('javascript:alert(1)')).toEqual([{ text: 'javascript:alert(1)', isLink: false }])
})

test('the page of free times is found among other links, or there is none', () => {
  const email = `See https://contoso.example/offer\n\nOr meet: ${meet}.\nhttps://localhost:3000/u/xyz`
  expect(meetingsLinkIn(email)).toBe(meet)
  expect(meetingsLinkIn('https://localhost:3000/u/xyz')).toBeNull()
})
