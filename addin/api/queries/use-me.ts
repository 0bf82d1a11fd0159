/** Who is signed in and what they may do, asked for once and again while the server is away. */

import { useEffect, useState } from 'react'
import type { Me } from '../../../shared/user.ts'
import type { Api } from '../pane-api.ts'

export function useMe(api: Api): { me: Me | null; refusal: string | null } {
  const [me, setMe] = useState<Me | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let wanted = true
    async function ask(): Promise<void> {
      const answer = await api.me()
      if (!wanted) return
      if (answer.kind === 'ok') {
        setMe(answer.value)
        setRefusal(null)
        return
      }
      if (answer.kind === 'refused') setRefusal(answer.sentence)
      timer = setTimeout(() => void ask(), 3000)
    }
    void ask()
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [api])
  return { me, refusal }
}
