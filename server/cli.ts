/** Main file of the command line: one word says what to do. */

import { once } from 'node:events'
import { classify } from './classify.ts'

const [command, ...rest] = process.argv.slice(2)

if (command === 'classify') {
  process.exitCode = await classify(rest, {
    stdin: process.stdin,
    print: async (line) => {
      if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain')
    },
    complain: (sentence) => console.error(sentence),
  })
} else {
  console.error('Say what to do: outlook-sequences classify FILE...')
  process.exitCode = 2
}
