/** Contacts brought in from a file: what its columns are, what would happen, and what did. Times are UTC. */

import type { Page } from './problem.ts'

/**
 * `matching`: the columns are to be looked at. `checking`: each row is looked at, nothing is written. `checked`: what would
 * happen is known. `importing`, `done`: it happens, it has happened.
 */
export const importStates = ['matching', 'checking', 'checked', 'importing', 'done'] as const
export type ImportState = (typeof importStates)[number]

/** What a column is taken for; `none` leaves it out. */
export const columnUses = [
  'email',
  'name',
  'first-name',
  'last-name',
  'company',
  'property',
  'none',
] as const
export type ColumnUse = (typeof columnUses)[number]

/** What is done with contacts that are known: only gaps filled, everything written over, or nothing. */
export const existingChoices = ['fill', 'overwrite', 'keep'] as const
export type ExistingChoice = (typeof existingChoices)[number]

/** `property` is the property's name where the use is `property`, else empty. */
export interface ColumnMatch {
  use: ColumnUse
  property: string
}

export interface ImportColumn extends ColumnMatch {
  header: string
  /** From the first rows, three at most. */
  samples: string[]
}

/** How many rows came to what: after `checking` what would happen, after `importing` what did. */
export interface ImportCounts {
  new: number
  changed: number
  /** Known already, and left as they are. */
  unchanged: number
  /** Rows whose address stands in an earlier row; they are left out. */
  duplicate: number
  /** Rows that cannot be taken; the reasons say why. */
  rejected: number
  /** Of the contacts taken: those that nothing is sent to, because they are on the suppression list. */
  suppressed: number
}

/** GET /api/imports/:id; only its maker and administrators see it. */
export interface ContactImport {
  id: string
  fileName: string
  state: ImportState
  by: { id: string; name: string }
  createdAt: string
  doneAt: string | null
  /** From then on it is discarded, together with what the file said. The contacts stay. */
  keptUntil: string
  columns: ImportColumn[]
  existing: ExistingChoice
  rows: number
  /** How many rows the check or the import that goes on has worked. */
  worked: number
  counts: ImportCounts
  /** Why rows were rejected, the most frequent first, ten at most. Empty while work goes on. */
  reasons: { sentence: string; count: number }[]
}

/** POST /api/imports/:id/check: one match for each column, in the file's order. */
export interface ImportCheck {
  columns: ColumnMatch[]
  existing: ExistingChoice
}

/** GET /api/imports: the asking person's, the newest first, twenty at most. */
export type ImportList = Page<
  Pick<ContactImport, 'id' | 'fileName' | 'state' | 'createdAt' | 'rows'>
>

export const mostImportRows = 50_000
export const mostImportBytes = 10 * 1024 * 1024
