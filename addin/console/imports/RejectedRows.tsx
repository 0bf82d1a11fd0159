/** Fetches the rows that an import leaves out, as a file to correct and bring again. */

import { Button } from '@fluentui/react-components'
import { ArrowDownloadRegular } from '@fluentui/react-icons'
import type { ContactImport } from '../../../shared/import.ts'
import { useConsole } from '../../api/console-context.ts'
import { saveFile } from './save-file.ts'
import type { Acting } from './use-acting.ts'

export function RefusedRows({ shown, acting }: { shown: ContactImport; acting: Acting }) {
  const { api } = useConsole()
  if (shown.counts.rejected + shown.counts.duplicate === 0) return null
  async function fetchRows(): Promise<void> {
    const text = await acting.run(() => api.refusedRows(shown.id))
    if (text !== null) saveFile(`${shown.fileName.replace(/\.\w+$/, '')} refused rows.csv`, text)
  }
  return (
    <Button
      icon={<ArrowDownloadRegular />}
      disabledFocusable={acting.busy}
      onClick={() => void fetchRows()}
    >
      Download refused rows
    </Button>
  )
}
