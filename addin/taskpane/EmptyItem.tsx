/** Nobody to show yet: says what to do next, for a mail being written and for nothing chosen. */

import { MailRegular, PersonAddRegular } from '@fluentui/react-icons'
import { StateScreen } from '../ui/StateScreen.tsx'
import type { OpenItem } from '../outlook/office.ts'

export function EmptyItem({ item }: { item: OpenItem }) {
  if (item.mode !== 'compose') {
    return (
      <StateScreen picture={<MailRegular />} title="No mail is chosen">
        Choose a mail to see the contact who sent it.
      </StateScreen>
    )
  }
  if (item.recipients.unresolved > 0) {
    return (
      <StateScreen picture={<PersonAddRegular />} title="Outlook is looking up the name">
        As soon as it has become an address, the contact shows here.
      </StateScreen>
    )
  }
  return (
    <StateScreen picture={<PersonAddRegular />} title="Who is it for?">
      Type an address in To, and you will see here whether that person is in a sequence.
    </StateScreen>
  )
}
