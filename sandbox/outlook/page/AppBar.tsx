/** The bar on top: what this is, the two tabs, the clock, the theme, who is signed in. */

import { Button, makeStyles, mergeClasses, tokens, Tooltip } from '@fluentui/react-components'
import { WeatherMoonRegular, WeatherSunnyRegular } from '@fluentui/react-icons'
import type { Address, Go } from './address.ts'
import { ClockMenu } from './ClockMenu.tsx'
import type { ShownClock, Rep } from './control.ts'
import { PersonMenu } from './PersonMenu.tsx'
import type { Shade } from './use-shade.ts'

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'center',
    gap: '4px',
    minHeight: '48px',
    padding: '0 12px',
    '@media (max-width: 480px)': { padding: '0 4px', gap: 0 },
    color: tokens.colorNeutralForegroundOnBrand,
    backgroundColor: tokens.colorBrandBackground,
  },
  brand: {
    fontWeight: tokens.fontWeightSemibold,
    fontSize: tokens.fontSizeBase400,
    margin: 0,
    // Out of sight on a phone, but still there for screen readers.
    '@media (max-width: 480px)': { position: 'absolute', clipPath: 'inset(50%)' },
  },
  sandbox: {
    fontSize: tokens.fontSizeBase200,
    padding: '1px 8px',
    borderRadius: tokens.borderRadiusCircular,
    border: '1px solid currentColor',
    marginInline: '8px 16px',
    '@media (max-width: 900px)': { display: 'none' },
  },
  tabs: { display: 'flex', alignSelf: 'stretch', gap: '4px' },
  tab: {
    color: 'inherit',
    borderRadius: 0,
    borderBottom: '3px solid transparent',
    borderTop: '3px solid transparent',
    fontWeight: tokens.fontWeightRegular,
    minWidth: 'auto',
    whiteSpace: 'nowrap',
    '@media (max-width: 480px)': { paddingInline: '8px' },
    ':hover': { color: 'inherit', backgroundColor: tokens.colorBrandBackgroundHover },
    ':hover:active': { color: 'inherit', backgroundColor: tokens.colorBrandBackgroundPressed },
    ':focus-visible': { outline: '2px solid white', outlineOffset: '-4px' },
  },
  current: {
    borderBottom: '3px solid currentColor',
    fontWeight: tokens.fontWeightSemibold,
  },
  gap: { flex: 1 },
  tool: {
    minWidth: 'auto',
    color: 'inherit',
    ':hover': { color: 'inherit', backgroundColor: tokens.colorBrandBackgroundHover },
    ':hover:active': { color: 'inherit', backgroundColor: tokens.colorBrandBackgroundPressed },
    ':focus-visible': { outline: '2px solid white', outlineOffset: '-2px' },
    '& .fui-Button__icon': { color: 'inherit' },
  },
})

interface AppBarProps {
  address: Address
  go: Go
  /** Back to what was last shown in Outlook. */
  goToMail: () => void
  reps: Rep[]
  rep: Rep | null
  clock: ShownClock | null
  afterMove: () => void
  shade: Shade
}

export function AppBar({ address, go, goToMail, reps, rep, clock, afterMove, shade }: AppBarProps) {
  const styles = useStyles()
  const outside = address.view === 'outside'
  return (
    <header className={styles.bar}>
      <h1 className={styles.brand}>Outlook</h1>
      <span className={styles.sandbox}>sandbox</span>
      <nav aria-label="Where you are" className={styles.tabs}>
        <Button
          appearance="transparent"
          className={mergeClasses(styles.tab, outside ? undefined : styles.current)}
          aria-current={outside ? undefined : 'page'}
          onClick={() => {
            if (outside) goToMail()
          }}
        >
          Mail
        </Button>
        <Button
          appearance="transparent"
          className={mergeClasses(styles.tab, outside ? styles.current : undefined)}
          aria-current={outside ? 'page' : undefined}
          onClick={() => {
            if (!outside) go({ view: 'outside' })
          }}
        >
          Outside world
        </Button>
      </nav>
      <span className={styles.gap} />
      <ClockMenu clock={clock} afterMove={afterMove} className={styles.tool} />
      <Tooltip content={shade.dark ? 'Light theme' : 'Dark theme'} relationship="label">
        <Button
          appearance="transparent"
          className={styles.tool}
          icon={shade.dark ? <WeatherSunnyRegular /> : <WeatherMoonRegular />}
          onClick={shade.toggle}
        />
      </Tooltip>
      <PersonMenu reps={reps} rep={rep} go={go} className={styles.tool} />
    </header>
  )
}
