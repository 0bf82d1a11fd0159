/**
 * How long the tests wait for anything: for what happens, not by the clock. Only a broken product comes to this end, so it is
 * far beyond what a slow and busy machine needs.
 */
export const patienceMs = 180_000

// A test waits for many things, one after the other.
jest.setTimeout(5 * patienceMs)
