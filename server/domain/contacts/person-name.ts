/** Compares people's names as mail programs write them: accents, order and titles aside. */

// Latin letters that Unicode does not take apart into a plain one and its mark.
const plain: Record<string, string> = { ß: 'ss', æ: 'ae', ø: 'o', œ: 'oe', ł: 'l', đ: 'd', ı: 'i' }
const titles = new Set(
  'dr prof professor mr mrs ms miss mx sir dame herr frau hr fr ing dipl mag msc bsc mba phd md esq jr sr ii iii iv'.split(
    ' ',
  ),
)

/** The words of a name, folded: no accents, titles, initials, or what stands in brackets. */
export function namesIn(name: string): string[] {
  const folded = name
    .slice(0, 200)
    .replace(/\([^)]*\)|\[[^\]]*\]/g, ' ')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæøœłđı]/g, (email) => plain[email] ?? email)
  const words = folded.split(/[^\p{L}\p{N}'’]+/u).map((word) => word.replace(/['’]/g, ''))
  // One character is an initial in Latin script, but a whole name in others.
  return words.filter((word) => word !== '' && !titles.has(word) && !/^[a-z]$/.test(word))
}

/** More than one word: one alone, such as “Ana”, is shared by too many. */
export function isFullName(name: string): boolean {
  return !name.includes('@') && namesIn(name).length > 1
}

/** Two spellings of one full name: “Ana Alves”, “Alves, Ana”, “ALVES Ána”. */
export function isSameName(one: string, other: string): boolean {
  if (!isFullName(one) || !isFullName(other)) return false
  return namesIn(one).sort().join(' ') === namesIn(other).sort().join(' ')
}
