/** What may be done with a sequence, from its row or its page: rename, clone, archive, delete, or bring it back. */

import {
  Menu,
  MenuButton,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components'
import { useNavigate } from 'react-router'
import type { SequenceResource } from '../../../shared/sequence.ts'
import { useConsole } from '../../api/console-context.ts'
import { whyNotManage } from '../ui/sequence-context.ts'
import type { Keeping } from './use-keeping.ts'

export function ManageActions({ one, keeping }: { one: SequenceResource; keeping: Keeping }) {
  const { me } = useConsole()
  const navigate = useNavigate()
  const because = whyNotManage(one, me)
  const barred = because === null ? {} : { disabled: true, subText: because }
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton
          size="small"
          aria-label={`Actions for ${one.name}`}
          disabledFocusable={keeping.busy}
        >
          Actions
        </MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {one.deletedAt === null ? (
            <>
              <MenuItem
                {...barred}
                onClick={() => void navigate(`/sequences/${encodeURIComponent(one.id)}/settings`)}
              >
                Rename
              </MenuItem>
              <MenuItem disabled={me.limits !== null} onClick={() => void keeping.clone(one)}>
                Clone
              </MenuItem>
              {one.archivedAt === null ? (
                <MenuItem {...barred} onClick={() => void keeping.archive(one)}>
                  Archive
                </MenuItem>
              ) : (
                <MenuItem {...barred} onClick={() => void keeping.unarchive(one)}>
                  Take out of the archive
                </MenuItem>
              )}
              <MenuItem {...barred} onClick={() => keeping.askToDelete(one)}>
                Delete
              </MenuItem>
            </>
          ) : (
            <MenuItem {...barred} onClick={() => void keeping.restore(one)}>
              Restore
            </MenuItem>
          )}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
