/** Moves a step up or down, or removes it. */

import { Button } from '@fluentui/react-components'
import { ArrowDownRegular, ArrowUpRegular, DeleteRegular } from '@fluentui/react-icons'

interface StepButtonsProps {
  index: number
  /** How many steps there are: the last one cannot move down, the only one cannot go. */
  count: number
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}

export function StepButtons({ index, count, onMove, onRemove }: StepButtonsProps) {
  const number = index + 1
  return (
    <>
      <Button
        icon={<ArrowUpRegular />}
        disabledFocusable={index === 0}
        aria-label={`Move step ${number} up`}
        onClick={() => onMove(-1)}
      />
      <Button
        icon={<ArrowDownRegular />}
        disabledFocusable={index === count - 1}
        aria-label={`Move step ${number} down`}
        onClick={() => onMove(1)}
      />
      <Button
        icon={<DeleteRegular />}
        disabledFocusable={count === 1}
        aria-label={`Remove step ${number}`}
        onClick={onRemove}
      />
    </>
  )
}
