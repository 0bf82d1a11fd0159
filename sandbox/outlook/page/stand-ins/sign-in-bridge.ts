/**
 * Stands in for `window.nestedAppAuthBridge`, which the live office.js gives to add-ins on hosts with NestedAppAuth 1.1
 * and which its npm package lacks. Hands msal's requests to the host that frames the pane, and its answers back.
 */

type Listener = (message: string) => void

const own = document.currentScript
// The one who serves this file is the one who frames the pane: requests go to that origin and to no other.
const hostOrigin = own instanceof HTMLScriptElement ? new URL(own.src).origin : null

if (hostOrigin !== null && window !== window.top && !('nestedAppAuthBridge' in window)) {
  const listeners = new Set<Listener>()
  const bridge = {
    postMessage: (message: string) => {
      window.parent.postMessage(message, hostOrigin)
    },
    addEventListener: (_name: string, listener: Listener) => {
      listeners.add(listener)
    },
    removeEventListener: (_name: string, listener: Listener) => {
      listeners.delete(listener)
    },
  }
  Object.defineProperty(window, 'nestedAppAuthBridge', { value: bridge })
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== window.parent || event.origin !== hostOrigin) return
    if (typeof event.data !== 'string' || !event.data.includes('NestedAppAuthResponse')) return
    for (const listener of [...listeners]) listener(event.data)
  })
}

export {}
