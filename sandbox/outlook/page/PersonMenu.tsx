/** Who is signed in, and switching to another person of the tenant. */

import {
  Avatar,
  Button,
  makeStyles,
  Menu,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components'
import type { Go } from './address.ts'
import type { Rep } from './control.ts'

const useStyles = makeStyles({
  name: { '@media (max-width: 900px)': { display: 'none' } },
})

interface PersonMenuProps {
  reps: Rep[]
  rep: Rep | null
  go: Go
  className: string
}

export function PersonMenu({ reps, rep, go, className }: PersonMenuProps) {
  const styles = useStyles()
  if (rep === null) return null
  return (
    <Menu
      checkedValues={{ rep: [rep.address] }}
      onCheckedValueChange={(_event, { checkedItems }) => {
        const [chosen] = checkedItems
        if (chosen !== undefined && chosen !== rep.address) go({ user: chosen, view: 'inbox' })
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="transparent"
          className={className}
          aria-label={`Signed in as ${rep.name}. Switch rep`}
          icon={<Avatar name={rep.name} color="colorful" size={28} aria-hidden />}
        >
          <span className={styles.name}>{rep.name}</span>
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {reps.map((one) => (
            <MenuItemRadio
              key={one.address}
              name="rep"
              value={one.address}
              secondaryContent={one.title}
            >
              {one.name}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
