/** Conditions of triggers and workflows: what has to be true of a contact, its company or its enrollment. */

export const conditionSubjects = ['contact', 'company', 'enrollment'] as const
export type ConditionSubject = (typeof conditionSubjects)[number]

export const operators = [
  'known',
  'unknown',
  'equals',
  'contains',
  'before',
  'after',
  'changed',
] as const
export type Operator = (typeof operators)[number]

export type ConditionValue = string | number | (string | number)[]

/** One thing to look at. */
export interface SingleCondition {
  on: ConditionSubject
  /**
   * contact: `email`, `name`, `domain`, `company`, `addressState`, `created`, `properties.<name>`; company: `name`, `domains`;
   * enrollment: `sequence`, `state`, `sender`, `enrolledOn`, `emailsSent`, `nextStep`.
   */
  property: string
  operator: Operator
  /**
   * `equals` and `contains`: one value, or several of which one has to fit. `before` and `after`: a day (`2026-03-31`, UTC) or
   * a duration counted from now (`-P30D`, `P1W`). The other operators take none.
   */
  value?: ConditionValue
}

/** Groups nest three deep, this one included, and hold 50 conditions at most. */
export interface ConditionGroup {
  match: 'all' | 'any'
  conditions: (SingleCondition | ConditionGroup)[]
}

/** Answer of GET /api/contact-properties: the names of the properties that contacts were given, by the alphabet. */
export interface PropertyNames {
  items: string[]
}
