/** The ways to the console's pages, grouped as people look for them. */

import { Caption1Strong, makeStyles, tokens } from '@fluentui/react-components'
import {
  BranchFork20Regular,
  Building20Regular,
  MailMultiple20Regular,
  MailProhibited20Regular,
  PersonKey20Regular,
  People20Regular,
} from '@fluentui/react-icons'
import type { ReactElement } from 'react'
import { NavLink } from 'react-router'
import type { Me } from '../../../shared/user.ts'
import { useConsole } from '../../api/console-context.ts'

interface Way {
  title: string
  to: string
  icon: ReactElement
}

interface Group {
  title: string
  ways: Way[]
}

const groups: Group[] = [
  {
    title: 'CRM',
    ways: [
      { title: 'Contacts', to: '/contacts', icon: <People20Regular /> },
      { title: 'Companies', to: '/companies', icon: <Building20Regular /> },
    ],
  },
  {
    title: 'Sales',
    ways: [{ title: 'Sequences', to: '/sequences', icon: <MailMultiple20Regular /> }],
  },
]

const workflows: Way = {
  title: 'Workflows',
  to: '/settings/workflows',
  icon: <BranchFork20Regular />,
}

const forAdmins: Group = {
  title: 'Settings',
  ways: [
    { title: 'Users', to: '/settings/users', icon: <PersonKey20Regular /> },
    {
      title: 'Suppression list',
      to: '/settings/suppressions',
      icon: <MailProhibited20Regular />,
    },
    workflows,
  ],
}

const forEnterprise: Group = { title: 'Settings', ways: [workflows] }

const useStyles = makeStyles({
  group: { marginBottom: tokens.spacingVerticalL },
  title: {
    margin: `0 0 ${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    color: tokens.colorNeutralForeground2,
  },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  way: {
    display: 'flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    minHeight: '36px',
    padding: `0 ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    '&[aria-current]': {
      backgroundColor: tokens.colorBrandBackground2,
      color: tokens.colorBrandForeground2,
      fontWeight: tokens.fontWeightSemibold,
    },
  },
  icon: { display: 'flex' },
})

function groupsFor({ role, seat }: Me): Group[] {
  if (role === 'admin') return [...groups, forAdmins]
  return seat === 'enterprise' ? [...groups, forEnterprise] : groups
}

export function Navigation() {
  const styles = useStyles()
  const { me } = useConsole()
  return (
    <nav aria-label="Main">
      {groupsFor(me).map((group) => (
        <div key={group.title} className={styles.group}>
          <Caption1Strong as="h2" block className={styles.title} id={`group-${group.title}`}>
            {group.title}
          </Caption1Strong>
          <ul className={styles.list} aria-labelledby={`group-${group.title}`}>
            {group.ways.map((way) => (
              <li key={way.to}>
                <NavLink to={way.to} className={styles.way}>
                  <span className={styles.icon} aria-hidden>
                    {way.icon}
                  </span>
                  {way.title}
                </NavLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}
