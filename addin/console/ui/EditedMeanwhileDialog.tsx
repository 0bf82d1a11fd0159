/** Shows what somebody else saved meanwhile beside what was written here, and asks which is to stay. */

import {
  Body1Strong,
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  Text,
  tokens,
} from '@fluentui/react-components'
import { useState } from 'react'
import type { SequenceResource } from '../../../shared/sequence.ts'
import { useTimes } from './use-times.ts'

const useStyles = makeStyles({
  surface: { maxWidth: '960px' },
  content: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
  both: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 280px), 1fr))',
    gap: tokens.spacingHorizontalM,
  },
  one: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXS,
    minWidth: 0,
  },
  text: {
    margin: 0,
    padding: tokens.spacingHorizontalM,
    maxHeight: '40vh',
    overflowY: 'auto',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontFamily: tokens.fontFamilyBase,
    backgroundColor: tokens.colorNeutralBackground3,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
  },
})

export type Kept = 'mine' | 'theirs' | 'undecided'

/** Both as text: what somebody else saved, and what was written here; empty, where it only leaves out what the other has. */
export interface BothTexts {
  sequence: SequenceResource
  theirs: string
  mine: string
  /** What neither text repeats, in a sentence; null when they are whole. */
  leftOut: string | null
}

interface EditedMeanwhileDialogProps {
  /** Null: the dialog is closed. */
  both: BothTexts | null
  /** `undecided`: goes on writing; nothing is saved, and nothing lost. */
  onChoice: (kept: Kept) => void
}

export function EditedMeanwhileDialog({ both, onChoice }: EditedMeanwhileDialogProps) {
  const styles = useStyles()
  const times = useTimes()
  const [copied, setCopied] = useState<string | null>(null)
  const who = both?.sequence.updatedBy?.name ?? 'Somebody'
  const when = both ? times.on(both.sequence.updatedAt) : ''
  async function copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text)
      setCopied('Copied.')
    } catch {
      setCopied('This browser does not let us copy. Select the text and copy it.')
    }
  }
  return (
    <Dialog
      open={both !== null}
      onOpenChange={(_event, { open }) => {
        if (!open) onChoice('undecided')
      }}
    >
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{who} saved this meanwhile</DialogTitle>
          <DialogContent className={styles.content}>
            <Text>
              {who} saved it {when}, after you had opened it. What you wrote is not saved and not
              lost. {both?.leftOut}
            </Text>
            <div className={styles.both}>
              <Side title={`What ${who} saved`} text={both?.theirs ?? ''} />
              <Side title="What you wrote" text={both?.mine ?? ''} />
            </div>
            <div role="status">{copied}</div>
          </DialogContent>
          <DialogActions fluid>
            <Button onClick={() => onChoice('mine')}>Keep mine</Button>
            <Button onClick={() => onChoice('theirs')}>Take theirs</Button>
            <Button onClick={() => void copy(both?.mine ?? '')}>Copy mine</Button>
            <Button onClick={() => onChoice('undecided')}>Go on writing</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}

function Side({ title, text }: { title: string; text: string }) {
  const styles = useStyles()
  return (
    <section className={styles.one} aria-label={title}>
      <Body1Strong>{title}</Body1Strong>
      {/* Long texts scroll, also by keyboard. */}
      <pre className={styles.text} tabIndex={0}>
        {text || 'Leaves out what the other has.'}
      </pre>
    </section>
  )
}
