/** Hears every way in which somebody asks us to stop. */

/**
 * Calls back for each SIGINT, SIGTERM and SIGHUP, and once more, as SIGTERM, when npm's shell that started us is gone: npm passes
 * a SIGTERM to that shell only, which dies without telling us.
 * @param times counts from 1
 */
export function onStopRequest(stop: (signal: NodeJS.Signals, times: number) => void): void {
  let times = 0
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      times += 1
      stop(signal, times)
    })
  }
  // Started without npm, a lost parent means nothing: that is how things are put into the background.
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    if (times > 0) return
    times += 1
    stop('SIGTERM', times)
  }, 250)
  watch.unref()
}
