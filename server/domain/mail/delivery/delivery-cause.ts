/** Why an email was not delivered, from the status code (RFC 3463) and the words of whichever server refused it. */

export type DeliveryCause = 'address' | 'full' | 'disabled' | 'policy' | 'technical'

// Words come before codes: servers give 5.0.0 or 5.7.1 for anything, and say the truth beside it.
const words: readonly (readonly [DeliveryCause, RegExp])[] = [
  [
    'full',
    /mail ?(box|folder)[^.]{0,30} (is )?(full|over)|over ?quota|quota (is )?(exceeded|full|exceed|violation)|(mailbox|folder) exceeds|exceed\w*.{0,40}(storage|quota|mailbox|maildir|space)|insufficient.{0,12}(storage|space|disk)|not enough.{0,12}(space|storage|room)|out of (storage|space|disk)|no (more )?space|disk (full|quota)|mail box space|(inbox|boite|postfach|casella|buzon).{0,20}(full|voll|pleine|piena|lleno)|容量|満杯|空き/,
  ],
  [
    'policy',
    /spam|unsolicited|black ?list|block ?list|\brbl\b|blocked|reputation|virus|malware|infected|dmarc|\bspf\b|dkim|polic(y|ies)|prohibited|not permitted|relay(ing)? (access )?(denied|not|is)|unable to relay|relaying|access denied|sender (denied|rejected|address rejected)|grey ?list|rate.?limit|too (many|fast)|throttl|content (rejected|filter)|message (size|too|rejected)|too (large|big)|size (limit|exceed)|maximum (size|message)|authentication (is )?required|authenticat|restricted|not (allowed|authori[sz]ed|accept)|security|refused by|administrative|your (ip|host|server)|reverse dns|ptr record|suspicious|abus|filter/,
  ],
  [
    'disabled',
    /disabled|suspended|inactive|deactivated|not active|account.{0,20}(expired|closed|locked)|temporarily (locked|unavailable)/,
  ],
  [
    'technical',
    /time[d ]?.?out|connection (refused|lost|reset|closed|dropped)|refused connection|could not connect|unable to connect|cannot connect|mail loop|loop(s|ing)?\b|too many hops|hop count|not reachable|unreachable|no route|retry time|retry timeout|queue.{0,20}(long|expired)|expired|temporar|try again|service (currently |temporarily )?unavailable|not respond|network|configuration|system (error|not accepting)|local error|cannot send message for|greeting|protocol|syntax/,
  ],
]

const unknownAddress =
  /(user|recipient|mailbox|address|addressee|account|alias|person|party|name|customer|local part|subscriber)s?[^a-z]{0,3}( (is|was|are|you entered|that you tried to reach|address))*[^a-z]{0,3}(<[^>]{0,80}>|[^\s]{0,60}@[^\s]{1,60})? ?(is |was |could |can ?|does |do |has |are )?(unknown|not? ?(be )?found|couldn't be found|could ?n.t be found|wasn't found|not exist|doesn.t exist|does not exist|not known|not listed|not valid|invalid|not a valid|never existed|not local|not recogni[sz]ed|no longer|doesn.t have|not have an? )|(unknown|invalid|no such|bad|nonexistent|non-existent|illegal|undeliverable|unrouteable|unroutable|unresolvable|not a valid|not a known|no valid) (or (illegal|invalid|inactive|non-existent) )?(alias|user|recipient|mailbox|address|addressee|account|destination|local|person|rcpt|domain|host|name|customer|e-?mail|virtual|forward)|no (mailbox|account|user) (here|with|by|found|on|named)|not (our|a) customer|(host|domain|mx|server)( name)? (is )?(unknown|not found|does not exist|doesn.t exist|invalid|not known)|host or domain name not found|nxdomain|no such (host|domain)|null mx|no mx (record )?found|requested action not taken: mailbox (unavailable|name)|invalid (final )?(delivery )?user ?id|null-?mx|nullmx|5\.4\.1 ([^ ]{1,90} )?recipient address rejected: access denied|name (or service|service error).{0,30}not (known|found)|can ?not? (find|resolve).{0,30}(host|domain|user|recipient|mailbox)|couldn.t find any host|unrouteable|all relevant mx records point to non-existent|recipn?otfound|recipientnotfound|recipient not found|resolver\.adr|does not like recipient|not in (my|our) (directory|database)|mailbox (unavailable|not available)[^a-z]{0,5}(unknown|no such|$)|no se encontr|introuvable|n'existe pas|inconnu|unbekannt|existiert nicht|nicht gefunden|niet gevonden|bestaat niet|onbekend|no existe|desconocid|sconosciut|non esiste|inesistente|nao existe|nie istnieje|nieznan|neexistuje|findes ikke|finns inte|存在しない|存在しません|見つかりません|宛先.{0,10}(不明|見つ)|不存在|없는|존재하지/

