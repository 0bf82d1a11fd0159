/** A mail address: brought to one spelling once, at the edge, and compared as text ever after. */

export interface Address {
  address: string
  name: string
}

const form = /^[^\s@<>"(),:;\\[\]]+@[^\s@<>"(),:;\\[\]]+\.[^\s@<>"(),:;\\[\]]+$/

/** Lower case, no surrounding blanks, no `mailto:`. Answers null for what is no SMTP address (X.500 names, empty). */
export function normalAddress(text: string | null | undefined): string | null {
  const address = (text ?? '')
    .trim()
    .replace(/^mailto:/i, '')
    .toLowerCase()
  return form.test(address) && address.length <= 254 ? address : null
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}

export function localPartOf(address: string): string {
  return address.slice(0, address.lastIndexOf('@'))
}

/** What to call somebody of whom only the address is known: `ana.alves@…` -> `Ana Alves`. */
export function nameFromAddress(address: string): string {
  return localPartOf(address)
    .split(/[._+-]+/)
    .filter(Boolean)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ')
}

/**
 * What two spellings of one mailbox have in common: without a `+tag`, and for Gmail without dots and under one of its two
 * domains (support.google.com/mail/answer/7436150 and /10313). Compared, never written to.
 */
export function addressKey(address: string): string {
  const domain = domainOf(address)
  const [local = ''] = localPartOf(address).split('+', 1)
  // A local part that begins with the plus has no other name.
  const name = local === '' ? localPartOf(address) : local
  return domain === 'gmail.com' || domain === 'googlemail.com'
    ? `${name.replaceAll('.', '')}@gmail.com`
    : `${name}@${domain}`
}
