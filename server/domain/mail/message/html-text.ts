/** Reads the words out of an HTML body, without the quotation that mail clients mark; in one pass, bounded. */

// Marks by which Gmail, Outlook, Apple Mail, Yahoo and Thunderbird begin the earlier mail.
const quotation =
  /<blockquote|<div[^>]{0,200}(gmail_quote|yahoo_quoted|divrplyfwdmsg|appendonsend|moz-cite-prefix|mail-editor-reference-message)|<[a-z]{1,10} [^>]{0,200}(reply-intro|originalmessage|border:none;border-top:solid #(e1e1e1|b5c4df))/i

const named: Record<string, string> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  szlig: 'ß',
  eacute: 'é',
  egrave: 'è',
  agrave: 'à',
  ccedil: 'ç',
  aring: 'å',
  oslash: 'ø',
  aelig: 'æ',
  ntilde: 'ñ',
  oacute: 'ó',
  aacute: 'á',
  iacute: 'í',
  uacute: 'ú',
  atilde: 'ã',
  rsquo: '’',
}

/** The part of the HTML above its quotation, and whether there is one. */
export function aboveQuotation(html: string): { html: string; quotes: boolean } {
  const at = html.search(quotation)
  return at < 0 ? { html, quotes: false } : { html: html.slice(0, at), quotes: true }
}

export function htmlText(html: string): string {
  const shown = ['script', 'style', 'head', 'title'].reduce(
    (rest, tag) => withoutSpans(rest, `<${tag}`, `</${tag}>`),
    withoutSpans(html, '<!--', '-->'),
  )
  return shown
    .replace(/[\r\n\t]+/g, ' ')
    .replace(/<(br|\/p|\/div|\/tr|\/li|\/h[1-6]|p|div|tr|li)\b[^<>]{0,2000}>/gi, '\n')
    .replace(/<[^<>]{0,5000}>/g, ' ')
    .replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/gi, (whole, name: string) => character(name) ?? whole)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** Two marks that never meet would make an expression look for the second from every first: this looks once. */
function withoutSpans(html: string, opening: string, closing: string): string {
  // Only tags: a few letters of other alphabets grow in lower case, and places would no longer agree.
  const lower = html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
  const kept: string[] = []
  let from = 0
  for (;;) {
    const start = lower.indexOf(opening, from)
    const end = start < 0 ? -1 : lower.indexOf(closing, start + opening.length)
    if (end < 0) return [...kept, html.slice(from)].join(' ')
    // "<header" is no "<head".
    const named = /^<[a-z]/.test(opening) && /[a-z0-9]/.test(lower.charAt(start + opening.length))
    kept.push(html.slice(from, named ? start + opening.length : start))
    from = named ? start + opening.length : end + closing.length
  }
}

function character(name: string): string | null {
  const lower = name.toLowerCase()
  if (!lower.startsWith('#')) return named[lower] ?? null
  const code = lower.startsWith('#x') ? parseInt(lower.slice(2), 16) : parseInt(lower.slice(1), 10)
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
    ? String.fromCodePoint(code)
    : null
}
