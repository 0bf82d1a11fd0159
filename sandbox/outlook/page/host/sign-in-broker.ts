/** The host's half of nested app authentication: msal in the pane asks, the sandbox's sign-in service answers. */

import { fieldsOf, parseJson, textOf } from './protocol.ts'
import type { Fields } from './protocol.ts'
import type { OutlookHost } from './outlook-host.ts'

/** How the broker behaves; tests choose another than `ok`. */
export type BrokerMode = 'ok' | 'interaction' | 'cancel' | 'unavailable'

export interface SignInBroker {
  mode: BrokerMode
  /** Methods msal asked for, oldest first. */
  requests: string[]
  close: () => void
}

/** @param who is signed in on the page at the moment of asking: Entra id and address. */
export function openSignInBroker(
  host: OutlookHost,
  tenantId: string,
  who: () => { id: string; address: string },
): SignInBroker {
  const broker: SignInBroker = {
    mode: 'ok',
    requests: [],
    close: () => {
      window.removeEventListener('message', receive)
    },
  }
  const receive = (event: MessageEvent<unknown>) => void hear(event)
  window.addEventListener('message', receive)
  return broker

  async function hear(event: MessageEvent<unknown>): Promise<void> {
    const instance = host.instanceOf(event)
    const message = parseJson(event.data)
    if (instance === undefined || message?.['messageType'] !== 'NestedAppAuthRequest') return
    broker.requests.push(textOf(message['method']))
    const answer = await reply(message)
    instance.frame.contentWindow?.postMessage(
      JSON.stringify({
        messageType: 'NestedAppAuthResponse',
        requestId: message['requestId'],
        ...answer,
      }),
      instance.origin,
    )
  }

  async function reply(message: Fields): Promise<Fields> {
    const method = textOf(message['method'])
    if (method === 'GetInitContext')
      return {
        success: true,
        initContext: {
          sdkName: 'OutlookSandbox',
          sdkVersion: '1.0.0',
          capabilities: { queryAccount: false },
          accountContext: {
            homeAccountId: `${who().id}.${tenantId}`,
            environment: window.location.host,
            tenantId,
          },
        },
      }
    switch (broker.mode) {
      case 'ok':
        return token(fieldsOf(message['tokenParams']))
      case 'interaction':
        return method === 'GetTokenPopup'
          ? token(fieldsOf(message['tokenParams']))
          : refused('USER_INTERACTION_REQUIRED', 'interaction_required', 'Sign in, please.')
      case 'cancel':
        return refused('USER_CANCEL', 'user_cancel', 'The person closed the sign-in.')
      case 'unavailable':
        return refused('NESTED_APP_AUTH_UNAVAILABLE', 'naa_unavailable', 'Not offered here.')
    }
  }

  async function token(params: Fields): Promise<Fields> {
    const response = await fetch('/login/nested-token', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        person: who().address,
        scope: params['scope'],
        clientId: params['clientId'],
      }),
    })
    const answer = fieldsOf(await response.json())
    if (!response.ok)
      return refused(
        'PERSISTENT_ERROR',
        textOf(answer['error']),
        textOf(answer['error_description']),
      )
    const { access_token, id_token, expires_in, account } = answer
    return {
      success: true,
      token: { access_token, id_token, expires_in, scope: params['scope'], properties: null },
      account,
    }
  }
}

function refused(status: string, code: string, description: string): Fields {
  return { success: false, error: { status, code, description } }
}
