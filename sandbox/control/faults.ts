/** Control API: ordering misbehaviour, and lifecycle events of subscriptions. */

import express from 'express'
import type { Router } from 'express'
import { z } from 'zod'
import { tellLifecycle } from '../delivery/changes.ts'
import { faultSchema } from '../fault.ts'
import type { World } from '../world.ts'
import { mailboxOf } from './mail.ts'
import { notFound, parse } from './problem.ts'

const orderSchema = z.union([
  z.strictObject({ faults: z.array(faultSchema).min(1) }),
  faultSchema.transform((one) => ({ faults: [one] })),
])
const takes =
  '{notices: drop|double|delay|reorder}, {status}, {hold: before|after}, {dropConnection: true}, {delayMs}, {pageLimit}, {rewriteMessageId: true}, {sendDelayMs}, {createWindowMs} or {moveWindowMs}, or {faults: [...]} of them, with method, path, every, probability, mailbox and times where they fit'

const lifecycleSchema = z.strictObject({
  mailbox: z.string(),
  event: z.enum(['reauthorizationRequired', 'subscriptionRemoved', 'missed']),
})
const expireSchema = z.strictObject({ mailbox: z.string() })
const forgetSchema = z.strictObject({ mailbox: z.string().optional() })

export function faultRouter(world: World): Router {
  const router = express.Router()

  router.get('/faults', (_request, response) => {
    response.json({ items: world.faults.list() })
  })
  router.post('/faults', express.json(), (request, response) => {
    const { faults } = parse(orderSchema, request.body, takes)
    for (const { mailbox } of faults) if (mailbox !== undefined) mailboxOf(world, mailbox)
    world.faults.add(faults)
    response.status(201).json({ items: world.faults.list() })
  })
  router.delete('/faults', (_request, response) => {
    world.faults.clear()
    response.json({ items: [] })
  })
  router.delete('/faults/:id', (request, response) => {
    if (!world.faults.remove(request.params.id))
      throw notFound(`There is no fault ${request.params.id}.`)
    response.json({ items: world.faults.list() })
  })

  router.post('/subscriptions/lifecycle', express.json(), (request, response) => {
    const { mailbox, event } = parse(lifecycleSchema, request.body, '{mailbox, event}')
    const person = mailboxOf(world, mailbox)
    const all = world.subscriptions.ofMailbox(person.id)
    const told = all.filter((one) => tellLifecycle(world.notifications, one, event)).length
    if (event === 'subscriptionRemoved') for (const one of all) world.subscriptions.remove(one.id)
    response.json({ subscriptions: all.length, told })
  })
  router.post('/subscriptions/expire', express.json(), (request, response) => {
    const { mailbox } = parse(expireSchema, request.body, '{mailbox}')
    const all = world.subscriptions.ofMailbox(mailboxOf(world, mailbox).id)
    for (const one of all) world.subscriptions.remove(one.id)
    response.json({ expired: all.length })
  })

  // Delta tokens given out so far are forgotten: of a mailbox's calendar, or without one of the directory.
  router.post('/deltas/expire', express.json(), (request, response) => {
    const { mailbox } = parse(forgetSchema, request.body, '{mailbox?}')
    world.deltaRounds.forget(mailbox === undefined ? 'users' : mailboxOf(world, mailbox).id)
    response.status(204).end()
  })

  return router
}
