/**
 * Makes commits durable, many with one `fdatasync`. SQLite would sync the write-ahead log in each commit and keep the whole
 * process waiting meanwhile; its frames stand in the order of the commits, so one sync serves all that came before it
 * ("Write-Ahead Logging", sections 2.2 and 8: https://sqlite.org/wal.html).
 */

import { closeSync, fdatasync, fdatasyncSync, openSync } from 'node:fs'
import { promisify } from 'node:util'

/** After a failed sync the system forgets what it could not write: a later one that succeeds proves nothing of it. */
export class UnsafeDiskError extends Error {
  override name = 'UnsafeDiskError'
}

/** Resolves when all that was written to the open file lies on the disk. */
export type SyncFile = (fd: number) => Promise<void>

export interface WalSync {
  /** Resolves when all that is committed by now outlasts a power cut. @throws UnsafeDiskError from the first failure on. */
  synced(): Promise<void>
  /** @throws UnsafeDiskError once a sync has failed. */
  refuseIfUnsafe(): void
  /** When the database is closed. */
  close(): void
}

/** @param file the database's own; it is open, and so its log lies beside it for as long. */
export function openWalSync(file: string, sync: SyncFile = promisify(fdatasync)): WalSync {
  // No lock of SQLite's is on the log, so that closing it here takes none away.
  let fd: number | null = openSync(`${file}-wal`, 'r+')
  let isClosed = false
  let failure: UnsafeDiskError | null = null
  let running: Promise<void> | null = null
  /** Begins when the running one is over, for all who came since that began. */
  let next: Promise<void> | null = null

  const refuseIfUnsafe = (): void => {
    if (failure !== null) throw failure
  }

  /** Once: by then the number may be another file's. */
  const release = (): void => {
    if (fd !== null) closeSync(fd)
    fd = null
  }

  const syncOnce = async (): Promise<void> => {
    refuseIfUnsafe()
    // Closing has synced it.
    if (fd === null || isClosed) return
    try {
      await sync(fd)
    } catch (error) {
      failure = new UnsafeDiskError(unsafeText(file, error), { cause: error })
      throw failure
    }
  }

  const begin = (): Promise<void> => {
    next = null
    return (running = syncOnce().finally(() => {
      running = null
      if (isClosed) release()
    }))
  }

  return {
    synced: () => (running === null ? begin() : (next ??= running.then(begin, begin))),
    refuseIfUnsafe,
    close: () => {
      isClosed = true
      // Another connection may have kept the log from being worked into the database.
      if (fd !== null) fdatasyncSync(fd)
      if (running === null) release()
    },
  }
}

function unsafeText(file: string, error: unknown): string {
  const why = error instanceof Error ? error.message : String(error)
  return `The disk did not keep what was written to ${file} (${why}). Nothing more is written, and nothing is sent. Look after the disk, then start the server again.`
}
