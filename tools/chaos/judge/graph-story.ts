/** What the server asked of Graph about one message, in short: whoever studies a finding wants to know. */
import type { Facts } from '../facts.ts'

/** `POST send 202, GET message 404 (told 503)`; the last dozen. */
export function graphStory({ passed }: Facts, messageId: string): string {
  const told = passed
    .filter((one) => one.messageId === messageId)
    .map(({ method, place, status, told, arrivedAt }) => {
      const differs = told === status ? '' : ` (told ${told ?? 'nothing'})`
      return `${new Date(arrivedAt).toISOString().slice(11, 23)} ${method} ${place} ${status ?? 'unanswered'}${differs}`
    })
  return told.length === 0 ? 'never asked for by its id' : told.slice(-12).join(', ')
}
