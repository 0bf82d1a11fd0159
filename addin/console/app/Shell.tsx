/** What stands around every page: the product's name, who is signed in, and the ways to the other pages. */

import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { NavigationRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { Outlet, useLocation } from 'react-router'
import { Navigation } from './Navigation.tsx'
import { PersonMenu } from './PersonMenu.tsx'
import { DepartureBar } from '../settings/DepartureBar.tsx'

const narrow = '@media (max-width: 767px)'

const useStyles = makeStyles({
  skip: {
    position: 'absolute',
    insetInlineStart: tokens.spacingHorizontalS,
    top: '-60px',
    zIndex: 10,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorBrandForegroundLink,
    borderRadius: tokens.borderRadiusMedium,
    ':focus': { top: tokens.spacingVerticalS },
  },
  header: {
    position: 'sticky',
    top: 0,
    zIndex: 3,
    display: 'flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    height: '48px',
    boxSizing: 'border-box',
    padding: `0 ${tokens.spacingHorizontalM}`,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  menu: { display: 'none', [narrow]: { display: 'inline-flex' } },
  brand: {
    display: 'flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    minWidth: 0,
    marginInlineEnd: 'auto',
    fontWeight: tokens.fontWeightSemibold,
    fontSize: tokens.fontSizeBase400,
    whiteSpace: 'nowrap',
  },
  name: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    '@media (max-width: 479px)': { display: 'none' },
  },
  body: { display: 'flex', alignItems: 'stretch', minHeight: 'calc(100vh - 48px)' },
  side: {
    flexShrink: 0,
    width: '216px',
    boxSizing: 'border-box',
    padding: tokens.spacingHorizontalM,
    backgroundColor: tokens.colorNeutralBackground1,
    borderRight: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    [narrow]: { display: 'none' },
  },
  sideOpen: {
    [narrow]: {
      display: 'block',
      position: 'fixed',
      zIndex: 2,
      top: '48px',
      bottom: 0,
      insetInlineStart: 0,
      width: 'min(280px, 85vw)',
      boxShadow: tokens.shadow28,
    },
  },
  main: {
    flexGrow: 1,
    minWidth: 0,
    boxSizing: 'border-box',
    padding: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalXXXL}`,
    outlineStyle: 'none',
    [narrow]: { padding: tokens.spacingHorizontalL },
  },
  page: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalL,
    maxWidth: '1240px',
    marginInline: 'auto',
  },
})

export function Shell({ signOut }: { signOut: () => Promise<void> }) {
  const styles = useStyles()
  const { key } = useLocation()
  // Open at one address and closed at the next: choosing a page closes the menu by itself.
  const [openAt, setOpenAt] = useState<string | null>(null)
  const open = openAt === key
  return (
    <>
      <a
        href="#content"
        className={styles.skip}
        onClick={(event) => {
          event.preventDefault()
          document.getElementById('content')?.focus()
        }}
      >
        Skip to content
      </a>
      <header className={styles.header}>
        <Button
          className={styles.menu}
          appearance="subtle"
          icon={<NavigationRegular />}
          aria-label="Menu"
          aria-expanded={open}
          aria-controls="navigation"
          onClick={() => {
            setOpenAt(open ? null : key)
          }}
        />
        <span className={styles.brand}>
          <img src="/assets/icon-32.png" alt="" width={24} height={24} />
          <span className={styles.name}>Sequences for Outlook</span>
        </span>
        <PersonMenu signOut={signOut} />
      </header>
      <div className={styles.body}>
        <div
          id="navigation"
          className={mergeClasses(styles.side, open && styles.sideOpen)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setOpenAt(null)
          }}
        >
          <Navigation />
        </div>
        <main id="content" tabIndex={-1} className={styles.main}>
          <div className={styles.page}>
            <DepartureBar />
            <Outlet />
          </div>
        </main>
      </div>
    </>
  )
}
