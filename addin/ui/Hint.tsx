/** A short message inside the pane: an icon, a sentence, and sometimes one thing to do. */

import { makeStyles, mergeClasses, shorthands, Text, tokens } from '@fluentui/react-components'
import {
  ErrorCircle20Regular,
  Info20Regular,
  Lightbulb20Regular,
  Warning20Regular,
} from '@fluentui/react-icons'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  hint: {
    display: 'flex',
    columnGap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusLarge,
    border: `${tokens.strokeWidthThin} solid`,
  },
  icon: { flexShrink: 0, display: 'flex' },
  words: { display: 'flex', flexDirection: 'column', alignItems: 'start', minWidth: 0 },
  info: {
    backgroundColor: tokens.colorNeutralBackground3,
    ...shorthands.borderColor(tokens.colorNeutralStroke2),
    color: tokens.colorNeutralForeground1,
  },
  offer: {
    backgroundColor: tokens.colorBrandBackground2,
    ...shorthands.borderColor(tokens.colorBrandStroke2),
    color: tokens.colorNeutralForeground1,
  },
  warning: {
    backgroundColor: tokens.colorStatusWarningBackground1,
    ...shorthands.borderColor(tokens.colorStatusWarningBorder1),
    color: tokens.colorNeutralForeground1,
  },
  danger: {
    backgroundColor: tokens.colorStatusDangerBackground1,
    ...shorthands.borderColor(tokens.colorStatusDangerBorder1),
    color: tokens.colorNeutralForeground1,
  },
})

const icons = {
  info: Info20Regular,
  offer: Lightbulb20Regular,
  warning: Warning20Regular,
  danger: ErrorCircle20Regular,
}

interface HintProps {
  tone: keyof typeof icons
  children: ReactNode
  action?: ReactNode
  /** `alert` interrupts, `status` waits for a pause; none for what was there from the start. */
  role?: 'alert' | 'status'
}

export function Hint({ tone, children, action, role }: HintProps) {
  const styles = useStyles()
  const Icon = icons[tone]
  return (
    <div className={mergeClasses(styles.hint, styles[tone])} role={role}>
      <span className={styles.icon} aria-hidden>
        <Icon />
      </span>
      <div className={styles.words}>
        <Text size={200}>{children}</Text>
        {action}
      </div>
    </div>
  )
}
