/** The real office.js, from its npm package, against the sandbox's Outlook: what the pane relies on, one by one. */

import { createRemoteJWKSet, jwtVerify } from 'jose'
import type { Frame, Page } from 'playwright-core'
import { sandboxWorld } from '../../sandbox/constants.ts'
import { openPane, paneFrame, startStage } from './outlook-stage.ts'
import type { Opened, Stage } from './outlook-stage.ts'
import { field } from '../support/addin/field.ts'

interface Answer {
  status: string
  value: unknown
  code?: number
}
declare global {
  interface Window {
    info: { host: string; platform: string }
    heard: unknown[]
    item: () => NonNullable<typeof Office.context.mailbox.item>
    ask: (place: object, name: string, ...given: unknown[]) => Promise<Answer>
    signIn: () => Promise<{ how: string; token?: string; user?: string; code?: string }>
  }
}

let stage: Stage
let opened: Opened
let page: Page

beforeAll(async () => {
  stage = await startStage()
})
afterAll(() => stage.close())
afterEach(async () => {
  expect(opened.complaints).toEqual([])
  await opened.context.close()
})

async function open(query: string): Promise<Page> {
  opened = await stage.open(query)
  page = opened.page
  return page
}

async function compose(more = ''): Promise<Frame> {
  await open(`?view=compose${more}`)
  return openPane(page)
}

function toField() {
  return field(page, 'To')
}

function typed(pane: Frame): Promise<Answer> {
  return pane.evaluate(() => window.ask(window.item().to, 'getAsync'))
}

async function heard(pane: Frame, count: number): Promise<unknown[]> {
  await pane.waitForFunction((wanted) => window.heard.length >= wanted, count)
  return pane.evaluate(() => window.heard)
}

describe('a new mail', () => {
  test('office.js becomes ready and knows where it is and who is signed in', async () => {
    const pane = await compose()
    expect(await pane.evaluate(() => window.info)).toMatchObject({
      host: 'Outlook',
      platform: 'OfficeOnline',
    })
    expect(
      await pane.evaluate(() => {
        const { requirements, mailbox } = Office.context
        return {
          sets: ['1.3', '1.12', '1.13'].map((set) => requirements.isSetSupported('Mailbox', set)),
          nested: requirements.isSetSupported('NestedAppAuth', '1.1'),
          user: mailbox.userProfile.emailAddress,
          hasTo: typeof mailbox.item?.to === 'object',
        }
      }),
    ).toEqual({
      sets: [true, true, false],
      nested: true,
      user: 'rita@contoso.example',
      hasTo: true,
    })
  })

  test('what is typed into To is told, and read by name and address', async () => {
    const pane = await compose()
    expect(await typed(pane)).toMatchObject({ status: 'succeeded', value: [] })
    await pane.evaluate(() =>
      window.ask(
        window.item(),
        'addHandlerAsync',
        Office.EventType.RecipientsChanged,
        (event: Office.RecipientsChangedEventArgs) => {
          window.heard.push(event.changedRecipientFields)
        },
      ),
    )
    await toField().fill('ana@acme.example')
    await toField().press('Enter')
    expect(await heard(pane, 1)).toEqual([{ to: true, cc: false, bcc: false }])
    expect(await typed(pane)).toMatchObject({
      value: [{ displayName: 'Ana Alves', emailAddress: 'ana@acme.example' }],
    })
    await page.getByRole('button', { name: 'Remove ana@acme.example' }).click()
    await heard(pane, 2)
    expect(await typed(pane)).toMatchObject({ value: [] })
  })

  test('a name is offered while it is typed and taken by keyboard', async () => {
    const pane = await compose()
    await toField().pressSequentially('ben')
    await page.getByRole('option', { name: /Ben Brandt/ }).waitFor()
    await toField().press('ArrowDown')
    await toField().press('Enter')
    expect(await typed(pane)).toMatchObject({ value: [{ emailAddress: 'ben@acme.example' }] })
  })

  test('the manifest’s permission holds: the add-in may read recipients, not set them', async () => {
    const pane = await compose()
    const refusal = await pane.evaluate(() => {
      try {
        window.item().to.setAsync(['x@acme.example'], () => undefined)
        return 'allowed'
      } catch (error) {
        return String(error)
      }
    })
    expect(refusal).toMatch(/permission/i)
  })

  test('settings are kept for the next pane, and the add-in can close its pane', async () => {
    const pane = await compose()
    await pane.evaluate(async () => {
      Office.context.roamingSettings.set('seen', 'yes')
      await window.ask(Office.context.roamingSettings, 'saveAsync')
    })
    await pane.evaluate(() => {
      Office.context.ui.closeContainer()
    })
    await page.waitForFunction(() => window.outlook?.host.pane === null)
    const second = await openPane(page)
    expect(await second.evaluate(() => String(Office.context.roamingSettings.get('seen')))).toBe(
      'yes',
    )
  })

  test('the theme of the page is told, at the start and when it changes', async () => {
    const pane = await compose()
    await pane.evaluate(() =>
      window.ask(
        Office.context.mailbox,
        'addHandlerAsync',
        Office.EventType.OfficeThemeChanged,
        (event: { officeTheme: Office.OfficeTheme }) => {
          window.heard.push(event.officeTheme.bodyBackgroundColor)
        },
      ),
    )
    const [light] = await heard(pane, 1)
    await page.getByRole('button', { name: 'Dark theme' }).click()
    const [, dark] = await heard(pane, 2)
    expect([light, dark]).toEqual(['#ffffff', '#292929'])
  })

  test('a notification that the add-in posts stands above the mail until it is dismissed', async () => {
    const pane = await compose()
    await pane.evaluate(() =>
      window.ask(window.item().notificationMessages, 'addAsync', 'k', {
        type: 'progressIndicator',
        message: 'Ana is enrolled',
      }),
    )
    await page.getByText('Ana is enrolled').waitFor()
    await page.getByRole('button', { name: 'Dismiss' }).click()
    await page.getByText('Ana is enrolled').waitFor({ state: 'detached' })
  })
})

