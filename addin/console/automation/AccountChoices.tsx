/** Sequences or senders of the account, to choose several of. */

import { Spinner } from '@fluentui/react-components'
import { useMemo } from 'react'
import type { SequenceResource } from '../../../shared/sequence.ts'
import type { UserResource } from '../../../shared/user.ts'
import { useLive, type Question } from '../../api/queries/use-live-query.ts'
import { ChoiceList, type Choice } from './ChoiceList.tsx'

const sequencesQuestion: Question<SequenceResource[]> = {
  ask: ({ api }) => api.sequences(),
  concerns: ({ kind }) => kind === 'sequence',
}
const usersQuestion: Question<UserResource[]> = {
  ask: ({ api }) => api.users(),
  concerns: ({ kind }) => kind === 'user',
}

interface AccountChoicesProps {
  label: string
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}

interface SequenceChoicesProps extends AccountChoicesProps {
  /** Conditions go by the name, as people read them; what a workflow ends goes by the id. */
  by: 'name' | 'id'
}

export function SequenceChoices({ by, ...rest }: SequenceChoicesProps) {
  const { value } = useLive(sequencesQuestion)
  const choices = useMemo(() => {
    const byValue = new Map(
      (value ?? []).map((one): [string, Choice] => [
        one[by],
        {
          value: one[by],
          title: by === 'id' ? `${one.name} (${one.owner.name})` : one.name,
        },
      ]),
    )
    return [...byValue.values()]
  }, [value, by])
  if (value === null) return <Spinner size="tiny" label="Loading the sequences" />
  return <ChoiceList {...rest} choices={choices} />
}

export function SenderChoices(props: AccountChoicesProps) {
  const { value } = useLive(usersQuestion)
  const choices = useMemo(
    () =>
      (value ?? [])
        .filter(({ seat }) => seat !== 'none')
        .map(({ name, address }) => ({ value: address, title: `${name} (${address})` })),
    [value],
  )
  if (value === null) return <Spinner size="tiny" label="Loading the senders" />
  return <ChoiceList {...props} choices={choices} />
}
