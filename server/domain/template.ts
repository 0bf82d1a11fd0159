/** Letters' texts with Liquid tokens: checked when saved, strict when filled in. */

import { Liquid } from 'liquidjs'

export interface TokenValues {
  contact: { name: string; first_name: string; email: string; company: string | null }
  sender: { name: string; first_name: string; email: string }
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
    if (value === undefined || value === null || value === '') throw new Error('no value')
    return String(value)
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

/** Fills the tokens in. A token without a value refuses the whole text and is named as it is written. */
export function fill(text: string, values: TokenValues): { text: string } | { missing: string } {
  try {
    return { text: String(engine.parseAndRenderSync(text, values)) }
  } catch (error) {
    return { missing: tokenOf(error) ?? plain(error) }
  }
}

/** Liquid's errors carry the token they stumbled over. */
function tokenOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('token' in error)) return null
  const { token } = error
  if (typeof token !== 'object' || token === null || !('getText' in token)) return null
  return typeof token.getText === 'function' ? String(token.getText()) : null
}

function plain(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.replace(/, (line|file):.*$/s, '').trim()
}
