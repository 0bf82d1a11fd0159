/** What the host says at the start: who it is, whose mailbox, which item. */

import type { HostItem } from './item.ts'
import { itemTypes, outlookWebApp, permissionLevels } from './protocol.ts'
import type { Fields, Permission } from './protocol.ts'

export interface MailboxUser {
  displayName: string
  emailAddress: string
  /** A Windows name, as Exchange gives it. */
  timeZone: string
}

export interface HostOptions {
  locale: string
  /** Highest Mailbox requirement set told to the add-in; the npm office.js knows up to 1.12. */
  mailboxVersion: string
  permission: Permission
  addinName: string
  addinId: string
  appDomains: string[]
  user: MailboxUser
}

/** Told at the start of the page; every one of the first members has to be there. */
export function appContext(options: HostOptions, id: string, origin: string, settings: unknown) {
  return {
    _id: id,
    _appInstanceId: id,
    _appName: outlookWebApp,
    _appVersion: '16.01',
    _appMinorVersion: 1,
    _appUILocale: options.locale,
    _dataLocale: options.locale,
    _docUrl: '',
    _clientMode: 0,
    _settings: settings,
    _reason: 'documentOpened',
    _osfControlType: 1,
    _eToken: '',
    _correlationId: crypto.randomUUID(),
    // JSON inside JSON: office.js parses it itself.
    _requirementMatrix: JSON.stringify({
      Mailbox: options.mailboxVersion,
      AddInCommands: '1.3',
      DialogApi: '1.2',
      DialogOrigin: '1.1',
      NestedAppAuth: '1.1',
    }),
    _hostFullVersion: '20250801001.01',
    _clientWindowHeight: window.innerHeight,
    _clientWindowWidth: window.innerWidth,
    _addinName: options.addinName,
    _appDomains: options.appDomains,
    _featureGates: {},
    _initialDisplayMode: 0,
    _addInSourceUrl: origin,
  }
}

/** The snapshot of the item; also sent with ItemChanged. */
export function initialData(options: HostOptions, item: HostItem): Fields {
  return {
    itemType: itemTypes[item.kind],
    permissionLevel: permissionLevels[options.permission],
    hostVersion: '20250801001.01',
    owaView: 'ThreeColumns',
    userProfileType: 'office365',
    userDisplayName: options.user.displayName,
    userEmailAddress: options.user.emailAddress,
    userTimeZone: options.user.timeZone,
    ewsUrl: 'https://outlook.office365.com/EWS/Exchange.asmx',
    restUrl: 'https://outlook.office365.com/api',
    isRestIdSupported: true,
    isRead: true,
    isFromSharedFolder: false,
    extensionId: options.addinId,
    endNodeUrl: '',
    timeZoneOffsets: null,
    openWindowOpen: false,
    conversationId: item.conversationId,
    entities: {},
    itemNumber: 1,
    ...(item.kind === 'message' ? readFields(item) : {}),
  }
}

function readFields(item: HostItem): Fields {
  return {
    id: item.id,
    subject: item.subject,
    normalizedSubject: item.subject.replace(/^((re|aw|fw|fwd):\s*)+/i, ''),
    from: item.from,
    sender: item.from,
    to: item.recipients.to,
    cc: item.recipients.cc,
    bcc: [],
    internetMessageId: item.internetMessageId,
    itemClass: 'IPM.Note',
    attachments: [],
    dateTimeCreated: item.created,
    dateTimeModified: item.created,
  }
}
