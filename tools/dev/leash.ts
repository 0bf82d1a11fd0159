/**
 * Preloaded into every process we start: when the starter is gone, even by kill -9, its end of our standard input
 * closes, and this process stops too. Nothing of this is known to the program it is loaded into.
 */

function stop(): void {
  process.kill(process.pid, 'SIGTERM')
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), 5000).unref()
}

process.stdin.on('end', stop).on('error', stop).resume()
process.stdin.unref()
