/** The contact record: who it is, the way out of and into sequences, and all that happened. */

import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useMemo } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { ContactResource, ContactCard } from '../../../shared/contact.ts'
import { Aliases } from '../../contact-card/Aliases.tsx'
import { CardContext, type CardTools } from '../../contact-card/card-context.ts'
import { EndedEnrollment } from '../../contact-card/EndedEnrollment.tsx'
import { EnrollSection } from '../../contact-card/EnrollSection.tsx'
import { StandingPanel } from '../../contact-card/StandingPanel.tsx'
import { Timeline } from '../../contact-card/Timeline.tsx'
import { useChange } from '../../contact-card/use-change.ts'
import { useLanding } from '../../contact-card/use-landing.ts'
import { useNews } from '../../contact-card/use-announcements.ts'
import { endedEnrollments, openEnrollments } from '../../contact-card/words.ts'
import { useConsole } from '../../api/console-context.ts'
import { MissingPage } from '../ui/MissingPage.tsx'
import { LiveGate } from '../ui/LiveGate.tsx'
import { Panel } from '../ui/Panel.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { useTimes } from '../ui/use-times.ts'
import { ContactHead } from './ContactHead.tsx'
import { ContactProperties } from './ContactProperties.tsx'
import { LinkAddress } from './LinkAddress.tsx'
import { LoggedMeetings } from './LoggedMeetings.tsx'
import { useContactCard } from '../../api/queries/use-contact-card.ts'

const narrow = '@media (max-width: 1023px)'

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 400px) minmax(0, 1fr)',
    gap: tokens.spacingHorizontalL,
    alignItems: 'start',
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  column: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL },
})

/** All that a record shows is on the page: nothing was told above already. */
const nothingTold: ReadonlySet<string> = new Set()

export function ContactPage() {
  const { id = '' } = useParams()
  const { api, me, announce } = useConsole()
  const times = useTimes()
  const live = useContactCard(id)
  const { ask } = live
  const tools = useMemo<CardTools>(
    () => ({
      ...{ api, times, userId: me.id, limits: me.limits, announce },
      async change(_email, run) {
        const answer = await run()
        ask()
        return answer
      },
    }),
    [api, times, me, announce, ask],
  )
  if (live.value === null && live.trouble?.status === 404) return <MissingPage what="contact" />
  return (
    <CardContext value={tools}>
      <LiveGate live={live} what="the contact">
        {(card) => (card.contact ? <ContactRecord card={card} contact={card.contact} /> : null)}
      </LiveGate>
    </CardContext>
  )
}

function ContactRecord({ card, contact }: { card: ContactCard; contact: ContactResource }) {
  const styles = useStyles()
  const { me } = useConsole()
  const navigate = useNavigate()
  const { id, name, email } = contact
  const change = useChange(email)
  const landing = useLanding(change.busy)
  useNews(card, name)
  const person = { email, name }
  const at = `/contacts/${encodeURIComponent(id)}`
  const running = openEnrollments(card).length > 0
  const ended = endedEnrollments(card)
  const earlier = running ? ended : ended.slice(1)
  return (
    <>
      <nav aria-label="Where you are">
        <TextLink to="/contacts">Contacts</TextLink>
      </nav>
      <ContactHead
        {...{ card, contact, change }}
        actions={
          me.limits === null ? (
            <>
              <Button onClick={() => void navigate(`${at}/meeting`)}>Log meeting</Button>
              <Button onClick={() => void navigate(`${at}/edit`)}>Edit</Button>
            </>
          ) : null
        }
      />
      <div className={styles.columns}>
        <div className={styles.column}>
          <StandingPanel
            {...{ card, name, change, landing }}
            told={nothingTold}
            detailed
            onView={(other) =>
              void navigate(`/contacts?${new URLSearchParams({ search: other.email }).toString()}`)
            }
          />
          {running && !card.mayEnroll.allowed ? null : (
            <EnrollSection {...{ card, person, change }} />
          )}
          <Aliases {...{ card, change }} />
          {me.limits === null ? <LinkAddress contactId={id} change={change} /> : null}
          <ContactProperties contact={contact} />
        </div>
        <div className={styles.column}>
          <Timeline
            entries={card.timeline}
            quoted={running ? null : (ended[0]?.evidence ?? null)}
          />
          <LoggedMeetings contactId={id} />
          {earlier.length > 0 ? (
            <Panel title="Earlier enrollments">
              {earlier.map((enrollment) => (
                <EndedEnrollment
                  key={enrollment.id}
                  {...{ enrollment, change }}
                  detailed
                  offerUndo
                />
              ))}
            </Panel>
          ) : null}
        </div>
      </div>
    </>
  )
}
