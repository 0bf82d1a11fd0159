/** Emails as one contact would get them, written anew by the server whenever the steps or the contact change. */

import { useEffect, useEffectEvent, useState } from 'react'
import type { Preview } from '../../../shared/preview.ts'
import type { StepRequest } from '../../../shared/sequence.ts'
import { useConsole } from '../../api/console-context.ts'
import { sentenceOf } from '../ui/sentence-of.ts'
import { useAddressState } from '../ui/use-address-state.ts'

/** While somebody types, the server is asked only now and then. */
const pauseMs = 300

const start = { preview: '', contact: '' }

export interface UsedPreview {
  isOpen: boolean
  /** Null until the first answer. */
  preview: Preview | null
  /** Why there is none, or why the one shown is an older one, in a sentence. */
  trouble: string | null
  toggle: () => void
  /** Empty: whoever is enrolled, or an invented contact. */
  choose: (contactId: string) => void
}

/** Whether it is open, and for whom, stands in the address. `sequenceId` null: the sequence is not saved yet. */
export function usePreview(sequenceId: string | null, steps: () => StepRequest[]): UsedPreview {
  const { api } = useConsole()
  const [asked, setAsked] = useAddressState(start)
  const [preview, setPreview] = useState<Preview | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const isOpen = asked.preview !== ''
  const request = JSON.stringify({
    steps: steps(),
    ...(asked.contact === '' ? {} : { contactId: asked.contact }),
    ...(sequenceId === null ? {} : { sequenceId }),
  })
  const ask = useEffectEvent(async (still: () => boolean) => {
    const answer = await api.preview({
      steps: steps(),
      ...(asked.contact === '' ? {} : { contactId: asked.contact }),
      ...(sequenceId === null ? {} : { sequenceId }),
    })
    if (!still()) return
    if (answer.kind === 'ok') setPreview(answer.value)
    setTrouble(sentenceOf(answer))
  })
  useEffect(() => {
    if (!isOpen) return
    let isStill = true
    const waiting = setTimeout(() => void ask(() => isStill), pauseMs)
    return () => {
      isStill = false
      clearTimeout(waiting)
    }
  }, [isOpen, request])
  return {
    isOpen,
    preview: isOpen ? preview : null,
    trouble: isOpen ? trouble : null,
    toggle: () => setAsked({ preview: isOpen ? '' : 'yes' }),
    choose: (contact) => setAsked({ contact }),
  }
}