describe('a mail being read', () => {
  async function arrive(subject: string, from: string): Promise<string> {
    const raw = [
      `From: ${from}`,
      'To: Rita Reyes <rita@contoso.example>',
      `Subject: ${subject}`,
      `Message-ID: <${subject.toLowerCase()}@acme.example>`,
      'Date: Mon, 02 Mar 2026 10:02:00 +0000',
      '',
      'Hello',
    ].join('\r\n')
    const response = await fetch(`${stage.sandbox.url}/sandbox/mail?mailbox=rita@contoso.example`, {
      method: 'POST',
      headers: { 'content-type': 'message/rfc822' },
      body: raw,
    })
    const answer: unknown = await response.json()
    if (typeof answer === 'object' && answer !== null && 'id' in answer) return String(answer.id)
    throw new Error('The mail was not taken.')
  }

  const readItem = (pane: Frame) =>
    pane.evaluate(() => {
      const item = Office.context.mailbox.item
      if (!item) return null
      return {
        from: item.from.emailAddress,
        subject: item.subject,
        internetMessageId: item.internetMessageId,
        restId: Office.context.mailbox.convertToRestId(
          item.itemId,
          Office.MailboxEnums.RestVersion.v2_0,
        ),
        to: item.to.map((one) => one.emailAddress),
      }
    })

  test('its sender, subject and ids are plain values; the REST id is Graph’s', async () => {
    const id = await arrive('First', 'Ana Alves <ana@acme.example>')
    await open(`?mail=${id}`)
    const pane = await openPane(page)
    expect(await readItem(pane)).toEqual({
      from: 'ana@acme.example',
      subject: 'First',
      internetMessageId: '<first@acme.example>',
      restId: id,
      to: ['rita@contoso.example'],
    })
  })

  test('a pinned pane hears of the next mail and of none; one that is not pinned closes', async () => {
    const first = await arrive('Second', 'Ben Brandt <ben@acme.example>')
    await arrive('Third', 'Cleo Chen <cleo@other.example>')
    await open(`?mail=${first}`)
    const pane = await openPane(page)
    await page.getByRole('button', { name: 'Pin' }).click()
    await pane.evaluate(() =>
      window.ask(Office.context.mailbox, 'addHandlerAsync', Office.EventType.ItemChanged, () => {
        window.heard.push(Office.context.mailbox.item?.subject ?? null)
      }),
    )
    await page.getByRole('button', { name: /Third/ }).click()
    expect(await heard(pane, 1)).toEqual(['Third'])
    expect(await readItem(pane)).toMatchObject({ from: 'cleo@other.example' })
    await page.getByRole('button', { name: 'Inbox', exact: false }).first().click()
    expect(await heard(pane, 2)).toEqual(['Third', null])
    await page.getByRole('button', { name: /Second/ }).click()
    expect(await heard(pane, 3)).toEqual(['Third', null, 'Second'])
    await page.getByRole('button', { name: 'Pin' }).click()
    await page.getByRole('button', { name: /Third/ }).click()
    await page.waitForFunction(() => window.outlook?.host.pane === null)
  })
})

