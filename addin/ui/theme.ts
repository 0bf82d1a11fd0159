/** Light or dark: Outlook's own background decides, and where Outlook does not say, the person's system setting. */

export type Shade = 'light' | 'dark'

/** `background` is `#rgb` or `#rrggbb`; anything else is null: no opinion. */
export function shadeOf(background: string | null): Shade | null {
  const digits = /^#([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(background ?? '')?.[1]
  if (digits === undefined) return null
  const long =
    digits.length === 3
      ? Array.from(digits)
          .map((digit) => digit + digit)
          .join('')
      : digits
  const channel = (from: number): number => Number.parseInt(long.slice(from, from + 2), 16)
  // Perceived brightness, ITU-R BT.601.
  const brightness = 0.299 * channel(0) + 0.587 * channel(2) + 0.114 * channel(4)
  return brightness < 128 ? 'dark' : 'light'
}
