/** Tokens in words that people understand: which there are, what is wrong with one, and what has no value. */

import { variablesIn } from './template.ts'

/** Every token but a contact's properties, with what it stands for. */
export const emailTokens = [
  ['contact.first_name', 'Contact: first name'],
  ['contact.name', 'Contact: name'],
  ['contact.company', 'Contact: company'],
  ['contact.email', 'Contact: address'],
  ['sender.first_name', 'Sender: first name'],
  ['sender.name', 'Sender: name'],
  ['sender.email', 'Sender: address'],
  ['sender.meetings_link', 'Sender: meetings link'],
] as const

/** `contact.properties["job title"]`; one quotation mark of Liquid's two, whichever the name leaves free. */
export function propertyToken(name: string): string {
  return name.includes('"') ? `contact.properties['${name}']` : `contact.properties["${name}"]`
}

/** What Liquid says of a text it cannot read, in a sentence that says what to do. */
export function describeFault(fault: string): string {
  const [, output] = /^output "(.*)" not closed$/s.exec(fault) ?? []
  if (output !== undefined) return `“${short(output)}” is not closed. End it with }}.`
  const [, tag] = /^tag "(.*)" not closed$/s.exec(fault) ?? []
  if (tag !== undefined) return `“${short(tag)}” is not closed. End it with %}.`
  const [, block] = /^tag (\{%.*%\}) not closed$/s.exec(fault) ?? []
  if (block !== undefined) return `“${short(block)}” has no end. Write its end tag, or take it out.`
  const [, unknown] = /^tag "(.*)" not found$/s.exec(fault) ?? []
  if (unknown !== undefined)
    return `“{% ${short(unknown)} %}” is not known. Take it out, or choose a token from the list.`
  const [, filter] = /^undefined filter: (.*)$/s.exec(fault) ?? []
  if (filter !== undefined)
    return `“| ${short(filter)}” is not known. Take it out, or choose a token from the list.`
  if (fault.startsWith('invalid value expression'))
    return 'between its braces stands no name. Choose a token from the list.'
  return `${fault}. Take it out, or choose a token from the list.`
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 40 ? `${line.slice(0, 40)}…` : line
}

/** What a token without a value lacks: "Ana Alves has no company." `whose` is the contact as the sentence names it. */
export function describeMissing(token: string, whose = 'The contact'): string {
  const [on, name, property] = variablesIn(token)[0] ?? []
  if (on === 'contact' && name === 'properties' && property !== undefined)
    return `${whose} has no “${property}”.`
  if (on === 'contact' && name !== undefined) return `${whose} has no ${name.replace('_', ' ')}.`
  if (on === 'sender' && name !== undefined) return `The sender has no ${name.replace('_', ' ')}.`
  return `${token} has no value.`
}
