/** Emails' texts with Liquid tokens: checked when saved, strict when filled in. */

import { Liquid } from 'liquidjs'
import { propertyName } from '../contacts/contact-properties.ts'

export interface TokenValues {
  contact: {
    name: string
    first_name: string
    email: string
    company: string | null
    /** Free properties: `{{ contact.properties["job title"] }}`. */
    properties?: Record<string, string>
  }
  /** `meetings_link`: where the contact of this very email books a meeting with the sender. */
  sender: { name: string; first_name: string; email: string; meetings_link: string }
}

// Reps write these texts: bounded in time and memory, with no files to include and no prototype to reach.
const engine = new Liquid({
  strictFilters: true,
  strictVariables: true,
  ownPropertyOnly: true,
  parseLimit: 100_000,
  renderLimit: 500,
  memoryLimit: 1_000_000,
  templates: {},
  outputEscape: (value: unknown) => {
    if (typeof value === 'string' && value !== '') return value
    if (typeof value === 'number') return String(value)
    throw new Error('no value')
  },
})

/** What is wrong with a template's form, in the engine's words, or null when it can be read. */
export function checkTemplate(text: string): string | null {
  try {
    engine.parse(text)
    return null
  } catch (error) {
    return plain(error)
  }
}

const everyToken: TokenValues = {
  contact: { name: 'Ana Alves', first_name: 'Ana', email: 'ana@acme.example', company: 'Acme' },
  sender: {
    name: 'Rita Reyes',
    first_name: 'Rita',
    email: 'rita@contoso.example',
    meetings_link: 'https://sales.contoso.example/meet/x',
  },
}

/** The token in a readable template that no contact could ever have a value for, or null. */
export function unknownToken(text: string): string | null {
  const filled = fill(text, {
    ...everyToken,
    contact: { ...everyToken.contact, properties: propertiesIn(text) },
  })
  return 'missing' in filled ? filled.missing : null
}

/** A value for each property the text names in its one spelling: a contact may have any. */
function propertiesIn(text: string): Record<string, string> {
  const names = engine
    .globalVariableSegmentsSync(text)
    .flatMap(([on, list, name]) =>
      on === 'contact' && list === 'properties' && typeof name === 'string' ? [name] : [],
    )
  return Object.fromEntries(
    names.filter((name) => name === propertyName(name)).map((name) => [name, 'x']),
  )
}

/** What a text names, each in its parts: `["contact", "properties", "job title"]`. Empty when it cannot be read. */
export function variablesIn(text: string): string[][] {
  try {
    return engine
      .globalVariableSegmentsSync(text)
      .map((parts) => parts.filter((part) => typeof part === 'string'))
  } catch {
    return []
  }
}

/** Fills the tokens in. A token without a value refuses the whole text and is named as it is written. */
export function fill(text: string, values: TokenValues): { text: string } | { missing: string } {
  try {
    return { text: String(engine.parseAndRenderSync(text, values)) }
  } catch (error) {
    return { missing: tokenOf(error) ?? plain(error) }
  }
}

/** Liquid's errors carry the token they stumbled over. */
const stumbled = (error: unknown): error is { token: { getText(): string } } =>
  typeof error === 'object' &&
  error !== null &&
  'token' in error &&
  typeof error.token === 'object' &&
  error.token !== null &&
  'getText' in error.token &&
  typeof error.token.getText === 'function'

function tokenOf(error: unknown): string | null {
  if (!stumbled(error)) return null
  const text = error.token.getText()
  // An unknown name is told bare, an empty one with its braces; people shall see both as they wrote them.
  return text.startsWith('{') ? text : `{{ ${text} }}`
}

function plain(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.replace(/, (line|file):.*$/s, '').trim()
}
