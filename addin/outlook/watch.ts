/** Keeps one asked-for value fresh: asks on every nudge, on return to the pane and slowly in between. */

export interface Watch {
  /** Something may have changed: ask now. */
  nudge: () => void
  /** What is watched was replaced by another thing: answers still under way are about the old one. */
  restart: () => void
  close: () => void
}

/**
 * Outlook's change events go missing on some clients (Mac: office-js #4656; address book: #1634), so they are only nudges
 * and the value is asked for again when the pane gets the focus and every `everyMs` while it is visible.
 * Each question carries a number; an answer that comes after the answer to a later question is dropped.
 * `ask` may reject or never answer: the last value stays and the next round asks again.
 */
export function watch<T>(
  ask: () => Promise<T>,
  tell: (value: T) => void,
  { everyMs = 3000, page = document, view = window } = {},
): Watch {
  let asked = 0
  let answered = 0

  function nudge(): void {
    const question = ++asked
    ask().then(
      (value) => {
        if (question <= answered) return
        answered = question
        tell(value)
      },
      () => undefined,
    )
  }
  function nudgeIfVisible(): void {
    if (page.visibilityState === 'visible') nudge()
  }

  view.addEventListener('focus', nudge)
  page.addEventListener('visibilitychange', nudgeIfVisible)
  const timer = setInterval(nudgeIfVisible, everyMs)
  nudge()

  return {
    nudge,
    restart() {
      answered = asked
      nudge()
    },
    close() {
      answered = Number.POSITIVE_INFINITY
      clearInterval(timer)
      view.removeEventListener('focus', nudge)
      page.removeEventListener('visibilitychange', nudgeIfVisible)
    },
  }
}
