/** Settings of a sequence that were changed here, as plain text to be read beside somebody else's. */

import { weekdays } from '../../../shared/send-window.ts'
import type { SequenceResource, SequenceSettings } from '../../../shared/sequence.ts'

/** What was changed here; what was not is left out. */
export interface SettingsEdit {
  name?: string
  settings: Partial<SequenceSettings>
}

const titles: Record<keyof SequenceSettings, string> = {
  unenrollSameCompany: 'Unenroll contacts from the same company',
  outOfOfficeDays: 'Days paused after an out-of-office answer that names no day of return',
  ownerRemoved: 'When the owner is deleted, disabled or loses the seat',
  severalAtOnce: 'Contacts may be in other sequences at the same time',
  mostAttendees: 'Attendees at most',
  sendWindow: 'When emails go',
}

/** The values that `of` has for what `edit` changes, a line each. */
export function settingsText(edit: SettingsEdit, of: SettingsEdit | SequenceResource): string {
  const lines = editedKeys(edit).map((key) => `${titles[key]}: ${valueText(key, of.settings[key])}`)
  return (edit.name === undefined ? lines : [`Name: ${of.name ?? ''}`, ...lines]).join('\n')
}

/** Whether somebody else changed what is changed here. */
export function settingsCollide(
  edit: SettingsEdit,
  opened: SequenceResource,
  theirs: SequenceResource,
): boolean {
  const differs = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other)
  return (
    (edit.name !== undefined && differs(opened.name, theirs.name)) ||
    editedKeys(edit).some((key) => differs(opened.settings[key], theirs.settings[key]))
  )
}

function editedKeys({ settings }: SettingsEdit): (keyof SequenceSettings)[] {
  const keys: (keyof SequenceSettings)[] = [
    'unenrollSameCompany',
    'outOfOfficeDays',
    'ownerRemoved',
    'severalAtOnce',
    'mostAttendees',
    'sendWindow',
  ]
  return keys.filter((key) => settings[key] !== undefined)
}

function valueText(
  key: keyof SequenceSettings,
  value: SequenceSettings[keyof SequenceSettings] | undefined,
): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (key === 'ownerRemoved') return value === 'pause' ? 'pause' : 'unenroll'
  if (value === null) return 'at any time'
  if (typeof value !== 'object') return String(value ?? '')
  const days = weekdays.filter((day) => value.days.includes(day)).join(', ')
  return `${days}, ${value.from} to ${value.to} (${value.timeZone})`
}
