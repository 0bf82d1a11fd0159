/** Says to everybody else that a page is for administrators; the server decides the same. */

import type { ReactNode } from 'react'
import { useConsole } from '../../api/console-context.ts'
import { Message } from '../ui/Message.tsx'

export function AdminsOnly({ children }: { children: ReactNode }) {
  const { me } = useConsole()
  return me.role === 'admin' ? (
    children
  ) : (
    <Message tone="info">This page is for administrators. Ask yours.</Message>
  )
}
