/** Delays between steps as people set them: a number and a unit; on the wire an ISO 8601 duration. */

export const delayUnits = ['minutes', 'hours', 'days', 'weeks'] as const
export type DelayUnit = (typeof delayUnits)[number]

export interface Delay {
  count: number
  unit: DelayUnit
}

const minutesOf: Record<DelayUnit, number> = { minutes: 1, hours: 60, days: 1440, weeks: 10_080 }

/** In the largest unit but weeks that fits without a rest; what is no duration of weeks to minutes is null. */
export function readDelay(duration: string): Delay | null {
  const found = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration)
  if (!found) return null
  const [weeks, days, hours, minutes, seconds] = [1, 2, 3, 4, 5].map((at) => Number(found[at] ?? 0))
  const total =
    (weeks ?? 0) * minutesOf.weeks +
    (days ?? 0) * minutesOf.days +
    (hours ?? 0) * minutesOf.hours +
    (minutes ?? 0) +
    Math.round((seconds ?? 0) / 60)
  const unit =
    total % minutesOf.days === 0 ? 'days' : total % minutesOf.hours === 0 ? 'hours' : 'minutes'
  return { count: total / minutesOf[unit], unit }
}

export function writeDelay({ count, unit }: Delay): string {
  switch (unit) {
    case 'minutes':
      return `PT${count}M`
    case 'hours':
      return `PT${count}H`
    case 'days':
      return `P${count}D`
    case 'weeks':
      return `P${count}W`
    default: {
      const never: never = unit
      return never
    }
  }
}

/** "2 days after the step before", "At once". */
export function delaySentence(duration: string, isFirst: boolean): string {
  const delay = readDelay(duration)
  const when = isFirst ? 'enrolling' : 'the step before'
  if (!delay) return `${duration} after ${when}`
  if (delay.count === 0) return isFirst ? 'At once' : `At once after ${when}`
  const unit = delay.count === 1 ? delay.unit.slice(0, -1) : delay.unit
  return `${delay.count} ${unit} after ${when}`
}
