/** What is known of meetings with enrolled contacts. */

export const meetings: readonly string[] = []
