/** A story's hands: enrolls, answers as the people outside, and looks at what came of it. */

import type { ContactCard } from '../../../shared/contact.ts'
import type { EnrollmentResource } from '../../../shared/enrollment.ts'
import type { Page } from '../../../shared/problem.ts'
import type { SequenceResource } from '../../../shared/sequence.ts'
import type { Reply, World } from '../world.ts'

export const rita = 'rita@contoso.example'
export const sam = 'sam@contoso.example'
export const ana = 'ana@acme.example'
export const ben = 'ben@acme.example'
export const cleo = 'cleo@other.example'

/** A mail that arrived at somebody outside. */
export interface Arrived {
  id: string
  internetMessageId: string
  subject: string
  inReplyTo: string | null
  references: string | null
  text: string
  raw: string
}

/** A Graph request as the sandbox logged it. */
export interface Asked {
  method: string
  path: string
  status: number
  /** Real time at which it came, UTC, ISO 8601. */
  realAt: string
}

export type Kind = 'reply' | 'reply-from-other' | 'out-of-office' | 'bounce' | 'new-mail'

export interface Play {
  sequence(name: string): Promise<SequenceResource>
  enroll(email: string, sequenceName?: string, rep?: string): Promise<EnrollmentResource>
  card(email: string, rep?: string): Promise<ContactCard>
  /** The newest enrollment of that address. */
  enrollment(email: string): Promise<EnrollmentResource>
  /** Newest first. */
  emails(email: string): Promise<Arrived[]>
  /** Waits until so many emails have arrived there, and gives them. */
  emailsArrive(email: string, count: number): Promise<Arrived[]>
  answer(
    email: string,
    kind: Kind,
    more?: { from?: string; text?: string; messageId?: string; to?: string },
  ): Promise<void>
  /** Waits until the newest enrollment of that address has ended. */
  ends(email: string): Promise<EnrollmentResource>
  /** Waits for an entry of the contact's timeline whose text fits. */
  told(email: string, text: RegExp): Promise<string>
  unenroll(id: string, rep?: string): Promise<Reply>
  undo(id: string, rep?: string): Promise<Reply>
  /** Method and path of every Graph request so far, ids written as they are, oldest first. */
  requests(): Promise<Asked[]>
}

export const firstConversation = 'First conversation'

/**
 * The sends that do not follow a complete read of their mailbox, with nothing between but other sends, within a minute of real
 * time: a busy machine takes its time between the gate, whose own ten seconds have tests of their own, and the request. `sends`:
 * how many were looked at.
 */
export function sendsWithoutRead(requests: Asked[]): { sends: number; without: Asked[] } {
  const isSend = ({ path }: Asked): boolean => path.endsWith('/send')
  const sends = requests.filter(isSend)
  const without = sends.filter((send) => {
    const mailbox = send.path.split('/messages/')[0] ?? '?'
    const before = requests
      .slice(0, requests.indexOf(send))
      .filter((one) => one.path.startsWith(mailbox) && !isSend(one))
      .at(-1)
    if (before?.method !== 'GET' || before.path !== `${mailbox}/messages`) return true
    return Date.parse(send.realAt) - Date.parse(before.realAt) > 60_000
  })
  return { sends: sends.length, without }
}

export function playIn(world: World): Play {
  const read = async <T>(reply: Promise<Reply>, status: number): Promise<T> => {
    const { status: got, body } = await reply
    if (got !== status)
      throw new Error(`Wanted ${String(status)}, got ${String(got)}: ${JSON.stringify(body)}`)
    return body as T
  }
  const play: Play = {
    async sequence(name) {
      const page = await read<Page<SequenceResource>>(world.api(rita, 'GET', '/api/sequences'), 200)
      const found = page.items.find((one) => one.name === name)
      if (!found) throw new Error(`There is no sequence “${name}”.`)
      return found
    },
    async enroll(email, sequenceName = firstConversation, rep = rita) {
      const { id } = await play.sequence(sequenceName)
      return read(
        world.api(rep, 'POST', '/api/enrollments', { contact: { email }, sequenceId: id }),
        201,
      )
    },
    card: (email, rep = rita) =>
      read(world.api(rep, 'GET', `/api/contact-cards?email=${encodeURIComponent(email)}`), 200),
    async enrollment(email) {
      const newest = (await play.card(email)).enrollments[0]
      if (!newest) throw new Error(`${email} was never enrolled.`)
      return newest
    },
    emails: async (email) =>
      (await read<Page<Arrived>>(world.control('GET', `/outside/${email}/messages`), 200)).items,
    emailsArrive: (email, count) =>
      world.waitFor(`${String(count)} emails to ${email}`, async () => {
        const emails = await play.emails(email)
        return emails.length >= count && emails
      }),
    async answer(email, kind, more = {}) {
      const newest = (await play.emails(email))[0]
      const messageId = more.messageId ?? newest?.id
      await read(
        world.control('POST', `/outside/${email}/answers`, {
          kind,
          ...(messageId ? { messageId } : {}),
          ...more,
        }),
        201,
      )
    },
    ends: (email) =>
      world.waitFor(`the end of ${email}'s enrollment`, async () => {
        const enrollment = await play.enrollment(email)
        return enrollment.state === 'ended' && enrollment
      }),
    told: (email, text) =>
      world.waitFor(`${email}'s timeline to say ${String(text)}`, async () =>
        (await play.card(email)).timeline
          .map((entry) => entry.text)
          .find((line) => text.test(line)),
      ),
    unenroll: (id, rep = rita) => world.api(rep, 'POST', `/api/enrollments/${id}/unenrollment`, {}),
    undo: (id, rep = rita) => world.api(rep, 'DELETE', `/api/enrollments/${id}/unenrollment`),
    requests: async () => (await read<Page<Asked>>(world.control('GET', '/requests'), 200)).items,
  }
  return play
}
