/** A person's initials on a colour of their own. */

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'

// Fluent's Avatar would do the same for 5 kB of the pane's 220.
const useStyles = makeStyles({
  face: {
    flexShrink: 0,
    display: 'grid',
    placeItems: 'center',
    width: '32px',
    height: '32px',
    borderRadius: tokens.borderRadiusCircular,
    fontWeight: tokens.fontWeightSemibold,
    fontSize: tokens.fontSizeBase200,
  },
  large: { width: '48px', height: '48px', fontSize: tokens.fontSizeBase400 },
  berry: {
    backgroundColor: tokens.colorPaletteBerryBackground2,
    color: tokens.colorPaletteBerryForeground2,
  },
  blue: {
    backgroundColor: tokens.colorPaletteBlueBackground2,
    color: tokens.colorPaletteBlueForeground2,
  },
  forest: {
    backgroundColor: tokens.colorPaletteForestBackground2,
    color: tokens.colorPaletteForestForeground2,
  },
  grape: {
    backgroundColor: tokens.colorPaletteGrapeBackground2,
    color: tokens.colorPaletteGrapeForeground2,
  },
  peach: {
    backgroundColor: tokens.colorPalettePeachBackground2,
    color: tokens.colorPalettePeachForeground2,
  },
  teal: {
    backgroundColor: tokens.colorPaletteTealBackground2,
    color: tokens.colorPaletteTealForeground2,
  },
})

const colors = ['berry', 'blue', 'forest', 'grape', 'peach', 'teal'] as const

interface AvatarProps {
  name: string
  email: string
  large?: boolean
}

export function Avatar({ name, email, large = false }: AvatarProps) {
  const styles = useStyles()
  return (
    <span
      className={mergeClasses(styles.face, large && styles.large, styles[colorOf(email)])}
      aria-hidden
    >
      {initialsOf(name)}
    </span>
  )
}

/** "AA" for "Ana Alpha" and for "Alpha, Ana"; one letter for a bare address. */
export function initialsOf(name: string): string {
  const bare = name.includes('@') ? name.slice(0, 1) : name
  const [surname, given] = bare.split(',')
  const words = (given === undefined ? bare : `${given} ${surname ?? ''}`).trim().split(/\s+/)
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  // By character, not by UTF-16 unit: a name may begin outside of the basic plane.
  return ends.map((word) => Array.from(word ?? '')[0]?.toUpperCase() ?? '').join('')
}

function colorOf(email: string): (typeof colors)[number] {
  const sum = Array.from(email).reduce(
    (before, email) => (before * 31 + email.charCodeAt(0)) >>> 0,
    7,
  )
  return colors[sum % colors.length] ?? 'blue'
}
