/** Free properties of a contact: names in one spelling, values of one line, and not too many of them. */

const longestName = 50
const longestValue = 200
const mostProperties = 50

/** The one spelling of a property's name: lower case, single blanks, none around. */
export function propertyName(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}

/**
 * The known properties with a change written over them: a text sets one, an empty text takes it away. Or a sentence that
 * says what is wrong with the change.
 */
export function changeProperties(
  known: Record<string, string>,
  change: Record<string, string>,
): { properties: Record<string, string> } | { refused: string } {
  const all = new Map(Object.entries(known))
  for (const [given, text] of Object.entries(change)) {
    const name = propertyName(given)
    const value = text.replace(/\s+/g, ' ').trim()
    if (name === '') return { refused: 'A property has no name. Give it one, such as “job title”.' }
    if (name.length > longestName)
      return {
        refused: `The property name “${name.slice(0, longestName)}…” is too long: use ${String(longestName)} characters at most.`,
      }
    if (value.length > longestValue)
      return {
        refused: `The property “${name}” is too long: use ${String(longestValue)} characters at most.`,
      }
    if (value === '') all.delete(name)
    else all.set(name, value)
  }
  if (all.size > mostProperties)
    return {
      refused: `A contact has ${String(mostProperties)} properties at most. Take one away by setting it to an empty text.`,
    }
  return { properties: Object.fromEntries([...all].sort(([a], [b]) => (a < b ? -1 : 1))) }
}
