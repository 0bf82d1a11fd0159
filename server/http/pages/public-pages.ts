/** The pages for people outside, who have no account and only a link from an email. */

import express, { Router } from 'express'
import type { Context } from '../../services/context.ts'
import { meetPage } from './booking-page.ts'
import { unsubscribePage } from './unsubscribe-page.ts'

/** GETs change nothing: link scanners of mail servers follow every link before the person does. */
export function publicPages(context: Context): Router {
  const form = express.urlencoded({ extended: false, limit: '10kb' })
  const router = Router()
  router.use(unsubscribePage(context, form))
  router.use(meetPage(context, form))
  return router
}
