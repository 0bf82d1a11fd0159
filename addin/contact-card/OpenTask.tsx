/** A task that waits for a person: what is to be done, and the buttons that say it was, or is left out. */

import { Caption1, Field, Input, makeStyles, Text, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { OpenTask as Task, TaskOutcome } from '../../shared/task.ts'
import { ActionButton } from './ActionButton.tsx'
import { useCardTools } from './card-context.ts'
import { taskTitles } from './task-words.ts'
import type { UsedChange } from './use-change.ts'

const useStyles = makeStyles({
  task: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalM,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  words: { display: 'flex', flexDirection: 'column', overflowWrap: 'anywhere' },
  body: { whiteSpace: 'pre-wrap' },
  quiet: { color: tokens.colorNeutralForeground2 },
  // Fluent's inputs have a width of their own that a narrow pane must be able to undercut.
  narrow: { minWidth: 0 },
  buttons: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(112px, 1fr))',
    gap: tokens.spacingHorizontalS,
  },
})

export function OpenTask({ task, change }: { task: Task; change: UsedChange }) {
  const styles = useStyles()
  const { api } = useCardTools()
  const [note, setNote] = useState('')
  const { id, kind, title, body, may } = task
  const act = (label: string, outcome: TaskOutcome) => ({
    ...{ label, about: title, blocked: change.busy !== null },
    busy: change.busy === `${label} ${id}`,
    onAct: () =>
      void change.run(`${label} ${id}`, () =>
        api.finishTask(id, { outcome, ...(note.trim() === '' ? {} : { note: note.trim() }) }),
      ),
  })
  return (
    <div className={styles.task} role="group" aria-label={`${taskTitles[kind]}: ${title}`}>
      <div className={styles.words}>
        <Caption1 className={styles.quiet}>{taskTitles[kind]}</Caption1>
        <Text weight="semibold">{title}</Text>
        {body === '' ? null : <Text className={styles.body}>{body}</Text>}
      </div>
      {may.done ? (
        <Field label="Note (optional)">
          <Input
            className={styles.narrow}
            value={note}
            maxLength={500}
            onChange={(_event, { value }) => setNote(value)}
          />
        </Field>
      ) : null}
      {may.done || may.skip ? (
        <div className={styles.buttons}>
          {may.done ? <ActionButton {...act('Mark as done', 'done')} /> : null}
          {may.skip ? <ActionButton {...act('Skip', 'skipped')} /> : null}
        </div>
      ) : null}
      {may.because === null ? null : <Caption1 className={styles.quiet}>{may.because}</Caption1>}
    </div>
  )
}
