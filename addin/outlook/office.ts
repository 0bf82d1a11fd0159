/** The only file that knows office.js: everything the pane asks of Outlook goes through the port made here. */

import type { RawRecipient, Recipients } from './recipients.ts'
import { nobody, readRecipients } from './recipients.ts'
import { watch } from './watch.ts'

export interface OpenItem {
  mode: 'compose' | 'read' | 'none'
  recipients: Recipients
  /** The mail being read; null in compose, where it has no lasting id yet. */
  mail: { itemId: string; internetMessageId: string; conversationId: string } | null
}

export interface Outlook {
  /** BCP 47, as Outlook is shown. */
  locale: string
  /** Outlook's name of the rep's zone, often a Windows name such as "Pacific Standard Time". */
  timeZone: string
  /** Whether this Outlook can sign the rep in without a window (nested app authentication). */
  nestedSignIn: boolean
  /** Calls `tell` at once and after every change, until the returned function is called. */
  watchItem: (tell: (item: OpenItem) => void) => () => void
  /** Calls `tell` with Outlook's background colour (`#rrggbb`), or null where this Outlook does not say. */
  watchBackground: (tell: (background: string | null) => void) => void
  /** Opens a page of our own origin in a window; resolves with what it tells its opener, rejects when it is closed. */
  openDialog: (url: string) => Promise<string>
}

export type OutlookState =
  | { kind: 'starting' }
  | { kind: 'not-ready' }
  | { kind: 'not-in-outlook' }
  | { kind: 'ready'; outlook: Outlook }

export type OfficeAnswer = 'ready' | 'not-ready' | 'not-in-outlook'

/**
 * Waits for office.js. Its onReady never rejects, and never resolves when one of its scripts is blocked (office-js #6040),
 * so after `patienceMs` the answer is `not-ready`; should Outlook answer later after all, `ready` still follows.
 */
export function awaitOffice(tell: (answer: OfficeAnswer) => void, patienceMs = 8000): () => void {
  const watchdog = setTimeout(() => {
    tell('not-ready')
  }, patienceMs)
  let open = true
  if (typeof Office !== 'undefined') {
    void Office.onReady((host) => {
      clearTimeout(watchdog)
      // In a plain browser tab office.js says so with an empty host instead of an error.
      if (open) tell(!maybe(host.host) ? 'not-in-outlook' : 'ready')
    })
  }
  return () => {
    open = false
    clearTimeout(watchdog)
  }
}

/** The same for the pane, which works with Outlook once it is there. Returns what stops it. */
export function startOutlook(tell: (state: OutlookState) => void): () => void {
  return awaitOffice((kind) => {
    tell(kind === 'ready' ? { kind, outlook: connect() } : { kind })
  })
}

/** From a page that `openDialog` opened: hands `message` to the pane. */
export function notifyOpener(message: string): void {
  Office.context.ui.messageParent(message)
}

function connect(): Outlook {
  const { mailbox } = Office.context
  return {
    locale: Office.context.displayLanguage,
    timeZone: mailbox.userProfile.timeZone,
    nestedSignIn: Office.context.requirements.isSetSupported('NestedAppAuth', '1.1'),
    watchItem,
    watchBackground,
    openDialog,
  }
}

function watchItem(tell: (item: OpenItem) => void): () => void {
  const fresh = watch(readItem, tell)
  const listenToRecipients = (): void => {
    const item = Office.context.mailbox.item
    // A read mail has fixed recipients and no such event; older Outlooks have neither (Mailbox 1.7).
    if (typeof item?.addHandlerAsync !== 'function') return
    attempt(() => {
      item.addHandlerAsync(Office.EventType.RecipientsChanged, fresh.nudge)
    })
  }
  listenToRecipients()
  attempt(() => {
    Office.context.mailbox.addHandlerAsync(Office.EventType.ItemChanged, () => {
      // After a switch in a pinned pane the item object is a new one, without our handler.
      listenToRecipients()
      fresh.restart()
    })
  })
  return fresh.close
}

async function readItem(): Promise<OpenItem> {
  const item = Office.context.mailbox.item
  if (!item) return { mode: 'none', recipients: nobody, mail: null }
  if (typeof item.to.getAsync === 'function') {
    const fields = await Promise.all([item.to, item.cc, item.bcc].map(typedIn))
    return { mode: 'compose', recipients: readRecipients(fields.flat()), mail: null }
  }
  const { itemId, internetMessageId, conversationId } = item
  return {
    mode: 'read',
    recipients: readRecipients(correspondents(item)),
    mail: { itemId, internetMessageId, conversationId },
  }
}

/** The other side of a mail being read: its sender, or, for the rep's own mail, the people it went to. */
function correspondents(item: Office.MessageRead): RawRecipient[] {
  const own = Office.context.mailbox.userProfile.emailAddress.toLowerCase()
  const sender = maybe(item.from)
  if (sender && sender.emailAddress.toLowerCase() !== own) return [sender]
  return [...item.to, ...item.cc]
}

function typedIn(field: Office.Recipients | undefined): Promise<RawRecipient[]> {
  if (!field) return Promise.resolve([])
  return new Promise((resolve, reject) => {
    field.getAsync((answer) => {
      if (answer.status === Office.AsyncResultStatus.Succeeded) resolve(answer.value)
      else reject(new Error(answer.error.message))
    })
  })
}

function watchBackground(tell: (background: string | null) => void): void {
  // officeTheme came with Mailbox 1.14; where it is missing the person's system setting decides.
  const theme = maybe(Office.context.officeTheme)
  tell(theme?.bodyBackgroundColor ?? null)
  attempt(() => {
    Office.context.mailbox.addHandlerAsync(
      Office.EventType.OfficeThemeChanged,
      (event: { officeTheme?: Office.OfficeTheme }) => {
        tell(event.officeTheme?.bodyBackgroundColor ?? null)
      },
    )
  })
}

function openDialog(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    // We only open it after a click of the person, so office.js's own "Allow / Ignore" page is not needed.
    // Sizes are percentages of the screen; a sign-in page needs about 480 by 640 pixels.
    const share = (pixels: number, of: number): number =>
      Math.min(95, Math.ceil((100 * pixels) / of))
    const options = {
      width: share(480, window.screen.width),
      height: share(640, window.screen.height),
      promptBeforeOpen: false,
    }
    Office.context.ui.displayDialogAsync(url, options, (opened) => {
      if (opened.status !== Office.AsyncResultStatus.Succeeded) {
        reject(new Error(opened.error.message))
        return
      }
      const dialog = opened.value
      dialog.addEventHandler(Office.EventType.DialogMessageReceived, (told) => {
        if (!('message' in told)) return
        if (told.origin !== undefined && told.origin !== window.location.origin) return
        dialog.close()
        resolve(told.message)
      })
      dialog.addEventHandler(Office.EventType.DialogEventReceived, () => {
        reject(new Error('The sign-in window was closed before it was done.'))
      })
    })
  })
}

/** office.js throws at once for events this Outlook does not have; the slow poll covers for them. */
function attempt(register: () => void): void {
  try {
    register()
  } catch (error) {
    console.warn('This Outlook does not offer an event; the pane polls instead.', error)
  }
}

/** What the types promise but older Outlooks do not keep. */
function maybe<T>(value: T): T | null | undefined {
  return value
}
