/** The list of triggers or workflows with what was done last, and what to do while there is none. */

import { Button, makeStyles, Text, tokens } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons'
import { useNavigate } from 'react-router'
import type { AutomationKind } from '../../../shared/automation.ts'
import { Message } from '../ui/Message.tsx'
import { Panel } from '../ui/Panel.tsx'
import { AutomationTable, type ListedAutomation } from './AutomationTable.tsx'
import type { KeepingAutomations } from './use-keeping-automations.ts'

const useStyles = makeStyles({
  add: { alignSelf: 'start' },
  none: { maxWidth: '70ch', color: tokens.colorNeutralForeground2 },
})

interface AutomationListProps<One extends ListedAutomation> {
  kind: AutomationKind
  items: readonly One[]
  keeping: KeepingAutomations<One>
  /** Where new ones are written; those that are there stand below it by their ids. */
  path: string
  mayChange: boolean
  doing?: (one: One) => string
}

export function AutomationList<One extends ListedAutomation>(props: AutomationListProps<One>) {
  const { kind, items, keeping, path, mayChange, doing } = props
  const styles = useStyles()
  const navigate = useNavigate()
  const { outcome } = keeping
  const removed = outcome?.removed ?? null
  return (
    <>
      {outcome === null ? null : (
        <Message
          tone={outcome.tone}
          onDismiss={keeping.dismiss}
          action={
            removed === null ? null : (
              <Button disabledFocusable={keeping.busy} onClick={() => keeping.bringBack(removed)}>
                Undo
              </Button>
            )
          }
        >
          {outcome.sentence}
        </Message>
      )}
      {mayChange ? (
        <Button
          className={styles.add}
          appearance="primary"
          icon={<AddRegular />}
          onClick={() => void navigate(`${path}/new`)}
        >
          New {kind}
        </Button>
      ) : null}
      {items.length === 0 ? (
        <Panel title={kind === 'trigger' ? 'No triggers yet' : 'No workflows yet'}>
          <Text className={styles.none}>
            {kind === 'trigger'
              ? 'A trigger unenrolls contacts from this sequence when something becomes true of them: the contact’s “stage” is “customer”, the company is on your list, a renewal comes near.'
              : 'A workflow unenrolls contacts from all sequences, or from those you choose, when something becomes true of them: the contact’s “stage” is “customer”, the company is on your list, a renewal comes near.'}{' '}
            You see who would be unenrolled before you save it.
          </Text>
        </Panel>
      ) : (
        <Panel bare>
          <AutomationTable
            label={kind === 'trigger' ? 'Triggers' : 'Workflows'}
            items={items}
            pathOf={({ id }) => `${path}/${encodeURIComponent(id)}`}
            ops={mayChange ? keeping : null}
            {...(doing ? { doing } : {})}
          />
        </Panel>
      )}
    </>
  )
}
