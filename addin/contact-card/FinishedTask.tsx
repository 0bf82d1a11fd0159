/** The task just done or skipped, and the way back while the step after it was not done. */

import { makeStyles, Text, tokens } from '@fluentui/react-components'
import type { FinishedTask as Task } from '../../shared/task.ts'
import { ActionButton } from './ActionButton.tsx'
import { useCardTools } from './card-context.ts'
import { finishedSentence } from './task-words.ts'
import type { UsedChange } from './use-change.ts'

const useStyles = makeStyles({
  task: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXS },
  words: { overflowWrap: 'anywhere' },
})

export function FinishedTask({ task, change }: { task: Task; change: UsedChange }) {
  const styles = useStyles()
  const { api } = useCardTools()
  const name = `Undo ${task.id}`
  return (
    <div className={styles.task}>
      <Text size={200} className={styles.words}>
        {finishedSentence(task)}
      </Text>
      <ActionButton
        label="Undo"
        about={task.title}
        busy={change.busy === name}
        blocked={change.busy !== null}
        onAct={() => void change.run(name, () => api.reopenTask(task.id))}
      />
    </div>
  )
}
