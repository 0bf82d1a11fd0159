/** Log lines for people. */
import { readable } from '../../../tools/dev/log-line.ts'

const time = new Date(2026, 2, 2, 10, 2, 3).getTime()

test.each([
  [
    { level: 30, time, pid: 7, hostname: 'x', msg: 'Listening.', port: 3000 },
    '10:02:03 Listening. port=3000',
  ],
  [{ level: 40, time, msg: 'Graph is slow.' }, '10:02:03 warning: Graph is slow.'],
  [
    { level: 50, time, msg: 'Refused.', why: { code: 'x' } },
    '10:02:03 error: Refused. why={"code":"x"}',
  ],
  [{ level: 30, time: 'never', msg: 'No time.' }, 'No time.'],
  [{ level: 30, time, event: 'listening', world: 'sandbox' }, '10:02:03 listening world=sandbox'],
  [
    { level: 50, time, event: 'sync-failed', msg: 'Refused.' },
    '10:02:03 error: sync-failed: Refused.',
  ],
])('a JSON line is shown as a sentence: %j', (entry, line) => {
  expect(readable(JSON.stringify(entry))).toBe(line)
})

test.each(['Listening on port 4000.', '{ not JSON', '{"level":30}'])(
  'any other line stays as it is: %s',
  (line) => {
    expect(readable(line)).toBe(line)
  },
)
