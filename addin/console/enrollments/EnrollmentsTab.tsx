/** Who is and was in a sequence, with tick boxes to unenroll many at once. */

import { Button, makeStyles, Text, tokens } from '@fluentui/react-components'
import { useMemo, useState } from 'react'
import type { EnrollmentState } from '../../../shared/enrollment.ts'
import type { EnrollmentFilter } from '../../../shared/enrollment-list.ts'
import { reasons } from '../../../shared/reason.ts'
import { LiveGate } from '../ui/LiveGate.tsx'
import { Message } from '../ui/Message.tsx'
import { Panel } from '../ui/Panel.tsx'
import { useAddressState } from '../ui/use-address-state.ts'
import { BulkProgress } from './BulkProgress.tsx'
import { EnrollmentFilters, type Filters } from './EnrollmentFilters.tsx'
import { EnrollmentTable } from './EnrollmentTable.tsx'
import { inWords } from '../ui/people-words.ts'
import { useSequence } from '../ui/sequence-context.ts'
import { UnenrollDialog } from './UnenrollDialog.tsx'
import { useBulk, type Chosen } from './use-bulk.ts'
import { useEnrollments } from '../../api/queries/use-enrollments.ts'

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM} 0`,
    minHeight: '32px',
  },
  none: { padding: tokens.spacingHorizontalL },
})

const start = { state: '', reason: '', rep: '', search: '' }

export function EnrollmentsTab() {
  const styles = useStyles()
  const { sequence } = useSequence()
  const [filters, setFilters] = useAddressState(start)
  const filter = useMemo(() => filterOf(filters), [filters])
  const live = useEnrollments(sequence.id, filter)
  const bulk = useBulk(sequence.id)
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [isAll, setAll] = useState(false)
  const [asking, setAsking] = useState<{ chosen: Chosen; count: number } | null>(null)

  function tick(ids: readonly string[], on: boolean): void {
    const after = new Set(ticked)
    for (const id of ids) {
      if (on) after.add(id)
      else after.delete(id)
    }
    setTicked(after)
    setAll(false)
  }
  function untick(): void {
    setTicked(new Set())
    setAll(false)
  }
  async function unenroll(chosen: Chosen, count: number): Promise<void> {
    await bulk.unenroll(chosen, count)
    setAsking(null)
    untick()
    live.ask()
  }
  async function undo(ids: string[]): Promise<void> {
    await bulk.undo(ids)
    live.ask()
  }

  return (
    <>
      <EnrollmentFilters
        filters={filters}
        onChange={(change: Partial<Filters>) => {
          setFilters(change)
          untick()
        }}
      />
      {bulk.underWay !== null && bulk.underWay.total > 1 && asking === null ? (
        <Panel>
          <BulkProgress underWay={bulk.underWay} />
          <div>
            <Button onClick={bulk.stop}>Stop</Button>
          </div>
        </Panel>
      ) : null}
      {bulk.outcome ? (
        <Message
          tone={bulk.outcome.tone}
          onDismiss={bulk.dismiss}
          action={
            bulk.outcome.undoable.length > 0 ? (
              <Button
                disabledFocusable={bulk.underWay !== null}
                onClick={() => void undo(bulk.outcome?.undoable ?? [])}
              >
                Undo
              </Button>
            ) : null
          }
        >
          {bulk.outcome.sentence}
        </Message>
      ) : null}
      <LiveGate live={live} what="the enrollments">
        {(list) => {
          const choosable = list.rows.filter(({ may }) => may.unenroll)
          const chosen = choosable.filter(({ id }) => ticked.has(id))
          const count = isAll ? list.open : chosen.length
          const everyTicked = choosable.length > 0 && chosen.length === choosable.length
          return (
            <Panel bare>
              <div className={styles.bar}>
                <Button
                  appearance="primary"
                  disabledFocusable={count === 0 || bulk.underWay !== null}
                  onClick={() => {
                    setAsking({
                      chosen: isAll ? { all: filter } : { ids: chosen.map(({ id }) => id) },
                      count,
                    })
                  }}
                >
                  Unenroll
                </Button>
                <Text>
                  {count > 0
                    ? `${inWords(count)} chosen`
                    : list.count === 1
                      ? '1 enrollment'
                      : `${list.count.toLocaleString('en')} enrollments`}
                </Text>
                {everyTicked && !isAll && list.open > chosen.length ? (
                  <Button appearance="transparent" onClick={() => setAll(true)}>
                    Choose all {inWords(list.open)} that match
                  </Button>
                ) : null}
                {count > 0 ? (
                  <Button appearance="transparent" onClick={untick}>
                    Choose none
                  </Button>
                ) : null}
              </div>
              {list.rows.length === 0 ? (
                <Text className={styles.none}>
                  {Object.keys(filter).length > 0
                    ? 'No enrollment fits these filters.'
                    : 'Nobody is enrolled yet. Open a mail in Outlook, choose Sales Tools, then View contact, and enroll the person you write to.'}
                </Text>
              ) : (
                <EnrollmentTable
                  list={list}
                  ticked={ticked}
                  onTick={tick}
                  onMore={live.more}
                  blocked={bulk.underWay !== null}
                  onUnenroll={(id) => void unenroll({ ids: [id] }, 1)}
                  onUndo={(id) => void undo([id])}
                />
              )}
            </Panel>
          )
        }}
      </LiveGate>
      <UnenrollDialog
        count={asking?.count ?? null}
        sequenceName={sequence.name}
        underWay={bulk.underWay}
        onStop={bulk.stop}
        onUnenroll={() => {
          if (asking) void unenroll(asking.chosen, asking.count)
        }}
        onCancel={() => setAsking(null)}
      />
    </>
  )
}

/** Only what the server knows: an address can be typed by hand. */
function filterOf({ state, reason, rep, search }: Filters): EnrollmentFilter {
  const known = (['active', 'paused', 'ended'] satisfies EnrollmentState[]).find(
    (one) => one === state,
  )
  const why = reasons.find((one) => one === reason)
  return {
    ...(known ? { state: known } : {}),
    ...(why ? { reason: why } : {}),
    ...(rep ? { rep } : {}),
    ...(search.trim() ? { search: search.trim() } : {}),
  }
}
