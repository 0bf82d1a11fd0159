/** Delivery reports in RFC 3464's form: who could not be reached, why, and which email it was. */

import {
  blamesAddress,
  blamesSender,
  readDeliveryReport,
} from '../../../server/domain/mail/delivery/delivery-report.ts'
import { ana, aReport, ben } from '../../support/server/makers.ts'

const sentId = '<email-1@contoso.example>'

test('a report names the address, the fate and the email', async () => {
  const report = await readDeliveryReport(
    aReport(
      [{ to: ana.address, action: 'failed', status: '5.1.1', diagnostic: '550 user unknown' }],
      sentId,
    ),
  )
  expect(report.originalMessageId).toBe(sentId)
  expect(report.fates).toHaveLength(1)
  expect(report.fates[0]).toMatchObject({
    recipient: ana.address,
    action: 'failed',
    status: '5.1.1',
  })
})

test('a report of an email that was passed on says to whom it was written, where it tells', async () => {
  const home = 'ana@home.example'
  const text = new TextDecoder().decode(
    aReport([{ to: home, action: 'failed', status: '5.1.1' }], sentId),
  )
  const told = text.replace('Action:', `Original-Recipient: rfc822;${ana.address}\r\nAction:`)
  const fatesOf = async (mime: string) =>
    (await readDeliveryReport(new TextEncoder().encode(mime))).fates
  expect(await fatesOf(text)).toMatchObject([{ recipient: home, originalRecipient: null }])
  expect(await fatesOf(told)).toMatchObject([{ recipient: home, originalRecipient: ana.address }])
})

test('two recipients have each their own fate', async () => {
  const report = await readDeliveryReport(
    aReport(
      [
        { to: ana.address, action: 'failed', status: '5.1.1' },
        { to: ben.address, action: 'delayed', status: '4.4.1' },
      ],
      sentId,
    ),
  )
  expect(report.fates.map((one) => [one.recipient, one.action, one.status])).toEqual([
    [ana.address, 'failed', '5.1.1'],
    [ben.address, 'delayed', '4.4.1'],
  ])
})

test('a report that does not bring the email along names none', async () => {
  const report = await readDeliveryReport(
    aReport([{ to: ana.address, action: 'failed', status: '5.1.1' }], null),
  )
  expect(report.originalMessageId).toBeNull()
  expect(report.fates).toHaveLength(1)
})

test.each([
  ['5.1.1', null, false, true],
  ['5.1.2', null, false, true],
  ['5.1.10', null, false, true],
  ['5.1.90', null, true, false],
  ['5.7.705', '550 user unknown', true, false],
  ['5.7.708', null, true, false],
  ['5.2.2', null, false, false],
  ['5.0.0', '550 No such user here', false, true],
  [null, null, false, false],
])(
  'status %s (%s) blames the sender: %s, the address: %s',
  (status, diagnostic, sender, address) => {
    const fate = {
      recipient: ana.address,
      originalRecipient: null,
      action: 'failed' as const,
      status,
      diagnostic,
    }
    expect({ sender: blamesSender(fate), address: blamesAddress(fate) }).toEqual({
      sender,
      address,
    })
  },
)
