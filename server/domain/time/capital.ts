/** Small things that every sentence for people needs. */

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
