/** Opens a page about one contact, named by the address: once the contact is there, or says that there is none. */

import type { ReactNode } from 'react'
import { useParams } from 'react-router'
import type { ContactResource } from '../../../shared/contact.ts'
import { useConsole } from '../../api/console-context.ts'
import { MissingPage } from '../ui/MissingPage.tsx'
import { LiveGate } from '../ui/LiveGate.tsx'
import { Message } from '../ui/Message.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { useContactCard } from '../../api/queries/use-contact-card.ts'

interface ContactGateProps {
  title: (contact: ContactResource) => string
  /** Not shown to whom may change nothing: they read why. */
  children: (contact: ContactResource, at: string) => ReactNode
}

export function ContactGate({ title, children }: ContactGateProps) {
  const { id = '' } = useParams()
  const { me } = useConsole()
  const live = useContactCard(id)
  if (live.value === null && live.trouble?.status === 404) return <MissingPage what="contact" />
  const at = `/contacts/${encodeURIComponent(id)}`
  return (
    <LiveGate live={live} what="the contact">
      {({ contact }) =>
        contact === null ? null : (
          <>
            <nav aria-label="Where you are">
              <TextLink to={at}>{contact.name}</TextLink>
            </nav>
            <PageTitle title={title(contact)} />
            {me.limits === null ? (
              children(contact, at)
            ) : (
              <Message tone="info">{me.limits}</Message>
            )}
          </>
        )
      }
    </LiveGate>
  )
}
