/** How a sentence for people begins. */

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
