/** The types of build.mjs, which must stay plain JavaScript. */

export interface Part {
  name: string
  title: string
  sources: string[]
  output: string
  command: string[]
}

export const parts: Part[]
export function newestChange(path: string): number
export function isStale(root: string, part: Pick<Part, 'sources' | 'output'>): boolean
export function build(root: string, names: string[], say?: (line: string) => void): Promise<boolean>
