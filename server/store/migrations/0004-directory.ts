/** What the directory says of the owners of sequences. */

export const directory: readonly string[] = []
