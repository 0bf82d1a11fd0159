/** Sales > Sequences > Scheduled: the emails and tasks to come in all sequences, by day. */

import { Button, Field, makeStyles, Select, Text, tokens } from '@fluentui/react-components'
import { useEffect, useRef, useState } from 'react'
import type { EnrollmentResource } from '../../../shared/enrollment.ts'
import type { OpenTask, TaskOutcome } from '../../../shared/task.ts'
import type { UserResource } from '../../../shared/user.ts'
import type { Answer } from '../../api/request.ts'
import { useConsole } from '../../api/console-context.ts'
import { useLive, type Question } from '../../api/queries/use-live-query.ts'
import { LiveGate } from '../ui/LiveGate.tsx'
import { Message } from '../ui/Message.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { Panel } from '../ui/Panel.tsx'
import { TabLinks } from '../ui/TabLinks.tsx'
import { sentenceOf } from '../ui/sentence-of.ts'
import { useAddressState } from '../ui/use-address-state.ts'
import { ScheduledTable } from './ScheduledTable.tsx'
import { sequencesTabs } from '../ui/sequences-tabs.ts'
import { useScheduled } from '../../api/queries/use-scheduled.ts'

const useStyles = makeStyles({
  filter: { alignSelf: 'start', minWidth: '200px' },
  none: { padding: tokens.spacingHorizontalL },
  // Below the rows and always in sight: above them it would push the next button under the pointer that pressed the last.
  outcome: { position: 'sticky', bottom: tokens.spacingVerticalM, zIndex: 2 },
})

const start = { rep: '' }

const usersQuestion: Question<UserResource[]> = {
  ask: ({ api }) => api.users(),
  concerns: ({ kind }) => kind === 'user',
}

interface Outcome {
  tone: 'success' | 'error'
  sentence: string
  /** Takes it back, while that can be done. */
  undo: (() => void) | null
}

export function ScheduledPage() {
  const styles = useStyles()
  const { api, announce } = useConsole()
  const [{ rep }, setAsked] = useAddressState(start)
  const users = useLive(usersQuestion).value ?? []
  const live = useScheduled(rep)
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const landing = useRef<HTMLDivElement>(null)
  const isLanding = useRef(false)
  useEffect(() => {
    // The row of the button that was pressed is gone, and the focus with it.
    if (!isLanding.current || outcome === null || document.activeElement !== document.body) return
    isLanding.current = false
    // Undo comes after the button that dismisses.
    ;[...(landing.current?.querySelectorAll('button') ?? [])].at(-1)?.focus()
  }, [outcome, live.value])

  async function change(
    ask: () => Promise<Answer<EnrollmentResource>>,
    done: string,
    undo: Outcome['undo'],
  ): Promise<void> {
    setBusy(true)
    isLanding.current = true
    const problem = sentenceOf(await ask())
    const after: Outcome = {
      tone: problem === null ? 'success' : 'error',
      sentence: problem ?? done,
      undo: problem === null ? undo : null,
    }
    setBusy(false)
    setOutcome(after)
    announce(after.sentence)
    live.ask()
  }
  function unenroll({ id, contact, sequence }: EnrollmentResource): void {
    const is = (what: string): string => `${contact.name} is ${what} “${sequence.name}”.`
    const undo = (): void => void change(() => api.undo(id), is('enrolled again in'), null)
    void change(() => api.unenroll(id), is('unenrolled from'), undo)
  }
  function finish({ contact }: EnrollmentResource, task: OpenTask, outcome: TaskOutcome): void {
    const about = `${contact.name}: ${task.title}`
    const undo = (): void =>
      void change(() => api.reopenTask(task.id), `To be done again. ${about}.`, null)
    const done = outcome === 'done' ? 'Done' : 'Skipped'
    void change(() => api.finishTask(task.id, { outcome }), `${done}. ${about}.`, undo)
  }

  return (
    <>
      <PageTitle title="Scheduled" />
      <TabLinks label="Sequences" tabs={sequencesTabs} />
      <Field label="Sender" className={styles.filter}>
        <Select value={rep} onChange={(_event, { value }) => setAsked({ rep: value })}>
          <option value="">Everybody</option>
          {users
            .filter(({ seat }) => seat !== 'none')
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </Select>
      </Field>
      <LiveGate live={live} what="what is scheduled">
        {(list) => (
          <Panel bare>
            {list.rows.length === 0 ? (
              <Text className={styles.none}>
                {rep === ''
                  ? 'Nothing is scheduled. Enroll a contact in a sequence, and its next step stands here.'
                  : 'Nothing is scheduled for this sender.'}
              </Text>
            ) : (
              <ScheduledTable
                list={list}
                onMore={live.more}
                blocked={busy}
                onUnenroll={unenroll}
                onFinish={finish}
              />
            )}
          </Panel>
        )}
      </LiveGate>
      {outcome === null ? null : (
        <div ref={landing} className={styles.outcome}>
          <Message
            tone={outcome.tone}
            onDismiss={() => setOutcome(null)}
            action={
              outcome.undo === null ? null : (
                <Button disabledFocusable={busy} onClick={outcome.undo}>
                  Undo
                </Button>
              )
            }
          >
            {outcome.sentence}
          </Message>
        </div>
      )}
    </>
  )
}
