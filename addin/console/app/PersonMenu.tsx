/** Who is signed in, and the way out. */

import {
  Button,
  Caption1,
  makeStyles,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  tokens,
} from '@fluentui/react-components'
import { SignOutRegular } from '@fluentui/react-icons'
import { Avatar } from '../../ui/Avatar.tsx'
import { useConsole } from '../../api/console-context.ts'

const useStyles = makeStyles({
  who: { columnGap: tokens.spacingHorizontalS, maxWidth: '60vw' },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  address: {
    display: 'block',
    padding: tokens.spacingHorizontalS,
    color: tokens.colorNeutralForeground2,
  },
})

export function PersonMenu({ signOut }: { signOut: () => Promise<void> }) {
  const styles = useStyles()
  const { me } = useConsole()
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" className={styles.who}>
          <Avatar name={me.name} email={me.address} />
          <span className={styles.name}>{me.name}</span>
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <Caption1 className={styles.address}>{me.address}</Caption1>
        <MenuList>
          <MenuItem icon={<SignOutRegular />} onClick={() => void signOut()}>
            Sign out
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
