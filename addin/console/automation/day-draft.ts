/** Days in conditions as people set them: a day of the calendar, or so long ago or from now. On the wire a day or a duration. */

export const dayUnits = ['hours', 'days', 'weeks', 'months', 'years'] as const
export type DayUnit = (typeof dayUnits)[number]

export type DayDraft =
  | { kind: 'day'; day: string }
  | { kind: 'ago' | 'from-now'; count: number; unit: DayUnit }
  /** A duration of several units, which only the API writes: kept as it is. */
  | { kind: 'other'; text: string }

const emails: Record<DayUnit, string> = {
  hours: 'H',
  days: 'D',
  weeks: 'W',
  months: 'M',
  years: 'Y',
}

export function readDay(text: string): DayDraft {
  if (text === '' || /^\d{4}-\d{2}-\d{2}$/.test(text)) return { kind: 'day', day: text }
  const found = /^([-+]?)P(?:(\d+)([DWMY])|T(\d+)(H))$/.exec(text)
  const unit = dayUnits.find((one) => emails[one] === (found?.[3] ?? found?.[5]))
  if (!found || !unit) return { kind: 'other', text }
  const count = Number(found[2] ?? found[4])
  return { kind: found[1] === '-' ? 'ago' : 'from-now', count, unit }
}

export function writeDay(draft: DayDraft): string {
  switch (draft.kind) {
    case 'day':
      return draft.day
    case 'other':
      return draft.text
    case 'ago':
    case 'from-now': {
      const time = draft.unit === 'hours' ? 'T' : ''
      const sign = draft.kind === 'ago' ? '-' : ''
      return `${sign}P${time}${String(draft.count)}${emails[draft.unit]}`
    }
    default: {
      const never: never = draft
      return never
    }
  }
}