describe('signing in without a password', () => {
  test('msal in the pane gets a token of the rep, which the published keys prove', async () => {
    const pane = await compose('&user=sam@contoso.example')
    const result = await pane.evaluate(() => window.signIn())
    expect(result).toMatchObject({ how: 'silent', user: 'sam@contoso.example' })
    const issuer = `${stage.outlookUrl}/${sandboxWorld.tenantId}/v2.0`
    const keys = createRemoteJWKSet(
      new URL(`${stage.outlookUrl}/${sandboxWorld.tenantId}/discovery/v2.0/keys`),
    )
    const { payload } = await jwtVerify(result.token ?? '', keys, {
      issuer,
      audience: sandboxWorld.clientId,
    })
    expect(payload).toMatchObject({
      preferred_username: 'sam@contoso.example',
      scp: 'access_as_user',
    })
  })

  test.each([
    ['interaction', { how: 'popup', user: 'rita@contoso.example' }],
    ['cancel', { how: 'error', code: 'user_canceled' }],
  ] as const)('an Outlook that answers "%s" is played too', async (mode, expected) => {
    const pane = await compose()
    await page.evaluate((wanted) => {
      if (window.outlook) window.outlook.broker.mode = wanted
    }, mode)
    expect(await pane.evaluate(() => window.signIn())).toMatchObject(expected)
  })

  test('switching the rep closes the pane, and the next one is signed in as the new rep', async () => {
    await compose()
    await page.getByRole('button', { name: /Signed in as Rita Reyes/ }).click()
    await page.getByRole('menuitemradio', { name: /Sam Sato/ }).click()
    await page.waitForFunction(() => window.outlook?.host.pane === null)
    await page.getByRole('button', { name: 'New mail' }).click()
    const pane = await openPane(page)
    expect(await pane.evaluate(() => window.signIn())).toMatchObject({
      user: 'sam@contoso.example',
    })
  })
})

describe('an Outlook that misbehaves', () => {
  test('one that never answers leaves office.js waiting, and the page says what to do', async () => {
    await open('?view=compose&silent=1')
    await page.getByRole('button', { name: 'Sales Tools' }).click()
    await page.getByRole('alert').getByText('The pane does not answer').waitFor()
    const frame = page.frames().find((one) => one.url().startsWith(stage.addinUrl))
    expect(await frame?.evaluate(() => 'info' in window)).toBe(false)
  })

  test('recipients without addresses, events without fields, a slow host', async () => {
    const pane = await compose(
      '&to=ana@acme.example&latency=300&quirks=emptyAddresses,noChangedFields',
    )
    await pane.evaluate(() =>
      window.ask(
        window.item(),
        'addHandlerAsync',
        Office.EventType.RecipientsChanged,
        (event: Office.RecipientsChangedEventArgs) => {
          window.heard.push(JSON.stringify(event.changedRecipientFields))
        },
      ),
    )
    const began = Date.now()
    expect(await typed(pane)).toMatchObject({ value: [{ emailAddress: '' }] })
    expect(Date.now() - began).toBeGreaterThanOrEqual(300)
    await toField().fill('ben@acme.example')
    await toField().press('Enter')
    expect(await heard(pane, 1)).toEqual(['null'])
  })

  test('where the browser blocks storage of framed pages, office.js and the sign-in still work', async () => {
    await open('?view=compose')
    await opened.context.addInitScript(() => {
      // As Chromium does it to a third party: reading the property throws.
      if (window === window.top) return
      for (const name of ['localStorage', 'sessionStorage'])
        Object.defineProperty(window, name, {
          get: () => {
            throw new DOMException('Access is denied for this document.', 'SecurityError')
          },
        })
    })
    const pane = await openPane(page)
    expect(await pane.evaluate(() => window.info.host)).toBe('Outlook')
    expect(await pane.evaluate(() => window.signIn())).toMatchObject({ how: 'silent' })
  })

  test('a product that is away: the page says so, and opens the pane when it is back', async () => {
    await open('?view=compose')
    await page.getByRole('button', { name: 'Sales Tools' }).waitFor()
    stage.addin.away = true
    await page.getByRole('button', { name: 'Sales Tools' }).click()
    await page.getByText('npm run server').first().waitFor()
    stage.addin.away = false
    const pane = await paneFrame(page)
    expect(await pane.evaluate(() => window.info.host)).toBe('Outlook')
    await page.getByText('npm run server').waitFor({ state: 'detached' })
  })
})
