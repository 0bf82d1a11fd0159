/** Light or dark, from Outlook's background. */

import { shadeOf } from '../../../addin/ui/theme.ts'

test.each([
  ['#ffffff', 'light'],
  ['#FFF', 'light'],
  ['#1f1f1f', 'dark'],
  ['#0f6cbd', 'dark'],
  [null, null],
  ['white', null],
])('a background of %s is %s', (background, shade) => {
  expect(shadeOf(background)).toBe(shade)
})
