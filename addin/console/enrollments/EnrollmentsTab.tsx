/** Who is and was in a sequence, with tick boxes to unenroll many at once. */

import { Button, makeStyles, Text, tokens } from '@fluentui/react-components'
import { useMemo, useState } from 'react'
import type { EnrollmentState } from '../../../shared/enrollment.ts'
import type { EnrollmentFilter } from '../../../shared/enrollment-list.ts'
import { reasons } from '../../../shared/reason.ts'
import { LiveGate } from '../ui/LiveGate.tsx'
import { Panel } from '../ui/Panel.tsx'
import { useAddressState } from '../ui/use-address-state.ts'
import { BulkMessage } from './BulkMessage.tsx'
import { BulkProgress } from './BulkProgress.tsx'
import { EnrollmentFilters, type Filters } from './EnrollmentFilters.tsx'
import { EnrollmentTable } from './EnrollmentTable.tsx'
import { UnenrollBar } from './UnenrollBar.tsx'
import { useSequence } from '../ui/sequence-context.ts'
import { UnenrollDialog } from './UnenrollDialog.tsx'
import { useBulk, type Chosen } from './use-bulk.ts'
import { useSelection } from '../ui/use-selection.ts'
import { useEnrollments } from '../../api/queries/use-enrollments.ts'

const useStyles = makeStyles({ none: { padding: tokens.spacingHorizontalL } })

const start = { state: '', reason: '', rep: '', search: '' }

export function EnrollmentsTab() {
  const styles = useStyles()
  const { sequence } = useSequence()
  const [filters, setFilters] = useAddressState(start)
  const filter = useMemo(() => filterOf(filters), [filters])
  const live = useEnrollments(sequence.id, filter)
  const bulk = useBulk(sequence.id)
  const { underWay } = bulk
  const selection = useSelection()
  const [asking, setAsking] = useState<{ chosen: Chosen; count: number } | null>(null)

  async function unenroll(chosen: Chosen, count: number): Promise<void> {
    await bulk.unenroll(chosen, count)
    setAsking(null)
    selection.untick()
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
          selection.untick()
        }}
      />
      {underWay !== null && underWay.total > 1 && asking === null ? (
        <Panel>
          <BulkProgress underWay={underWay} />
          <div>
            <Button onClick={bulk.stop}>Stop</Button>
          </div>
        </Panel>
      ) : null}
      <BulkMessage bulk={bulk} onUndo={(ids) => void undo(ids)} />
      <LiveGate live={live} what="the enrollments">
        {(list) => (
          <Panel bare>
            <UnenrollBar
              list={list}
              filter={filter}
              selection={selection}
              blocked={underWay !== null}
              onUnenroll={(chosen, count) => setAsking({ chosen, count })}
            />
            {list.rows.length === 0 ? (
              <Text className={styles.none}>{emptyText(filter)}</Text>
            ) : (
              <EnrollmentTable
                list={list}
                ticked={selection.ticked}
                onTick={selection.tick}
                onMore={live.more}
                blocked={underWay !== null}
                onUnenroll={(id) => void unenroll({ ids: [id] }, 1)}
                onUndo={(id) => void undo([id])}
              />
            )}
          </Panel>
        )}
      </LiveGate>
      <UnenrollDialog
        count={asking?.count ?? null}
        sequenceName={sequence.name}
        underWay={underWay}
        onStop={bulk.stop}
        onUnenroll={() => {
          if (asking) void unenroll(asking.chosen, asking.count)
        }}
        onCancel={() => setAsking(null)}
      />
    </>
  )
}

function emptyText(filter: EnrollmentFilter): string {
  return Object.keys(filter).length > 0
    ? 'No enrollment fits these filters.'
    : 'Nobody is enrolled yet. Open a mail in Outlook, choose Sales Tools, then View contact, and enroll the person you write to.'
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
