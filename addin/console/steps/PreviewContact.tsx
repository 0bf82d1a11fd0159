/** Whose emails are previewed: a contact found by name or address. */

import { Combobox, Field, makeStyles, Option } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import type { Preview } from '../../../shared/preview.ts'
import { useConsole } from '../../api/console-context.ts'

const useStyles = makeStyles({
  field: { maxWidth: '480px' },
  box: { minWidth: 0 },
  list: { maxHeight: '320px' },
})

const pauseMs = 200
const mostShown = 20

interface Found {
  id: string
  name: string
  email: string
}

interface PreviewContactProps {
  /** Null: not known yet. */
  contact: Preview['contact'] | null
  onChoose: (contactId: string) => void
}

export function PreviewContact({ contact, onChoose }: PreviewContactProps) {
  const styles = useStyles()
  const { api } = useConsole()
  const [open, setOpen] = useState(false)
  /** What is being typed; null: nothing, the one chosen is shown. */
  const [search, setSearch] = useState<string | null>(null)
  const [found, setFound] = useState<Found[] | null>(null)
  useEffect(() => {
    if (!open) return
    let isStill = true
    const waiting = setTimeout(() => {
      void api.contacts(search === null ? {} : { search }, null).then((answer) => {
        if (isStill && answer.kind === 'ok') setFound(answer.value.items.slice(0, mostShown))
      })
    }, pauseMs)
    return () => {
      isStill = false
      clearTimeout(waiting)
    }
  }, [api, open, search])
  const shown = contact ? (contact.id === null ? contact.name : nameOf(contact)) : ''
  return (
    <Field label="Preview for" hint="Search by name or address." className={styles.field}>
      <Combobox
        className={styles.box}
        listbox={{ className: styles.list }}
        freeform
        inlinePopup
        open={open}
        placeholder="Name or address"
        value={search ?? shown}
        selectedOptions={contact?.id ? [contact.id] : []}
        onOpenChange={(_event, { open: isOpen }) => {
          setOpen(isOpen)
          if (!isOpen) setSearch(null)
        }}
        onChange={({ target }) => {
          setSearch(target.value)
          setOpen(true)
        }}
        onOptionSelect={(_event, { optionValue }) => {
          // Typing takes the choice back, which is told as a choice of nothing.
          if (optionValue === undefined) return
          setSearch(null)
          onChoose(optionValue)
        }}
      >
        {found?.map((one) => (
          <Option key={one.id} value={one.id} text={nameOf(one)}>
            {nameOf(one)}
          </Option>
        ))}
        {found?.length === 0 ? (
          <Option disabled value="" text="">
            No contact has that in the name or address.
          </Option>
        ) : null}
      </Combobox>
    </Field>
  )
}

function nameOf({ name, email }: Omit<Found, 'id'>): string {
  return `${name}, ${email}`
}
