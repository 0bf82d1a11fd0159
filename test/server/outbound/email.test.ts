/** An email's words and its name: tokens, threads, escaping, and a Message-ID that is stable and cannot be guessed. */

import { asHtml, asText, compose, mintMessageId } from '../../../server/domain/outbound/email.ts'
import { checkTemplate, fill, type TokenValues } from '../../../server/domain/templates/template.ts'
import { aStep } from '../../support/server/makers.ts'

const values: TokenValues = {
  contact: { name: 'Ana Alves', first_name: 'Ana', email: 'ana@acme.example', company: null },
  sender: {
    name: 'Rita Ross',
    first_name: 'Rita',
    email: 'rita@contoso.example',
    meetings_link: 'https://sales.contoso.example/meet/x',
  },
}
const alone = { subject: null, references: [] }

describe('the Message-ID', () => {
  const email = { enrollmentId: 'e-1', step: 1, attempt: 1 }
  const mint = (given: Partial<typeof email> = {}, key = 'key') =>
    mintMessageId(key, { ...email, ...given }, 'rita@contoso.example')

  test('is the same for the same email', () => {
    expect(mint()).toBe(mint())
    expect(mint()).toMatch(/^<[0-9a-f]{40}@contoso\.example>$/)
  })

  test('differs by enrollment, step, attempt and key', () => {
    const names = [
      mint(),
      mint({ enrollmentId: 'e-2' }),
      mint({ step: 2 }),
      mint({ attempt: 2 }),
      mint({}, 'other'),
    ]
    expect(new Set(names).size).toBe(5)
  })

  test('does not confuse step 1 attempt 11 with step 11 attempt 1', () => {
    expect(mint({ step: 1, attempt: 11 })).not.toBe(mint({ step: 11, attempt: 1 }))
  })
})

describe('composing', () => {
  test('fills tokens in, in subject and text', () => {
    const step = aStep({
      subject: 'For {{ contact.name }}',
      body: 'Hi {{contact.first_name}}, {{ sender.name }}',
    })
    expect(compose(step, values, alone)).toEqual({
      subject: 'For Ana Alves',
      text: 'Hi Ana, Rita Ross',
    })
  })

  test.each([
    ['A question', 'Re: A question'],
    ['Re: A question', 'Re: A question'],
    ['RE: A question', 'RE: A question'],
  ])('an email in the thread of “%s” is called “%s”', (subject, answered) => {
    const step = aStep({ number: 2, thread: 'same', subject: '' })
    expect(compose(step, values, { subject, references: ['<a@b>'] })).toMatchObject({
      subject: answered,
    })
  })

  test('an email that opens a thread keeps its own subject', () => {
    const step = aStep({ number: 2, subject: 'New' })
    expect(compose(step, values, { subject: 'Old', references: [] })).toMatchObject({
      subject: 'New',
    })
  })

  test.each([
    ['{{ contact.company }}', '{{ contact.company }}'],
    ['{{ contact.nickname }}', '{{ contact.nickname }}'],
    ['{{ weather }}', '{{ weather }}'],
    ['{{ contact.constructor }}', '{{ contact.constructor }}'],
  ])('the missing token %s is named as it is written', (body, missing) => {
    expect(compose(aStep({ body: `Hi ${body}` }), values, alone)).toEqual({ missing })
  })

  test('a token with a fallback needs no value', () => {
    expect(fill('{{ contact.company | default: "your company" }}', values)).toEqual({
      text: 'your company',
    })
  })

  test('a subject of several lines becomes one', () => {
    const odd = { ...values, contact: { ...values.contact, name: 'Ana\r\nBcc: x@y.example' } }
    expect(compose(aStep({ subject: '{{ contact.name }}' }), odd, alone)).toMatchObject({
      subject: 'Ana Bcc: x@y.example',
    })
  })

  test.each([
    '{{ contact.name',
    '{% if %}',
    '{{ contact.name | nosuchfilter }}',
    '{% include "x" %}{% endfor %}',
  ])('the template %s is refused when saved', (text) => {
    expect(checkTemplate(text)).not.toBeNull()
  })

  test('a template that would run for ever is stopped', () => {
    const result = fill(
      '{% for a in (1..100000) %}{% for b in (1..100000) %}x{% endfor %}{% endfor %}',
      values,
    )
    expect(result).toHaveProperty('missing')
  })
})

const leave = 'https://sales.contoso.example/unsubscribe/token?a=1&b="2"'

test('as HTML nothing of the text is taken for markup, and blank lines part paragraphs', () => {
  const html = asHtml('Hi <b>"Ana"</b> & co\nline two\r\n\r\n  \nBye\n', leave)
  expect(html).toContain(
    '<p>Hi &lt;b&gt;&quot;Ana&quot;&lt;/b&gt; &amp; co<br>line two\r</p><p>Bye</p>',
  )
  expect(html).not.toContain('<b>')
})

test('as HTML and as plain text an email ends with the way to unsubscribe', () => {
  expect(asHtml('Hi', leave)).toContain('/unsubscribe/token?a=1&amp;b=&quot;2&quot;"')
  expect(asText(' Hi \n', leave)).toMatch(/^Hi\n\n.*unsubscribe.*:\nhttps:.*\n$/)
})
