/** Brings text to the one spelling in which phrases are looked for: lower case, no accents, plain quotes and blanks. */

// Letters that Unicode does not take apart into a base letter and a mark.
const single: Record<string, string> = {
  ı: 'i',
  ł: 'l',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  '’': "'",
  '‘': "'",
  ʼ: "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '–': '-',
  '—': '-',
  '‑': '-',
}

/** Keeps line ends; all other runs of white space become one blank. */
export function plainWords(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[ıłøæœßđðþ’‘ʼ“”„–—‑]/g, (letter) => single[letter] ?? letter)
    .replace(/[^\S\n]+/g, ' ')
}

/**
 * One expression out of many phrases, each a regular expression in any spelling. In languages that part words by
 * blanks a phrase begins at the beginning of a word. Gaps inside phrases must be bounded (`.{0,40}`).
 */
export function anyOf(
  phrases: readonly string[],
  where: 'anywhere' | 'start' = 'anywhere',
): RegExp {
  if (phrases.length === 0) return /(?!)/
  const each = phrases.map((phrase) => (isSpaced(phrase) ? `(?<!\\p{L})${phrase}` : phrase))
  const all = plainWords(each.join('|'))
    // A full stop ends the thought, but not within a date.
    .replaceAll('[^.!?]{', '(?:[^.!?]|(?<=\\d)\\.){')
    // The class of all letters is the one capital that means something inside an expression.
    .replaceAll('\\p{l}', '\\p{L}')
  return new RegExp(where === 'start' ? `^(?:${all})` : all, 'u')
}

function isSpaced(phrase: string): boolean {
  return (
    /^[\\([?:]*\p{L}/u.test(phrase) && !/[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/u.test(phrase)
  )
}
