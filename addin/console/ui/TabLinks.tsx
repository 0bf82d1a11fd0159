/** The tabs of a page: links, so that each has its address and the back button knows it. */

import { makeStyles, tokens } from '@fluentui/react-components'
import { NavLink } from 'react-router'

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  tab: {
    display: 'block',
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'none',
    borderBottom: `${tokens.strokeWidthThick} solid transparent`,
    ':hover': {
      color: tokens.colorNeutralForeground1,
      borderBottomColor: tokens.colorNeutralStroke1,
    },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
    '&[aria-current]': {
      color: tokens.colorNeutralForeground1,
      fontWeight: tokens.fontWeightSemibold,
      borderBottomColor: tokens.colorCompoundBrandStroke,
    },
  },
})

interface TabLinksProps {
  label: string
  tabs: { title: string; to: string; exact?: boolean }[]
}

export function TabLinks({ label, tabs }: TabLinksProps) {
  const styles = useStyles()
  return (
    <nav aria-label={label}>
      <ul className={styles.list}>
        {tabs.map(({ title, to, exact = false }) => (
          <li key={to}>
            <NavLink to={to} end={exact} className={styles.tab}>
              {title}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
