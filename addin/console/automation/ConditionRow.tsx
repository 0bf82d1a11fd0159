/** One condition while it is being written: a property, how it is compared, and with what. */

import { Button, Caption1Strong, makeStyles, Select, tokens } from '@fluentui/react-components'
import { DeleteRegular } from '@fluentui/react-icons'
import { useEffect, useRef } from 'react'
import { conditionSubjects } from '../../../shared/condition.ts'
import type { AutomationKind } from '../../../shared/automation.ts'
import { PropertyName } from './PropertyName.tsx'
import { Message } from '../ui/Message.tsx'
import { withProperty, type Refusal, type SingleDraft } from './condition-draft.ts'
import {
  choiceKey,
  conditionProperties,
  fittingOperators,
  freePrefix,
  operatorTitles,
  propertyFor,
  subjectTitles,
} from './properties.ts'
import { ValueEditor } from './ValueEditor.tsx'

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 3fr) minmax(0, 2fr) minmax(0, 4fr) auto',
    alignItems: 'start',
    gap: tokens.spacingHorizontalS,
    '@media (max-width: 899px)': { gridTemplateColumns: 'auto minmax(0, 1fr) auto' },
  },
  number: { lineHeight: '32px', color: tokens.colorNeutralForeground2, minWidth: '24px' },
  property: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXS,
    minWidth: 0,
  },
  input: { minWidth: 0, width: '100%' },
  own: { '@media (max-width: 899px)': { gridColumn: '2 / 3', minWidth: 0 } },
  remove: { '@media (max-width: 899px)': { gridColumn: '3 / 4', gridRow: '1 / 2' } },
  wide: { gridColumn: '2 / -1' },
})

/** What all conditions of a form share. */
export interface ConditionScene {
  kind: AutomationKind
  refusal: Refusal | null
}

interface ConditionRowProps {
  scene: ConditionScene
  draft: SingleDraft
  /** "2.1": the first one of the group in second place. */
  place: string
  /** Takes the focus: it was added just now. */
  isNew: boolean
  onChange: (draft: SingleDraft) => void
  onRemove: () => void
}

export function ConditionRow(props: ConditionRowProps) {
  const { scene, draft, place, isNew, onChange, onRemove } = props
  const styles = useStyles()
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isNew) row.current?.querySelector('select')?.focus()
  }, [isNew])
  const property = propertyFor(draft.on, draft.property)
  const isFree = property.property === freePrefix
  const isKnown = conditionProperties.includes(property)
  // A trigger looks at one sequence only.
  const offered = conditionProperties.filter(
    (one) => one === property || !(scene.kind === 'trigger' && one.among === 'sequences'),
  )
  return (
    <div ref={row} className={styles.row} role="group" aria-label={`Condition ${place}`}>
      <Caption1Strong className={styles.number} aria-hidden>
        {place}
      </Caption1Strong>
      <div className={styles.property}>
        <Select
          className={styles.input}
          aria-label={`Property of condition ${place}`}
          value={choiceKey(property)}
          onChange={(_event, { value }) => {
            const chosen = offered.find((one) => choiceKey(one) === value)
            if (chosen) onChange(withProperty(draft, chosen))
          }}
        >
          {isKnown ? null : <option value={choiceKey(property)}>{property.title}</option>}
          {conditionSubjects.map((subject) => (
            <optgroup key={subject} label={subjectTitles[subject]}>
              {offered
                .filter(({ on }) => on === subject)
                .map((one) => (
                  <option key={choiceKey(one)} value={choiceKey(one)}>
                    {one.title}
                  </option>
                ))}
            </optgroup>
          ))}
        </Select>
        {isFree ? (
          <PropertyName
            label={`Name of the property of condition ${place}`}
            name={draft.property.slice(freePrefix.length)}
            onChange={(name) => onChange({ ...draft, property: `${freePrefix}${name}` })}
          />
        ) : null}
      </div>
      <Select
        className={styles.own}
        aria-label={`Comparison of condition ${place}`}
        value={draft.operator}
        onChange={(_event, { value }) => {
          const operator = fittingOperators(property).find((one) => one === value)
          if (operator) onChange({ ...draft, operator })
        }}
      >
        {fittingOperators(property).map((operator) => (
          <option key={operator} value={operator}>
            {property.sort === 'date' && operator === 'equals'
              ? 'is on the day'
              : operatorTitles[operator]}
          </option>
        ))}
      </Select>
      <div className={styles.own}>
        <ValueEditor label={`Value of condition ${place}`} {...{ draft, property, onChange }} />
      </div>
      <Button
        className={styles.remove}
        appearance="subtle"
        icon={<DeleteRegular />}
        aria-label={`Remove condition ${place}`}
        onClick={onRemove}
      />
      {scene.refusal?.place === place ? (
        <div className={styles.wide}>
          <Message tone="error">{scene.refusal.sentence}</Message>
        </div>
      ) : null}
    </div>
  )
}
