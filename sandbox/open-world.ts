/** Opens and closes the whole pretend Microsoft 365: its state and the machinery that moves it. */

import { join } from 'node:path'
import { openCalendars } from './calendar/calendars.ts'
import { openClock } from './clock.ts'
import { openFollowers } from './control/followers.ts'
import { openChanges } from './delivery/changes.ts'
import { openMailboxes } from './delivery/mailboxes.ts'
import { openNotifications } from './delivery/notifications.ts'
import { openOutbox, resumeOutbox } from './delivery/outbox.ts'
import { openPoster } from './delivery/post.ts'
import { openUpkeep } from './delivery/upkeep.ts'
import { openDirectory } from './directory.ts'
import { openFaults } from './faults.ts'
import { outsidePeople, tenantPeople } from './person.ts'
import type { Person } from './person.ts'
import { openRequestLog } from './request-log.ts'
import { openDatabase, openSettings } from './state/database.ts'
import { openDeltaRounds } from './state/delta-rounds.ts'
import { openDirectoryStore } from './state/directory.ts'
import { openEvents } from './state/events.ts'
import { openMailboxSettings } from './state/mailbox-settings.ts'
import { openMessages } from './state/messages.ts'
import { openNotificationStore } from './state/notifications.ts'
import { openOutsideMails } from './state/outside-mails.ts'
import { openSubscriptions } from './state/subscriptions.ts'
import type { World } from './world.ts'

export interface WorldOptions {
  dataDir: string
  people?: Person[]
  /** A further certificate to trust when posting notifications, PEM. */
  ca?: string
  report?: (what: string, error: unknown) => void
}

/** Opens the world kept in `${dataDir}/sandbox.sqlite`, and goes on where it was stopped. */
export async function openWorld(options: WorldOptions): Promise<World> {
  const db = openDatabase(join(options.dataDir, 'sandbox.sqlite'))
  const settings = openSettings(db)
  const clock = openClock(settings)
  const faults = openFaults(() => world.people)
  const messages = openMessages(db)
  const outside = openOutsideMails(db)
  const subscriptions = openSubscriptions(db)
  const poster = openPoster(options.ca)
  const notifications = openNotifications(openNotificationStore(db), poster, faults)
  const changes = openChanges(subscriptions, notifications, clock)
  const mailboxes = openMailboxes(db, messages, changes, clock, faults)
  const events = openEvents(db)
  const staff = openDirectoryStore(db, options.people ?? tenantPeople)
  const directory = openDirectory(db, staff, changes, clock)
  const upkeep = openUpkeep(subscriptions, notifications, clock, directory.purge)
  const outbox = openOutbox(() => world)

  const world: World = {
    db,
    get people() {
      return directory.people()
    },
    directory,
    clock,
    followers: openFollowers(clock),
    faults,
    requests: openRequestLog(),
    messages,
    mailboxes,
    mailboxSettings: openMailboxSettings(db),
    events,
    calendars: openCalendars(db, events, changes, clock),
    deltaRounds: openDeltaRounds(settings),
    outside,
    subscriptions,
    changes,
    notifications,
    outbox,
    poster,
    upkeep: upkeep.run,
    report: options.report ?? report,
    close: () => {
      upkeep.close()
      outbox.close()
      faults.close()
      notifications.close()
      poster.close()
      db.close()
    },
  }
  for (const person of outsidePeople) outside.meet(person)
  await resumeOutbox(world)
  notifications.start()
  return world
}

function report(what: string, error: unknown): void {
  process.stderr.write(`${what}: ${error instanceof Error ? error.message : String(error)}\n`)
}
