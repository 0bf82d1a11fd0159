/** Above everything while a mail is read: what that mail did, a banner for each enrollment it meant something to. */

import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { VerdictResource } from '../../shared/verdict.ts'
import type { Recipient } from '../outlook/recipients.ts'
import { VerdictBanner } from './VerdictBanner.tsx'

const useStyles = makeStyles({
  banners: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS },
})

/** A colleague's reply may end many enrollments; the people on the mail should stay in sight. */
const fewBanners = 3

interface OnThisMailProps {
  verdicts: VerdictResource[]
  /** Ids of the contacts on the screen below. */
  below: ReadonlySet<string>
  onView: (person: Recipient) => void
}

export function OnThisMail({ verdicts, below, onView }: OnThisMailProps) {
  const styles = useStyles()
  const [all, setAll] = useState(false)
  if (verdicts.length === 0) return null
  const isBelow = ({ enrollment }: VerdictResource): boolean => below.has(enrollment.contact.id)
  const theirsFirst = [...verdicts].sort((a, b) => Number(isBelow(b)) - Number(isBelow(a)))
  const shown = all ? theirsFirst : theirsFirst.slice(0, fewBanners)
  return (
    <div className={styles.banners}>
      {shown.map((verdict) => (
        <VerdictBanner key={verdict.id} {...{ verdict, onView }} isBelow={isBelow(verdict)} />
      ))}
      {shown.length < verdicts.length ? (
        <Button
          appearance="subtle"
          onClick={() => {
            setAll(true)
          }}
        >
          Show {verdicts.length - shown.length} more
        </Button>
      ) : null}
    </div>
  )
}
