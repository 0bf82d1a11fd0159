/** Contacts imported from a file in the console, on the real server and sandbox: brought, checked, imported, enrolled. */

import { readFileSync } from 'node:fs'
import type { ConsolePlay } from '../../support/addin/console-play.ts'
import { stageConsole } from '../../support/addin/console-stage.ts'
import { firstConversation, type Play } from '../../support/stories/play.ts'
import type { World } from '../../support/world.ts'
import { field } from '../../support/addin/field.ts'

let world: World
let play: Play

const visit = stageConsole((stage) => {
  ;({ world, play } = stage)
})
function bring({ page }: ConsolePlay, name: string, text: string | Buffer): Promise<void> {
  const buffer = typeof text === 'string' ? Buffer.from(text) : text
  return page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer })
}

/** As Excel in Germany writes it: semicolons, Windows-1252. */
const fair = Buffer.from(
  [
    'E-Mail-Adresse;Vorname;Nachname;Firma;Position;Interne Notiz',
    'greta@fair.example;Greta;Grün;Fair GmbH;Einkauf;A',
    'hugo@fair.example;Hugo;Höß;Fair GmbH;Technik;B',
    'greta@fair.example;Greta;Zweimal;Fair GmbH;;C',
    'kein Postfach;Kurt;Klein;;;=1+1',
    'rita@contoso.example;Rita;Reyes;;;D',
  ].join('\r\n'),
  'latin1',
)

test('a workbook and a file without rows are refused with a sentence that says what to do', async () => {
  const console = await visit({ path: '/contacts' })
  await console.button('Import contacts').click()
  await console.page.getByRole('heading', { name: 'Import contacts', level: 1 }).waitFor()
  await console.look('import')
  await bring(console, 'people.xlsx', Buffer.from('PK\u0003\u0004'))
  await console.say('“people.xlsx” is a workbook. Open it in your spreadsheet program')
  await bring(console, 'people.csv', Buffer.from('PK\u0003\u0004'))
  await console.say('This is an Excel workbook or a zip file.')
  await console.look('import-refused')
  await bring(console, 'people.csv', 'Email,Name\r\n')
  await console.say('The file has a header and no rows below it.')
})

test('a file is matched, checked without writing, imported, its refused rows fetched, and its contacts enrolled', async () => {
  const console = await visit({ path: '/contacts/import' })
  const { page, button, say, look } = console
  await bring(console, 'Messe Frühjahr.csv', fair)
  await say('Messe Frühjahr.csv, 5 rows, brought by Rita Reyes')
  expect(await field(page, 'E-Mail-Adresse is').inputValue()).toBe('email')
  expect(await field(page, 'Property for Position').inputValue()).toBe('position')
  await field(page, 'Property for Position').fill('job title')
  await field(page, 'Interne Notiz is').selectOption('Leave out')
  await look('import-columns')

  await field(page, 'E-Mail-Adresse is').selectOption('Leave out')
  await button('Check the file').click()
  await say('Say which column holds the addresses')
  await field(page, 'E-Mail-Adresse is').selectOption('Address')
  await button('Check the file').click()
  await say('Nothing has been written yet.')
  await say('1 row: That is not a mail address.')
  await say('1 row: The address belongs to your own company.')
  await look('import-checked')
  expect((await play.card('greta@fair.example')).contact).toBeNull()

  await button('Import 2 contacts').click()
  await page.getByRole('heading', { name: 'Contacts imported', level: 1 }).waitFor()
  await look('import-done')
  expect((await play.card('hugo@fair.example')).contact).toMatchObject({
    name: 'Hugo Höß',
    company: 'Fair GmbH',
    properties: { 'job title': 'Technik' },
  })
  const coming = page.waitForEvent('download')
  await button('Download refused rows').click()
  const download = await coming
  expect(download.suggestedFilename()).toBe('Messe Frühjahr refused rows.csv')
  const refused = readFileSync(await download.path(), 'utf8')
  expect(refused).toContain(`kein Postfach;Kurt;Klein;;;"'=1+1";5;That is not a mail address.`)
  expect(refused).toContain('The same address stands in row 2 already.')

  const address = page.url()
  await button('Show these contacts').click()
  await say('Only contacts of one imported file are shown.')
  await say('2 contacts')
  await look('import-contacts')
  await page.goto(address)
  await button('Enroll in a sequence').click()
  await field(page, 'Sequence').selectOption(firstConversation)
  await look('import-enroll')
  await button('Enroll').last().click()
  await say('2 contacts are enrolled.')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await look('import-enrolled')
  await play.emailsArrive('greta@fair.example', 1)
  expect((await play.enrollment('hugo@fair.example')).state).toBe('active')

  await page.getByRole('link', { name: 'Import contacts' }).click()
  await page.getByRole('link', { name: 'Messe Frühjahr.csv' }).waitFor()
})

