/** Outlook itself: folders, list, the mail being read or written, the ribbon and the task pane. */

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { Address, Go } from '../address.ts'
import type { Outsider, Rep } from '../control.ts'
import type { Desk } from '../use-host.ts'
import { useHostVersion } from '../use-host.ts'
import { useManifest } from '../use-manifest.ts'
import { ComposeForm } from './ComposeForm.tsx'
import { FolderList } from './FolderList.tsx'
import { MessageList } from './MessageList.tsx'
import { NotificationBars } from './NotificationBars.tsx'
import { ReadingPane } from './ReadingPane.tsx'
import { Ribbon } from './Ribbon.tsx'
import { TaskPane } from './TaskPane.tsx'
import { useMailbox } from './use-mailbox.ts'
import { useOpenItem } from './use-open-item.ts'

const useStyles = makeStyles({
  view: { flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column' },
  columns: { flex: 1, minHeight: 0, display: 'flex', padding: '0 8px 8px', gap: '8px' },
  card: {
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow2,
    overflow: 'hidden',
    display: 'flex',
    flexDirection: 'column',
    minWidth: 0,
  },
  list: {
    width: '300px',
    flexShrink: 0,
    '@media (max-width: 1100px)': { width: '260px' },
    '@media (max-width: 760px)': { width: 'auto', flex: 1 },
  },
  /** Where there is no room for both, an open mail takes the place of the list. */
  yields: { '@media (max-width: 1000px)': { display: 'none' } },
  content: { flex: 1 },
  waits: { '@media (max-width: 760px)': { display: 'none' } },
})

interface MailViewProps {
  rep: Rep
  address: Address
  go: Go
  desk: Desk
  productUrl: string
  now: string
  dark: boolean
  people: Outsider[]
}

export function MailView(props: MailViewProps) {
  const { rep, address, go, desk, now } = props
  const styles = useStyles()
  const { host } = desk
  useHostVersion(host)
  const mailbox = useMailbox(rep.address, address)
  const { manifest, error, check } = useManifest()
  const open = useOpenItem({
    desk,
    manifest,
    messages: mailbox.messages,
    people: props.people,
    address,
    go,
    rep,
  })
  const item = host.item
  const buttons = item?.kind === 'message' ? manifest?.read : manifest?.compose

  return (
    <div className={styles.view}>
      <Ribbon
        item={item}
        message={open.message}
        buttons={item === null ? [] : (buttons ?? [])}
        trouble={error}
        go={go}
        mailbox={mailbox}
        open={open}
        user={rep.address}
        openPane={(button) => host.openPane(button.url, button.label)}
      />
      <div className={styles.columns}>
        <FolderList messages={mailbox.messages} address={address} go={go} drafts={open.waiting} />
        <section
          aria-label="Messages"
          className={mergeClasses(
            styles.card,
            styles.list,
            (item !== null || host.pane !== null) && styles.yields,
          )}
        >
          <MessageList
            mailbox={mailbox}
            address={address}
            go={go}
            now={now}
            drafts={open.waiting}
          />
        </section>
        <section
          aria-label={item?.kind === 'messageCompose' ? 'New mail' : 'Reading pane'}
          className={mergeClasses(styles.card, styles.content, item === null && styles.waits)}
        >
          <NotificationBars host={host} />
          {item?.kind === 'messageCompose' ? (
            <ComposeForm host={host} item={item} people={props.people} />
          ) : (
            <ReadingPane
              message={open.message}
              missing={open.missing}
              dark={props.dark}
              onSend={mailbox.send}
            />
          )}
        </section>
        <TaskPane
          host={host}
          productUrl={props.productUrl}
          manifestError={error}
          checkManifest={check}
          pinnable={buttons?.some((button) => button.pinnable) ?? false}
        />
      </div>
    </div>
  )
}
