/** The mark on our drafts: an extended property that rides on the rep's own copies only, and names the email. */

const name = 'Name SequenceEmail'
const guid = '6a0d6f3c-54d1-4c0e-9b7a-2f6c1a7e8d05'
export const markId = `String {${guid}} ${name}`

/** Graph may spell the id of a property in another case than it was asked for. */
export function isMark(id: string): boolean {
  return id.toLowerCase() === markId.toLowerCase()
}
