/** The web addresses in the text of an email, so that the people outside can follow them. */

/** A piece of a text: words, or an address of the web. */
export interface Piece {
  text: string
  isLink: boolean
}

const address = /https?:\/\/[^\s<>"]+/g

/** The line in pieces, in their order; a full stop behind an address is none of it. */
export function piecesOf(line: string): Piece[] {
  const pieces: Piece[] = []
  let done = 0
  for (const { 0: found, index } of line.matchAll(address)) {
    const link = found.replace(/[.,;:!?)\]]+$/, '')
    if (index > done) pieces.push({ text: line.slice(done, index), isLink: false })
    pieces.push({ text: link, isLink: true })
    done = index + link.length
  }
  if (done < line.length) pieces.push({ text: line.slice(done), isLink: false })
  return pieces
}

/** The rep's page of free times that an email offers, or null. */
export function meetingsLinkIn(text: string): string | null {
  const links = text.split('\n').flatMap(piecesOf)
  return links.find(({ text: link, isLink }) => isLink && /\/meet\/[^/]+$/.test(link))?.text ?? null
}
