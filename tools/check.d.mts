/** The types of check.mjs, which must stay plain JavaScript. */

export interface Step {
  name: string
  args: string[]
}

export function check(root: string, args: string[]): Promise<number>
export function chooseSteps(args: string[]): Step[] | string
