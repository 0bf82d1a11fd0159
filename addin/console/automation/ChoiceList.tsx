/** Several of a known set, ticked; a long set can be searched. */

import { Caption1, Checkbox, makeStyles, SearchBox, tokens } from '@fluentui/react-components'
import { useState } from 'react'

const useStyles = makeStyles({
  frame: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXS,
    minWidth: 0,
    maxWidth: '420px',
  },
  list: {
    display: 'flex',
    flexDirection: 'column',
    maxHeight: '236px',
    overflowY: 'auto',
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    overflowWrap: 'anywhere',
  },
  none: { padding: tokens.spacingHorizontalS, color: tokens.colorNeutralForeground2 },
})

/** From so many on nobody wants to look through them. */
const manyChoices = 8

export interface Choice {
  value: string
  title: string
}

interface ChoiceListProps {
  label: string
  choices: readonly Choice[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}

export function ChoiceList({ label, choices, chosen, onChange }: ChoiceListProps) {
  const styles = useStyles()
  const [search, setSearch] = useState('')
  // What was chosen once and is there no more can still be taken away.
  const lost = chosen.filter((value) => !choices.some((one) => one.value === value))
  const all = [...choices, ...lost.map((value) => ({ value, title: value }))]
  const wanted = search.trim().toLowerCase()
  const shown = all.filter(({ title }) => title.toLowerCase().includes(wanted))
  return (
    <div className={styles.frame} role="group" aria-label={label}>
      {all.length < manyChoices ? null : (
        <SearchBox
          aria-label={`Search: ${label}`}
          placeholder="Search"
          value={search}
          onChange={(_event, { value }) => setSearch(value)}
        />
      )}
      <div className={styles.list}>
        {shown.length === 0 ? (
          <Caption1 className={styles.none}>
            {all.length === 0 ? 'There is nothing to choose yet.' : 'Nothing fits the search.'}
          </Caption1>
        ) : null}
        {shown.map(({ value, title }) => (
          <Checkbox
            key={value}
            label={title}
            checked={chosen.includes(value)}
            onChange={(_event, { checked }) =>
              onChange(
                checked === true ? [...chosen, value] : chosen.filter((one) => one !== value),
              )
            }
          />
        ))}
      </div>
      {all.length < manyChoices ? null : (
        <Caption1>
          {chosen.length} of {all.length} chosen
        </Caption1>
      )}
    </div>
  )
}
