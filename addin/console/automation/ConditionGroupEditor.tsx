/** A group of conditions while it is being written: all or any of them, with groups inside up to three deep. */

import {
  Button,
  Caption1Strong,
  makeStyles,
  mergeClasses,
  Select,
  tokens,
} from '@fluentui/react-components'
import { AddRegular, DeleteRegular, GroupRegular } from '@fluentui/react-icons'
import { useRef, useState } from 'react'
import { Message } from '../ui/Message.tsx'
import {
  deepestGroup,
  newGroup,
  newSingle,
  type GroupDraft,
  type SingleDraft,
} from './condition-draft.ts'
import { ConditionRow, type ConditionScene } from './ConditionRow.tsx'

const useStyles = makeStyles({
  group: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM, minWidth: 0 },
  inner: {
    borderLeft: `${tokens.strokeWidthThickest} solid ${tokens.colorBrandStroke2}`,
    paddingInlineStart: tokens.spacingHorizontalM,
    paddingBlock: tokens.spacingVerticalXS,
  },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  quiet: { color: tokens.colorNeutralForeground2 },
  remove: { marginInlineStart: 'auto' },
})

interface ConditionGroupEditorProps {
  scene: ConditionScene
  group: GroupDraft
  onChange: (group: GroupDraft) => void
  /** "2" or "2.1"; empty: the outermost. */
  place?: string
  depth?: number
  /** Added just now: its first condition takes the focus. */
  isNew?: boolean
  onRemove?: () => void
}

export function ConditionGroupEditor(props: ConditionGroupEditorProps) {
  const { scene, group, onChange, place = '', depth = 1, isNew = false, onRemove } = props
  const styles = useStyles()
  const [added, setAdded] = useState(() => (isNew ? (group.conditions[0]?.key ?? null) : null))
  const foot = useRef<HTMLDivElement>(null)
  const { conditions, match } = group
  const add = (one: SingleDraft | GroupDraft): void => {
    setAdded(one.key)
    onChange({ ...group, conditions: [...conditions, one] })
  }
  const write = (after: SingleDraft | GroupDraft): void =>
    onChange({
      ...group,
      conditions: conditions.map((one) => (one.key === after.key ? after : one)),
    })
  const remove = (key: string): void => {
    onChange({ ...group, conditions: conditions.filter((one) => one.key !== key) })
    foot.current?.querySelector('button')?.focus()
  }
  return (
    <div
      className={mergeClasses(styles.group, place !== '' && styles.inner)}
      role="group"
      aria-label={place === '' ? 'Conditions' : `Group ${place}`}
    >
      <GroupHead
        place={place}
        match={match}
        onChange={(after) => onChange({ ...group, match: after })}
        onRemove={onRemove}
      />
      {scene.refusal?.place === place ? (
        <Message tone="error">{scene.refusal.sentence}</Message>
      ) : null}
      {conditions.map((one, index) => {
        const at = `${place === '' ? '' : `${place}.`}${String(index + 1)}`
        return one.kind === 'group' ? (
          <ConditionGroupEditor
            key={one.key}
            scene={scene}
            group={one}
            place={at}
            depth={depth + 1}
            isNew={added === one.key}
            onChange={write}
            onRemove={() => remove(one.key)}
          />
        ) : (
          <ConditionRow
            key={one.key}
            scene={scene}
            draft={one}
            place={at}
            isNew={added === one.key}
            onChange={write}
            onRemove={() => remove(one.key)}
          />
        )
      })}
      <div ref={foot} className={styles.head}>
        <AddButtons place={place} depth={depth} match={match} onAdd={add} />
      </div>
    </div>
  )
}

interface GroupHeadProps {
  place: string
  match: GroupDraft['match']
  onChange: (match: GroupDraft['match']) => void
  /** Undefined: the outermost, which stays. */
  onRemove: (() => void) | undefined
}

function GroupHead({ place, match, onChange, onRemove }: GroupHeadProps) {
  const styles = useStyles()
  const where = place === '' ? ' of the conditions' : ` of group ${place}`
  return (
    <div className={styles.head}>
      {place === '' ? null : (
        <Caption1Strong className={styles.quiet} aria-hidden>
          {place}
        </Caption1Strong>
      )}
      <Select
        aria-label={`How many${where} have to be true`}
        value={match}
        onChange={(_event, { value }) => onChange(value === 'any' ? 'any' : 'all')}
      >
        <option value="all">All of these are true</option>
        <option value="any">Any of these is true</option>
      </Select>
      {onRemove ? (
        <Button
          className={styles.remove}
          appearance="subtle"
          icon={<DeleteRegular />}
          aria-label={`Remove group ${place}`}
          onClick={onRemove}
        />
      ) : null}
    </div>
  )
}

interface AddButtonsProps {
  place: string
  depth: number
  match: GroupDraft['match']
  onAdd: (one: SingleDraft | GroupDraft) => void
}

function AddButtons({ place, depth, match, onAdd }: AddButtonsProps) {
  return (
    <>
      <Button
        size="small"
        icon={<AddRegular />}
        aria-label={place === '' ? 'Add condition' : `Add condition to group ${place}`}
        onClick={() => onAdd(newSingle())}
      >
        Add condition
      </Button>
      {depth >= deepestGroup ? null : (
        <Button
          size="small"
          icon={<GroupRegular />}
          aria-label={place === '' ? 'Add group' : `Add group to group ${place}`}
          onClick={() => onAdd(newGroup(match === 'all' ? 'any' : 'all'))}
        >
          Add group
        </Button>
      )}
    </>
  )
}
