/** Shows what is asked for once it is there; before that that it is coming, or why it does not come. */

import { Spinner } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { LiveState } from '../../api/queries/live-query.ts'
import { Message } from './Message.tsx'

interface LiveGateProps<T> {
  live: LiveState<T>
  /** What it is, as in "Loading the sequences". */
  what: string
  children: (value: T) => ReactNode
}

export function LiveGate<T>({ live, what, children }: LiveGateProps<T>) {
  const { value, trouble } = live
  if (value === null)
    return trouble ? (
      <Message tone="error">{trouble.sentence}</Message>
    ) : (
      <Spinner label={`Loading ${what}`} />
    )
  return (
    <>
      {trouble ? (
        <Message tone="warning">{trouble.sentence} This is what was known last.</Message>
      ) : null}
      {children(value)}
    </>
  )
}
