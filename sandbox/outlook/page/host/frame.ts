/** What a framed page of an add-in learns from its own address and window name. */

export interface FrameAddress {
  address: string
  origin: string
  hostInfo: string
}

/**
 * office.js reads host, platform, version and language from the address, and loads its files by them.
 * `disableLogging` keeps it from sending telemetry.
 */
export function frameAddress(url: string, locale: string, isDialog: boolean): FrameAddress {
  const hostInfo = [
    'Outlook',
    'Web',
    '16.01',
    locale,
    crypto.randomUUID(),
    isDialog ? 'isDialog' : '',
    'disableLogging',
    '0',
  ].join('$')
  const page = new URL(url, window.location.href)
  page.searchParams.set('_host_Info', hostInfo)
  return { address: page.href, origin: page.origin, hostInfo }
}

/** Must stay JSON: dialogs parse it. `xdmInfo` names the conversation and the only origin office.js will listen to. */
export function frameName(id: string, conversationId: string, hostInfo: string): string {
  return JSON.stringify({
    baseFrameName: `__agave_${id}`,
    hostInfo,
    xdmInfo: [conversationId, id, window.location.origin].join('|'),
    serializerVersion: '1',
    flights: '[]',
  })
}
