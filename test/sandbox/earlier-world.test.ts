/** A world that an earlier version of the sandbox has kept. */

import { arrive, openPlay, rita } from './play.ts'

test('is opened as it was, and takes in what is new', async () => {
  const play = await openPlay()
  const { id } = await arrive(play)
  const { db } = play.sandbox().world
  db.exec('alter table messages drop column unlisted')
  db.exec('alter table messages drop column unseen_until')
  db.exec('alter table messages drop column client')
  db.exec("update messages set item = json_remove(item, '$.meeting')")
  db.exec('drop table events; drop table people; drop table mailbox_settings')
  await play.restart()
  const inbox = `/users/${rita}/mailFolders/inbox/messages?$select=id`
  expect((await play.graph('GET', inbox)).json.value).toMatchObject([{ id }])
  expect((await play.graph('GET', '/users')).json.value).toHaveLength(5)
  expect((await play.graph('GET', `/users/${rita}/events`)).json.value).toEqual([])
  await play.close()
})
