/** What a promise was refused with, in its own words. */

/**
 * SQLite's errors are made in the world of whichever test file loaded the native module first, so jest's own `toThrow`
 * does not know them for errors; their message it knows.
 */
export async function messageOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise
  } catch (error) {
    return typeof error === 'object' && error !== null && 'message' in error
      ? String(error.message)
      : String(error)
  }
  return 'Nothing was refused.'
}
