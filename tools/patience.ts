/**
 * How long tests and benches wait for anything, in milliseconds: for what happens, not by the clock. Only a broken product comes
 * to this end, so it is far beyond what a slow and busy machine needs.
 */
export const patienceMs = 180_000
