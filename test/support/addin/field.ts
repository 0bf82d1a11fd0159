/** Fields by their labels. A part of a label would also find what says "Loading the sequences" while they load. */
import type { FrameLocator, Locator, Page } from 'playwright-core'

/** The field of this very label; one that must be filled in wears a star behind its label. */
export function field(within: Page | FrameLocator | Locator, label: string): Locator {
  return within.getByLabel(
    new RegExp(`^\\s*${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*\\*?\\s*$`),
  )
}
