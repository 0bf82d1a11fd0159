/** Where a contact file is dropped, or chosen with the keyboard or the mouse. */

import { Button, makeStyles, mergeClasses, Spinner, Text, tokens } from '@fluentui/react-components'
import { DocumentTableRegular } from '@fluentui/react-icons'
import { useRef, useState } from 'react'
import { limitsSentence } from './import-words.ts'

const useStyles = makeStyles({
  drop: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    textAlign: 'center',
    rowGap: tokens.spacingVerticalM,
    padding: tokens.spacingVerticalXXXL,
    border: `${tokens.strokeWidthThick} dashed ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  over: {
    border: `${tokens.strokeWidthThick} dashed ${tokens.colorBrandStroke1}`,
    backgroundColor: tokens.colorBrandBackground2,
  },
  picture: { fontSize: '40px', color: tokens.colorBrandForeground1, display: 'flex' },
  quiet: { color: tokens.colorNeutralForeground2, maxWidth: '56ch' },
})

interface FileDropProps {
  busy: boolean
  onFile: (file: File) => void
}

export function FileDrop({ busy, onFile }: FileDropProps) {
  const styles = useStyles()
  const [isOver, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  function take(files: FileList | null): void {
    const file = files?.[0]
    if (file && !busy) onFile(file)
  }
  return (
    <div
      className={mergeClasses(styles.drop, isOver && styles.over)}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer.files)
      }}
    >
      <span className={styles.picture} aria-hidden>
        <DocumentTableRegular />
      </span>
      <Text>Drop a CSV file here, or choose one.</Text>
      <Button
        appearance="primary"
        disabledFocusable={busy}
        icon={busy ? <Spinner size="tiny" aria-hidden /> : null}
        onClick={() => input.current?.click()}
      >
        {busy ? 'Reading the file' : 'Choose file'}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,.tsv,text/csv"
        aria-label="Contact file"
        hidden
        onChange={(event) => {
          take(event.target.files)
          // The same file chosen again, corrected meanwhile, is a change as well.
          event.target.value = ''
        }}
      />
      <Text size={200} align="center" className={styles.quiet}>
        Save a spreadsheet as CSV to bring it here. The first row names the columns; one of them
        holds the addresses. {limitsSentence}
      </Text>
    </div>
  )
}
