/** Control API: people outside invite reps to meetings, call them off, and answer invitations. */

import express from 'express'
import type { Router } from 'express'
import { z } from 'zod'
import { newUid } from '../calendar/calendars.ts'
import { carry, writeMeetingMail } from '../calendar/meeting-mail.ts'
import type { MeetingMail } from '../calendar/meeting-mail.ts'
import type { MeetingText } from '../calendar/read-icalendar.ts'
import { wholeSeconds } from '../clock.ts'
import { answerAutomatically } from '../delivery/automatic-replies.ts'
import { readMime } from '../mail/read-mime.ts'
import { isTenantAddress } from '../person.ts'
import type { MailAddress } from '../person.ts'
import type { Attendee } from '../state/event.ts'
import type { Direction } from '../state/outside-mails.ts'
import type { World } from '../world.ts'
import { timeSchema } from './calendar.ts'
import { addressSchema } from './mail.ts'
import { personOutside } from './outside.ts'
import { badInput, notFound, parse } from './problem.ts'

const invitationSchema = z.strictObject({
  to: z.union([addressSchema.transform((one) => [one]), z.array(addressSchema).min(1)]),
  subject: z.string().default('Meeting'),
  start: timeSchema,
  end: timeSchema,
  text: z.string().default(''),
  location: z.string().default(''),
  isAllDay: z.boolean().default(false),
})
const responseSchema = z.strictObject({
  eventId: z.string().optional(),
  messageId: z.string().optional(),
  response: z.enum(['accepted', 'declined', 'tentativelyAccepted']),
  text: z.string().optional(),
})

export function outsideMeetingsRouter(world: World): Router {
  const router = express.Router()

  router.post('/outside/:address/invitations', express.json(), async (request, response) => {
    const organizer = outsider(world, request.params.address)
    const wish = parse(
      invitationSchema,
      request.body,
      '{to, subject, start, end, text?, location?, isAllDay?}',
    )
    const meeting: MeetingMail['meeting'] = {
      method: 'REQUEST',
      uid: newUid(),
      sequence: 0,
      subject: wish.subject,
      description: wish.text,
      location: wish.location,
      startMs: Date.parse(wish.start),
      endMs: Date.parse(wish.end),
      timeZone: 'UTC',
      isAllDay: wish.isAllDay,
      organizer,
      attendees: wish.to.map((one) => attendee(one, 'none')),
      recurrence: null,
      occurrenceMs: null,
    }
    if (meeting.endMs < meeting.startMs) throw badInput('"end": it ends before it starts.')
    response.status(201).json(await send(world, { from: organizer, to: wish.to, meeting }))
  })

  router.post('/outside/:address/invitations/:uid/cancellation', async (request, response) => {
    const organizer = outsider(world, request.params.address)
    const { uid } = request.params
    const sent = await meetingMails(world, organizer, 'sent')
    const invitation = sent.find((one) => one.uid === uid && one.method === 'REQUEST')
    if (invitation === undefined)
      throw notFound(`${organizer.address} has invited nobody to the meeting ${uid}.`)
    const meeting = { ...invitation, method: 'CANCEL' as const, sequence: invitation.sequence + 1 }
    const mail = { from: organizer, to: invitation.attendees, meeting }
    response.status(201).json(await send(world, mail))
  })

  router.post('/outside/:address/responses', express.json(), async (request, response) => {
    const person = outsider(world, request.params.address)
    const wish = parse(responseSchema, request.body, '{eventId | messageId, response, text?}')
    const invitation = await invitationFor(world, person, wish)
    const own = attendee(person, wish.response)
    const mail = {
      from: person,
      to: [invitation.organizer],
      meeting: { ...invitation, method: 'REPLY' as const, attendees: [own] },
      comment: wish.text,
    }
    response.status(201).json(await send(world, mail))
  })

  return router
}

function outsider(world: World, address: string): MailAddress {
  if (isTenantAddress(address) || !z.email().safeParse(address).success)
    throw badInput(`${address} is not the address of somebody outside the tenant.`)
  return personOutside(world, address)
}

function attendee(one: MailAddress, response: Attendee['response']): Attendee {
  return { ...one, type: 'required', response, respondedMs: null }
}

async function send(world: World, mail: MeetingMail): Promise<object> {
  const wire = await writeMeetingMail(world, mail)
  const carryAll = world.db.transaction(() => carry(world, mail, wire))
  const arrived = carryAll()
  await answerAutomatically(world, arrived, wire)
  return {
    id: arrived[0]?.id ?? null,
    internetMessageId: wire.messageId,
    receivedDateTime: wholeSeconds(arrived[0]?.receivedMs ?? world.clock.now()),
    iCalUId: mail.meeting.uid,
    subject: wire.mail.subject,
    from: wire.mail.from,
    to: wire.mail.to,
    raw: wire.raw.toString('utf8'),
  }
}

/** The latest invitation this person got: of the mail named, or to the event of a rep that is named. */
async function invitationFor(
  world: World,
  person: MailAddress,
  wish: z.infer<typeof responseSchema>,
): Promise<MeetingText> {
  if (wish.messageId !== undefined) {
    const mail = world.outside.find(person.address, wish.messageId)
    const meeting = mail && (await readMime(Buffer.from(mail.raw))).meeting
    if (meeting == null)
      throw notFound(`${person.address} has received no invitation ${wish.messageId}.`)
    return meeting
  }
  const { eventId } = wish
  if (eventId === undefined)
    throw badInput('"eventId": say which event or "messageId" is answered.')
  const uid =
    world.people
      .map((one) => world.events.find(one.id, eventId)?.uid)
      .find((one) => one !== undefined) ?? eventId
  const received = await meetingMails(world, person, 'received')
  const meeting = received.find((one) => one.uid === uid && one.method === 'REQUEST')
  if (meeting === undefined)
    throw notFound(`${person.address} has not been invited to the event ${eventId}.`)
  return meeting
}

/** Newest first. */
async function meetingMails(
  world: World,
  person: MailAddress,
  direction: Direction,
): Promise<MeetingText[]> {
  const mails = world.outside.list(person.address, direction, Number.MAX_SAFE_INTEGER, 1_000)
  const read = await Promise.all(
    mails
      .filter((one) => one.raw.includes('text/calendar'))
      .map(async (one) => (await readMime(Buffer.from(one.raw))).meeting),
  )
  return read.filter((one) => one !== null)
}
