/** Main file of the command line: one word says what to do. */

import { once } from 'node:events'
import { performance } from 'node:perf_hooks'
import { classify } from './classify.ts'

const [command, ...rest] = process.argv.slice(2)

if (command === 'classify') {
  const words = rest.filter((word) => word !== '--figures')
  const began = performance.now()
  process.exitCode = await classify(words, {
    stdin: process.stdin,
    print: async (line) => {
      if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain')
    },
    complain: (sentence) => console.error(sentence),
  })
  // For whoever measures: the last line on standard error. maxRSS is in kilobytes.
  if (words.length < rest.length)
    console.error(
      JSON.stringify({
        seconds: (performance.now() - began) / 1000,
        peakMegabytes: process.resourceUsage().maxRSS / 1024,
      }),
    )
} else {
  console.error('Say what to do: outlook-sequences classify FILE...')
  process.exitCode = 2
}
