/** The two sequences of the seeded world: texts a salesperson would really send. */

import type { SequenceRequest } from '../../shared/sequence.ts'

export const ritasSequence: SequenceRequest = {
  name: 'First conversation',
  steps: [
    {
      subject: 'Quarter-end reporting at {{ contact.company }}',
      body: `Hi {{ contact.first_name }},

finance teams your size tell us that the last three days of a quarter go into collecting numbers from people who are already in meetings. We built a small tool that collects them by mail and stops asking once the answer is there.

Would fifteen minutes this week be worth it to see whether it fits {{ contact.company }}?

Best regards
{{ sender.name }}
Contoso`,
    },
    {
      delay: 'P2D',
      thread: 'same',
      body: `Hi {{ contact.first_name }},

one number that may help you decide: the team of a customer with forty cost centres closed two days earlier in their first quarter with us. I can show you how they set it up, no slides.

Does Thursday or Friday suit you better?

{{ sender.first_name }}`,
    },
    {
      delay: 'P3D',
      thread: 'same',
      body: `Hi {{ contact.first_name }},

I do not want to crowd your inbox, so this is my last note on the matter. If someone else at {{ contact.company }} looks after reporting, a name would be a great help. Otherwise I wish you a calm quarter-end.

{{ sender.first_name }}`,
    },
  ],
}

export const samsSequence: SequenceRequest = {
  name: 'After the trade fair',
  steps: [
    {
      subject: 'Good to meet you, {{ contact.first_name }}',
      body: `Hello {{ contact.first_name }},

thank you for stopping at our stand. You asked how long a pilot takes: most teams are running within a week, and we help with the first import.

Shall I set up a trial for {{ contact.company }}?

Kind regards
{{ sender.name }}`,
    },
    {
      delay: 'P3D',
      thread: 'same',
      body: `Hello {{ contact.first_name }},

just making sure that my note did not drown after the fair. The trial is free and ends by itself. If the timing is wrong, tell me when to come back and I will.

{{ sender.first_name }}`,
    },
  ],
}
