/** The task pane at the right: the product's page in a frame, and what to do when it does not answer. */

import { Button, makeStyles, mergeClasses, Text, tokens, Tooltip } from '@fluentui/react-components'
import { DismissRegular, PinOffRegular, PinRegular } from '@fluentui/react-icons'
import { useEffect, useRef, useState } from 'react'
import type { Instance } from '../host/instance.ts'
import type { OutlookHost } from '../host/outlook-host.ts'
import { PaneTrouble } from './PaneTrouble.tsx'

const useStyles = makeStyles({
  pane: {
    width: '320px',
    flexShrink: 0,
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow2,
    overflow: 'hidden',
    '@media (max-width: 760px)': {
      position: 'fixed',
      insetBlock: '48px 0',
      insetInlineEnd: 0,
      maxWidth: '100%',
      boxShadow: tokens.shadow28,
      zIndex: 1,
    },
  },
  closed: { display: 'none' },
  head: {
    display: 'flex',
    alignItems: 'center',
    gap: '2px',
    padding: '6px 6px 6px 16px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  title: { flex: 1, margin: 0 },
  slot: {
    flex: 1,
    minHeight: 0,
    display: 'flex',
    '& iframe': { border: 0, flex: 1, width: '100%' },
  },
})

/** How long a page may take before the person is told what to do, in milliseconds. */
const patience = 5000

interface TaskPaneProps {
  host: OutlookHost
  productUrl: string
  manifestError: string | null
  checkManifest: () => void
  pinnable: boolean
}

export function TaskPane(props: TaskPaneProps) {
  const { host, productUrl, manifestError, checkManifest, pinnable } = props
  const styles = useStyles()
  const { pane } = host
  const late = useLate(pane, checkManifest)
  const title = pane?.frame.title ?? ''
  const head = useRef<HTMLDivElement>(null)

  useEffect(
    () => () => {
      host.setPaneSlot(null)
    },
    [host],
  )

  // office.js keeps Tab to itself inside the pane, and says when the person has come to its end.
  useEffect(
    () =>
      host.on((event) => {
        if (event.kind !== 'notify' || event.instance !== host.pane) return
        if (event.action === 'TabExit')
          document.querySelector<HTMLElement>('header button')?.focus()
        if (event.action === 'TabExitShift' || event.action === 'EscExit')
          head.current?.querySelector<HTMLElement>('[aria-label="Close pane"]')?.focus()
      }),
    [host],
  )

  return (
    <aside aria-label="Task pane" className={mergeClasses(styles.pane, !pane && styles.closed)}>
      <div className={styles.head} ref={head}>
        <Text as="h2" weight="semibold" className={styles.title}>
          {title}
        </Text>
        {pinnable && pane !== null && (
          <Tooltip
            content={
              pane.pinned ? 'Unpin: close with the mail' : 'Pin: stay open for the next mail'
            }
            relationship="description"
          >
            <Button
              appearance="subtle"
              size="small"
              aria-label="Pin"
              aria-pressed={pane.pinned}
              icon={pane.pinned ? <PinOffRegular /> : <PinRegular />}
              onClick={() => {
                host.pin(!pane.pinned)
              }}
            />
          </Tooltip>
        )}
        <Button
          appearance="subtle"
          size="small"
          aria-label="Close pane"
          icon={<DismissRegular />}
          onClick={() => {
            if (pane !== null) host.close(pane)
          }}
        />
      </div>
      {late && pane !== null && (
        <PaneTrouble
          productUrl={productUrl}
          productAway={manifestError}
          again={() => {
            const { src, title: name } = pane.frame
            host.openPane(src, name, pane.pinned)
          }}
        />
      )}
      <div
        className={mergeClasses(styles.slot, late && styles.closed)}
        ref={(slot) => {
          if (slot !== null) host.setPaneSlot(slot)
        }}
      />
    </aside>
  )
}

/** Whether this pane's page has let the person wait too long without asking the host for anything. */
function useLate(pane: Instance | null, whenLate: () => void): boolean {
  const [latePane, setLatePane] = useState<string | null>(null)
  const id = pane?.id ?? null
  const answered = pane?.answered ?? false
  useEffect(() => {
    if (id === null || answered) return
    const timer = setTimeout(() => {
      setLatePane(id)
      whenLate()
    }, patience)
    return () => {
      clearTimeout(timer)
    }
  }, [id, answered, whenLate])
  return id !== null && !answered && latePane === id
}
