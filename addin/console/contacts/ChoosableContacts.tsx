/** The contacts of a list with tick boxes, to enroll several of them, or all that match, in one go. */

import { Button, makeStyles, Text, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { ContactFilter } from '../../../shared/contact-list.ts'
import { EnrollDialog } from '../ui/EnrollDialog.tsx'
import { useEnrollMany, type ChosenContacts } from '../ui/use-enroll-many.ts'
import { Message } from '../ui/Message.tsx'
import { Panel } from '../ui/Panel.tsx'
import { inWords } from '../ui/people-words.ts'
import { useSelection } from '../ui/use-selection.ts'
import type { ContactPages } from '../../api/queries/contact-pages.ts'
import { ContactTable } from './ContactTable.tsx'

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM} 0`,
    minHeight: '32px',
  },
})

interface ChoosableContactsProps {
  filter: ContactFilter
  list: ContactPages
  onMore: () => void
}

export function ChoosableContacts({ filter, list, onMore }: ChoosableContactsProps) {
  const styles = useStyles()
  const many = useEnrollMany()
  const selection = useSelection()
  const { ticked, isAll } = selection
  const [asking, setAsking] = useState<{ chosen: ChosenContacts; count: number } | null>(null)
  const ids = list.rows.flatMap(({ id }) => (ticked.has(id) ? [id] : []))
  const count = isAll ? list.count : ids.length

  async function enroll(sequenceId: string, chosen: ChosenContacts): Promise<void> {
    await many.enroll(sequenceId, chosen)
    setAsking(null)
    selection.untick()
  }
  return (
    <>
      {many.outcome ? (
        <Message tone={many.outcome.tone} onDismiss={many.dismiss}>
          {many.outcome.sentence}
        </Message>
      ) : null}
      <Panel bare>
        <div className={styles.bar}>
          <Button
            disabledFocusable={count === 0 || many.done !== null}
            onClick={() => setAsking({ chosen: isAll ? { all: filter } : { ids }, count })}
          >
            Enroll
          </Button>
          <Text>{count > 0 ? `${inWords(count)} chosen` : inWords(list.count)}</Text>
          {ids.length === list.rows.length && !isAll && list.count > ids.length ? (
            <Button appearance="transparent" onClick={selection.chooseAll}>
              Choose all {inWords(list.count)} that match
            </Button>
          ) : null}
          {count > 0 ? (
            <Button appearance="transparent" onClick={selection.untick}>
              Choose none
            </Button>
          ) : null}
        </div>
        <ContactTable list={list} onMore={onMore} choosing={{ ticked, onTick: selection.tick }} />
      </Panel>
      {asking ? (
        <EnrollDialog
          count={asking.count}
          done={many.done}
          onEnroll={(sequenceId) => void enroll(sequenceId, asking.chosen)}
          onCancel={() => setAsking(null)}
        />
      ) : null}
    </>
  )
}