/** Null when neither the code nor the words tell. `diagnostic` may be the report's whole text. */
export function causeOf(status: string | null, diagnostic: string): DeliveryCause | null {
  const text = diagnostic.slice(0, 6_000).toLowerCase().replace(/\s+/g, ' ')
  const byStatus = causeOfStatus(codeOf(status, text))
  if (blamesWriter.test(text)) return 'policy'
  if (overQuota.test(text)) return 'full'
  // A code that names the cause is believed before words that might be quoted from anywhere.
  if (byStatus === 'full' || byStatus === 'address') return byStatus
  const [full, ...others] = words
  if (full?.[1].test(text)) return 'full'
  if (unknownAddress.test(text)) return 'address'
  for (const [cause, phrases] of others) if (phrases.test(text)) return cause
  if (byStatus !== null) return byStatus
  return /^5\.1\.0$/.test(status ?? '') ||
    /(recipient|address|mailbox|user|rcpt)[^a-z]{0,4}( address)? ?(was |is |been )?(rejected|refused)/.test(
      text,
    )
    ? 'address'
    : null
}

// Words that no report says of anything else, so they count before a code.
const overQuota =
  /over ?quota|quota (is )?exceeded|exceed\w* (its |the |their |his |her )?quota|\b552[ -]\d?/
const blamesWriter =
  /(sender|return[- ]path|envelope[- ]?(from|sender)|mail ?from)('s)?( e?-?mail)?( address| domain| host){0,2}:? ?<?[^ ]{0,100}>?[.:]{0,4} ?(address |domain |host )?(does not exist|doesn't exist|is unknown|not found|cannot be resolved)|ip address (is )?(black|block)/

/** The refusing server's own code stands in its reply; the report's field may hold a guess about it. */
function codeOf(status: string | null, text: string): string | null {
  const replied = /^[a-z0-9-]{1,20}; ?[45]\d\d[ -]#?([45]\.\d{1,3}\.\d{1,3})\b/.exec(text)?.[1]
  return replied ?? status
}

function causeOfStatus(status: string | null): DeliveryCause | null {
  const [kind, subject, detail] = (status ?? '').split('.')
  if (kind === '4') return subject === '2' && detail === '2' ? 'full' : 'technical'
  if (kind !== '5') return null
  if (subject === '1') return addressDetail(detail)
  if (subject === '2') return detail === '1' ? 'disabled' : detail === '2' ? 'full' : 'policy'
  if (subject === '7') return 'policy'
  if (subject === '3' || subject === '4' || subject === '5') return 'technical'
  return subject === '6' ? 'policy' : null
}

/** 5.1.7 and 5.1.8 are about the sender's address, 5.1.90 about the sender's limits; 5.1.4 is an ambiguous one. */
function addressDetail(detail: string | undefined): DeliveryCause | null {
  if (detail === '1' || detail === '2' || detail === '3' || detail === '6' || detail === '10')
    return 'address'
  return detail === '7' || detail === '8' || detail === '90' ? 'policy' : null
}
