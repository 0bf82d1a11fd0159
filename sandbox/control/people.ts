/** Control API: what the administrator of the tenant does with people, and people with their mailbox settings. */

import express from 'express'
import type { Router } from 'express'
import { z } from 'zod'
import { weekdays } from '../calendar/recurrence.ts'
import { isTenantAddress, personOf } from '../person.ts'
import type { Person } from '../person.ts'
import type { MailboxSettings } from '../state/mailbox-settings.ts'
import { zoneOf } from '../time-zone.ts'
import type { World } from '../world.ts'
import { mailboxOf } from './mail.ts'
import { badInput, ControlRefusal, notFound, parse } from './problem.ts'

const personSchema = z.strictObject({
  accountEnabled: z.boolean().optional(),
  hasMailbox: z.boolean().optional(),
  name: z.string().min(1).optional(),
  address: z.email().optional(),
  title: z.string().optional(),
})
const deletionQuery = z.object({ permanently: z.enum(['true', 'false']).optional() })
const timeZone = z
  .string()
  .refine((name) => zoneOf(name) !== undefined, 'no Windows or IANA time zone')
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const settingsSchema = z.strictObject({
  automaticReplies: z
    .strictObject({
      status: z.enum(['disabled', 'alwaysEnabled', 'scheduled']),
      message: z.string().optional(),
      until: z.iso.datetime({ offset: true }).optional(),
    })
    .optional(),
  timeZone: timeZone.optional(),
  workingHours: z
    .strictObject({
      daysOfWeek: z.array(z.enum(weekdays)).optional(),
      startTime: clockTime.optional(),
      endTime: clockTime.optional(),
      timeZone: timeZone.optional(),
    })
    .optional(),
})

export function peopleRouter(world: World): Router {
  const router = express.Router()

  router.patch('/people/:address', express.json(), (request, response) => {
    const person = personIn(world, request.params.address)
    const patch = parse(
      personSchema,
      request.body,
      '{accountEnabled?, hasMailbox?, name?, address?, title?}',
    )
    const given = Object.fromEntries(
      Object.entries(patch).filter(([, value]) => value !== undefined),
    )
    world.directory.change({ ...person, ...given, ...withAddress(world, person, patch.address) })
    response.json(personIn(world, person.id))
  })

  router.delete('/people/:address', (request, response) => {
    const { permanently } = parse(deletionQuery, request.query, 'permanently=true or nothing')
    const wanted = request.params.address
    const person = personOf(world.people, wanted) ?? personOf(deleted(world), wanted)
    if (person === undefined) throw notFound(`Nobody of the tenant is ${wanted}.`)
    if (permanently === 'true') world.directory.erase(person.id)
    else world.directory.remove(personIn(world, wanted))
    response.status(204).end()
  })

  router.post('/people/:address/restoration', (request, response) => {
    const wanted = request.params.address
    const person = personOf(deleted(world), wanted)
    const entry = world.directory.deleted().find((one) => one.person.id === person?.id)
    if (entry === undefined)
      throw notFound(`${wanted} is not among the deleted people, who are kept for 30 days.`)
    world.directory.restore(entry)
    response.status(201).json(entry.person)
  })

  router.get('/mailboxes/:address/settings', (request, response) => {
    response.json(shownSettings(world, mailboxOf(world, request.params.address)))
  })

  router.patch('/mailboxes/:address/settings', express.json(), (request, response) => {
    const person = mailboxOf(world, request.params.address)
    const patch = parse(
      settingsSchema,
      request.body,
      '{automaticReplies: {status, message?, until?}, timeZone?, workingHours?}',
    )
    const before = world.mailboxSettings.read(person.id)
    const { workingHours: hours } = patch
    world.mailboxSettings.write(person.id, {
      timeZone: patch.timeZone ?? before.timeZone,
      workingHours: {
        daysOfWeek: hours?.daysOfWeek ?? before.workingHours.daysOfWeek,
        startTime: exact(hours?.startTime) ?? before.workingHours.startTime,
        endTime: exact(hours?.endTime) ?? before.workingHours.endTime,
        timeZone: hours?.timeZone ?? patch.timeZone ?? before.workingHours.timeZone,
      },
      automaticReplies: replies(world, before.automaticReplies, patch.automaticReplies),
    })
    response.json(shownSettings(world, person))
  })

  return router
}

function personIn(world: World, addressOrId: string): Person {
  const person = personOf(world.people, addressOrId)
  if (person === undefined) throw notFound(`Nobody of the tenant is ${addressOrId}.`)
  return person
}

function deleted(world: World): Person[] {
  return world.directory.deleted().map((one) => one.person)
}

/** The old address goes on receiving, as Exchange keeps it among the proxy addresses. */
function withAddress(
  world: World,
  person: Person,
  address: string | undefined,
): { address?: string; aliases?: string[] } {
  if (address === undefined || address === person.address) return {}
  if (!isTenantAddress(address))
    throw badInput(`"address": people of the tenant have addresses of its domain, not ${address}.`)
  const holder = personOf(world.people, address)
  if (holder !== undefined && holder.id !== person.id)
    throw new ControlRefusal(409, 'address-taken', `${address} belongs to ${holder.name}.`)
  const aliases = [...(person.aliases ?? []), person.address].filter((one) => one !== address)
  return { address, aliases: [...new Set(aliases)] }
}

type Replies = MailboxSettings['automaticReplies']

function replies(
  world: World,
  before: Replies,
  wish: z.infer<typeof settingsSchema>['automaticReplies'],
): Replies {
  if (wish === undefined) return before
  if (wish.status === 'scheduled' && wish.until === undefined)
    throw badInput('"automaticReplies.until": say until when scheduled replies go out.')
  const message = wish.message ?? before.externalMessage
  return {
    ...before,
    status: wish.status,
    internalMessage: message,
    externalMessage: message,
    ...(wish.until === undefined
      ? {}
      : { startMs: world.clock.now(), endMs: Date.parse(wish.until) }),
  }
}

function exact(time: string | undefined): string | undefined {
  return time === undefined ? undefined : `${time}:00.0000000`
}

function shownSettings(world: World, person: Person): object {
  const { timeZone: zone, workingHours, automaticReplies } = world.mailboxSettings.read(person.id)
  const { status, externalMessage, endMs } = automaticReplies
  return {
    timeZone: zone,
    workingHours: {
      ...workingHours,
      startTime: workingHours.startTime.slice(0, 5),
      endTime: workingHours.endTime.slice(0, 5),
    },
    automaticReplies: {
      status,
      message: externalMessage,
      until: status === 'scheduled' ? new Date(endMs).toISOString() : null,
    },
  }
}
