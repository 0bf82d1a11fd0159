/** The folders at the left, with how many mails wait in them. */

import { Button, CounterBadge, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import {
  DeleteRegular,
  DraftsRegular,
  MailInboxRegular,
  MailProhibitedRegular,
  SendRegular,
} from '@fluentui/react-icons'
import type { ReactElement } from 'react'
import { mailFolders } from '../address.ts'
import type { Address, Go, MailFolder } from '../address.ts'
import type { ShownMessage } from '../control.ts'
import type { Draft } from './drafts.ts'

export const folderNames: Record<MailFolder, string> = {
  inbox: 'Inbox',
  sentitems: 'Sent Items',
  drafts: 'Drafts',
  junkemail: 'Junk Email',
  deleteditems: 'Deleted Items',
}

const icons: Record<MailFolder, ReactElement> = {
  inbox: <MailInboxRegular />,
  sentitems: <SendRegular />,
  drafts: <DraftsRegular />,
  junkemail: <MailProhibitedRegular />,
  deleteditems: <DeleteRegular />,
}

const useStyles = makeStyles({
  list: {
    width: '176px',
    flexShrink: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: '2px',
    listStyle: 'none',
    margin: 0,
    padding: 0,
    '@media (max-width: 1280px)': { width: '44px' },
  },
  folder: {
    width: '100%',
    justifyContent: 'flex-start',
    gap: '4px',
    minWidth: 0,
    fontWeight: tokens.fontWeightRegular,
  },
  current: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    fontWeight: tokens.fontWeightSemibold,
  },
  name: {
    flex: 1,
    textAlign: 'start',
    whiteSpace: 'nowrap',
    '@media (max-width: 1280px)': { display: 'none' },
  },
  count: { '@media (max-width: 1280px)': { display: 'none' } },
})

interface FolderListProps {
  messages: ShownMessage[] | null
  address: Address
  go: Go
  drafts: Draft[]
}

export function FolderList({ messages, address, go, drafts }: FolderListProps) {
  const styles = useStyles()
  return (
    <nav aria-label="Folders">
      <ul className={styles.list}>
        {mailFolders.map((folder) => {
          const count = countOf(folder, messages ?? []) + (folder === 'drafts' ? drafts.length : 0)
          const current = address.view === folder
          return (
            <li key={folder}>
              <Button
                appearance="subtle"
                icon={icons[folder]}
                className={mergeClasses(styles.folder, current && styles.current)}
                aria-current={current ? 'page' : undefined}
                aria-label={count > 0 ? `${folderNames[folder]}, ${count}` : folderNames[folder]}
                title={folderNames[folder]}
                onClick={() => {
                  go({ view: folder })
                }}
              >
                <span className={styles.name}>{folderNames[folder]}</span>
                {count > 0 && (
                  <CounterBadge
                    className={styles.count}
                    count={count}
                    size="small"
                    color={folder === 'inbox' ? 'brand' : 'informative'}
                    appearance="filled"
                  />
                )}
              </Button>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

/** Drafts count all, the other folders what is unread; sent mail never waits. */
function countOf(folder: MailFolder, messages: ShownMessage[]): number {
  const inside = messages.filter((one) => one.folder === folder)
  if (folder === 'drafts') return inside.length
  return folder === 'sentitems' ? 0 : inside.filter((one) => !one.isRead).length
}
