/** Turns a line of the server's log, which is JSON for machines, into one for people. */

const levels = new Map([
  [10, 'trace'],
  [20, 'debug'],
  [30, ''],
  [40, 'warning: '],
  [50, 'error: '],
  [60, 'fatal: '],
])

/** Answers "14:03:07 event: message key=value" (local time) for a JSON log line, and any other line as it is. */
export function readable(line: string): string {
  const entry = parsed(line)
  if (entry === undefined) return line
  const { level, time, msg, event, pid: _pid, hostname: _hostname, name: _name, ...rest } = entry
  const said = [event, msg].filter((part) => typeof part === 'string').join(': ')
  if (said === '') return line
  const word = typeof level === 'number' ? (levels.get(level) ?? '') : ''
  const facts = Object.entries(rest).map(([key, value]) => ` ${key}=${shown(value)}`)
  return `${clockTime(time)}${word}${said}${facts.join('')}`
}

function parsed(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined
  try {
    const value: unknown = JSON.parse(line)
    return isRecord(value) ? value : undefined
  } catch {
    // Not JSON after all: shown as it came.
    return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function clockTime(time: unknown): string {
  if (typeof time !== 'number' && typeof time !== 'string') return ''
  const at = new Date(time)
  return Number.isNaN(at.getTime()) ? '' : `${at.toTimeString().slice(0, 8)} `
}

function shown(value: unknown): string {
  if (isRecord(value) && typeof value.stack === 'string') return `\n${value.stack}`
  return typeof value === 'string' ? value : JSON.stringify(value)
}
