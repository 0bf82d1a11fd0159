/** Triggers and workflows. */

export const automation: readonly string[] = []
