/** The tabs of Sales > Sequences. */

export const sequencesTabs = [
  { title: 'Manage', to: '/sequences', exact: true },
  { title: 'Scheduled', to: '/sequences/scheduled' },
]
