/** Asks the store about many values, so many at a time: databases bound the values of one statement. */

export const atOnce = 200

export async function inBatches<Found>(
  values: string[],
  ask: (some: string[]) => Promise<Found[]>,
): Promise<Found[]> {
  const found: Found[] = []
  for (let from = 0; from < values.length; from += atOnce)
    found.push(...(await ask(values.slice(from, from + atOnce))))
  return found
}

export function unique(values: string[]): string[] {
  return [...new Set(values)]
}
