/** How far it is when many are unenrolled or enrolled again. */

import { Field, ProgressBar } from '@fluentui/react-components'
import type { UnderWay } from './use-bulk.ts'

export function BulkProgress({ underWay }: { underWay: UnderWay }) {
  const { done, total, what } = underWay
  return (
    <Field
      validationState="none"
      validationMessage={`${done.toLocaleString('en')} of ${total.toLocaleString('en')} done`}
    >
      <ProgressBar value={done} max={total} aria-label={what} />
    </Field>
  )
}