test('many contacts are imported while others look on, and the page can be left and come back to', async () => {
  const rows = Array.from({ length: 3000 }, (_, at) => `Person ${at},person${at}@many.example`)
  const { page, button, say, ...console } = await visit({ path: '/contacts/import' })
  await bring({ page, button, say, ...console }, 'many.csv', `Name,Email\n${rows.join('\n')}`)
  await button('Check the file').click()
  await button('Import 3,000 contacts').click()
  await page.getByRole('heading', { name: /^(Importing|3,000 contacts imported)$/ }).waitFor()
  await page.getByRole('link', { name: 'Contacts' }).first().click()
  await page.getByRole('heading', { name: 'Contacts', level: 1 }).waitFor()
  await page.goBack()
  await page.getByRole('heading', { name: '3,000 contacts imported' }).waitFor()
  expect((await play.card('person2999@many.example')).contact?.name).toBe('Person 2999')
})

test('several contacts of the list are ticked and enrolled; who is in a sequence already is left out', async () => {
  const { page, button, say, look } = await visit({ path: '/contacts?search=fair.example' })
  await page.getByRole('checkbox', { name: 'Choose Greta Grün' }).check()
  await say('1 contact chosen')
  await page.getByRole('checkbox', { name: 'Choose every contact listed' }).check()
  await say('2 contacts chosen')
  await look('contacts-chosen')
  await button('Enroll').click()
  await page.getByRole('dialog', { name: 'Enroll 2 contacts?' }).waitFor()
  // Which sequence is a choice to make: none is made beforehand.
  const enroll = button('Enroll').last()
  await page.waitForFunction(() => document.querySelector('[role=dialog] select') !== null)
  expect(await enroll.getAttribute('aria-disabled')).toBe('true')
  await field(page, 'Sequence').selectOption(firstConversation)
  await enroll.click()
  await say(
    /0 contacts are enrolled\. 2 left out \((Greta Grün, Hugo Höß|Hugo Höß, Greta Grün)\): They are in a sequence already\./,
  )
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await look('contacts-left-out')
})

test.each([
  ['dark', { dark: true }],
  ['phone', { width: 320 }],
] as const)('everything is there in %s', async (name, scene) => {
  const console = await visit({ ...scene, path: '/contacts/import' })
  const { page, button, say, look } = console
  await button('Choose file').waitFor()
  await look(`import-${name}`)
  const long = 'A very long header that somebody has written into a column of a spreadsheet'
  await bring(
    console,
    `${'long name '.repeat(12)}.csv`,
    `Email,${long}\nivo${name}@fair.example,${'x'.repeat(150)}\nnobody,y`,
  )
  await say('2 rows, brought by')
  await look(`import-columns-${name}`)
  await button('Check the file').click()
  await say('Nothing has been written yet.')
  await look(`import-checked-${name}`)
  await button('Import 1 contact').click()
  await page.getByRole('heading', { name: 'Contacts imported', level: 1 }).waitFor()
  await look(`import-done-${name}`)
  await button('Enroll in a sequence').click()
  await field(page, 'Sequence').waitFor()
  await look(`import-enroll-${name}`)
  await page.goto(`${world.productUrl}/contacts/imports/none`)
  await page.getByRole('heading', { name: 'There is no such import' }).waitFor()
})
