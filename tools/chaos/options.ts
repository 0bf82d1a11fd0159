/** What `npm run chaos` is told on the command line. */
import { parseArgs } from 'node:util'

export interface ChaosOptions {
  seed: number
  /** How long deeds are done; the quiet end comes on top. */
  minutes: number
  contacts: number
  /** So many trials of a server frozen between its last read and `/send`, instead of deeds; 0: none. */
  freeze: number
  /** How long an email in doubt is waited for at the end, in real minutes: the product itself takes ten. */
  patience: number
  /** Breaks the run on purpose, to see that the judge finds it. */
  plant: 'twice' | null
}

export const usualOptions: ChaosOptions = {
  seed: 1,
  minutes: 5,
  contacts: 60,
  freeze: 0,
  patience: 12,
  plant: null,
}

const usage =
  'npm run chaos -- [--seed 7] [--minutes 5] [--contacts 60] [--patience 12] [--plant twice] | --freeze 40'

/** @throws with a sentence for the person at the terminal. */
export function readOptions(given: string[]): ChaosOptions {
  const { values } = parseArgs({
    args: given,
    options: {
      seed: { type: 'string' },
      minutes: { type: 'string' },
      contacts: { type: 'string' },
      freeze: { type: 'string' },
      patience: { type: 'string' },
      plant: { type: 'string' },
    },
  })
  const number = (name: Exclude<keyof ChaosOptions, 'plant'>): number => {
    const text = values[name]
    if (text === undefined) return usualOptions[name]
    const value = Number(text)
    if (!Number.isFinite(value) || value < 0)
      throw new Error(`--${name} takes a number, not “${text}”. ${usage}`)
    return value
  }
  if (values.plant !== undefined && values.plant !== 'twice')
    throw new Error(`--plant takes twice, not “${values.plant}”. ${usage}`)
  return {
    seed: number('seed'),
    minutes: number('minutes'),
    contacts: number('contacts'),
    freeze: number('freeze'),
    patience: number('patience'),
    plant: values.plant ?? null,
  }
}
