/** Who is asking, and who has a seat. */

import { listUsers } from '../../store/directory/users.ts'
import { giveSeat } from '../../services/directory/assign-seat.ts'
import { isRefused } from '../../services/problem.ts'
import { showMe, showUser } from '../../services/directory/signed-in-user.ts'
import { route, type Route } from '../api/route.ts'
import { pageOf } from '../shapes/page.ts'
import * as shapes from '../shapes/user.ts'

export const userRoutes: Route[] = [
  route({
    method: 'get',
    path: '/api/me',
    operationId: 'getMe',
    tag: 'users',
    summary: 'The signed-in person: seat, role and what they may not do.',
    answer: shapes.me,
    serve: ({ db }, { user }) => showMe(db, user),
  }),
  route({
    method: 'get',
    path: '/api/users',
    operationId: 'listUsers',
    tag: 'users',
    summary: 'Everybody who has signed in or was given a seat.',
    answer: pageOf(shapes.user),
    serve: async ({ db }) => ({ items: (await listUsers(db)).map(showUser), next: null }),
  }),
  route({
    method: 'post',
    path: '/api/users',
    operationId: 'assignSeat',
    tag: 'users',
    summary:
      'Gives a person of the tenant a seat (administrators); repeating it changes seat, role or manager.',
    status: 201,
    body: shapes.seatRequest,
    answer: shapes.user,
    serve: async (context, { user, body }) => {
      const given = await giveSeat(context, user, body)
      return isRefused(given) ? given : showUser(given)
    },
  }),
]
