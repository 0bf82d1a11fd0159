/** The contacts of a list with tick boxes, to enroll several of them, or all that match, in one go. */

import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import type { ContactFilter } from '../../../shared/contact-list.ts'
import { EnrollDialog } from '../ui/EnrollDialog.tsx'
import { useEnrollMany, type ChosenContacts } from '../ui/use-enroll-many.ts'
import { Message } from '../ui/Message.tsx'
import { Panel } from '../ui/Panel.tsx'
import { inWords } from '../ui/people-words.ts'
import { SelectionBar } from '../ui/SelectionBar.tsx'
import { useSelection } from '../ui/use-selection.ts'
import type { ContactPages } from '../../api/queries/contact-pages.ts'
import { ContactTable } from './ContactTable.tsx'

interface ChoosableContactsProps {
  filter: ContactFilter
  list: ContactPages
  onMore: () => void
}

export function ChoosableContacts({ filter, list, onMore }: ChoosableContactsProps) {
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
        <SelectionBar
          selection={selection}
          count={count}
          matching={list.count}
          everyTicked={ids.length === list.rows.length}
          idle={inWords(list.count)}
        >
          <Button
            disabledFocusable={count === 0 || many.done !== null}
            onClick={() => setAsking({ chosen: isAll ? { all: filter } : { ids }, count })}
          >
            Enroll
          </Button>
        </SelectionBar>
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
