/** Values of conditions, and what makes two texts the same. */

import type {
  ConditionGroup,
  ConditionValue,
  SingleCondition,
} from '../../../../shared/condition.ts'

export function isGroup(one: SingleCondition | ConditionGroup): one is ConditionGroup {
  return 'conditions' in one
}

/** Every value as text. */
export function valuesOf(value: ConditionValue | undefined): string[] {
  if (value === undefined) return []
  return Array.isArray(value) ? value.map(String) : [String(value)]
}

/** Upper and lower case, blanks and widths of letters make no difference. */
export function plainText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}
