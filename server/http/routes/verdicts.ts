/** What mails meant: the banner on the mail that a rep is reading. */

import { z } from 'zod'
import { verdictsOnMessage } from '../../services/views/message-verdicts.ts'
import { route, type Route } from '../api/route.ts'
import { pageOf } from '../shapes/page.ts'
import * as shapes from '../shapes/verdict.ts'

export const verdictRoutes: Route[] = [
  route({
    method: 'get',
    path: '/api/verdicts',
    operationId: 'listVerdicts',
    tag: 'verdicts',
    summary:
      'What one mail, named by its Message-ID, meant for enrollments; empty when it concerns nobody enrolled.',
    query: z.object({ messageId: z.string('name a mail: /api/verdicts?messageId=<…>').max(1000) }),
    answer: pageOf(shapes.verdict),
    serve: async (context, { user, query }) => ({
      items: await verdictsOnMessage(context, user, query.messageId),
      next: null,
    }),
  }),
]
