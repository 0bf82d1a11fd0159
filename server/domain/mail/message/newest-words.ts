/** Parts what somebody wrote now from what is quoted: only the newest words speak for their writer. */

import { plainWords } from './plain-words.ts'

export interface Words {
  newest: string
  quotes: boolean
}

// Where a mail client begins the earlier mail; compared in plain words, a line or two at a time.
const breaks = [
  /^-{2,} ?(original message|original-nachricht|urspr.{0,4}ngliche nachricht|message d'origine|message original|mensaje original|messaggio originale|oorspronkelijk bericht|mensagem original|ursprungligt meddelande|original meddelelse|opprinnelig melding|alkuper.{0,3}inen viesti|wiadomosc oryginalna|puvodni zprava|orijinal ileti|原始邮件|原始郵件|forwarded message|weitergeleitete nachricht|message transfere|mensaje reenviado|messaggio inoltrato|doorgestuurd bericht)/,
  /^(begin forwarded message|anfang der weitergeleiteten|debut du message|inizio messaggio inoltrato)/,
  /^_{20,}\n(from|von|de|da|van|fra|fran|od|kimden|ot|от) ?[:：]/,
  /^(from|von|de|da|van|fra|fran|od|kimden|lahettaja|ot|от|发件人|寄件者|差出人|보낸 사람) ?[:：].{1,200}\n.{0,200}?(sent|gesendet|envoye|enviado( el| em)?|inviato|verzonden|sendt|skickat|lahetetty|wyslano|odeslano|gonderildi|date|datum|data|fecha|dato|отправлено|发送时间|寄件日期|送信日時|보낸 날짜) ?[:：]/,
]

const attribution =
  /(wrote|writes|schrieb|a ecrit|escribio|ha scritto|schreef|escreveu|skrev|kirjoitti|napisal|yazdi|написал|写道|寫道|のメール|작성)[^\n]{0,40}[:：]$/

/** Leaves out lines under `>` and all that stands below the mark of an earlier mail. */
export function newestWords(text: string, longest: number): Words {
  const lines = text.split(/\r?\n/, 2_000)
  const kept: string[] = []
  let quotes = false
  let length = 0
  for (let at = 0; at < lines.length && length < longest; at += 1) {
    const line = lines[at] ?? ''
    if (isQuoted(line)) {
      quotes = true
      continue
    }
    const plain = plainWords(line.slice(0, 300)).trim()
    const two = `${plain}\n${plainWords((lines[at + 1] ?? '').slice(0, 300)).trim()}`
    if (breaks.some((mark) => mark.test(plain) || mark.test(two))) return end(kept, longest, true)
    if (isAttribution(plain) || (plain !== '' && isAttribution(two.replace('\n', ' ')))) {
      const quoted = lines.slice(at + 1, at + 5).some(isQuoted)
      quotes = true
      // Without marks nothing tells where the quotation ends: all below belongs to it.
      if (!quoted) return end(kept, longest, true)
      if (!isAttribution(plain)) at += 1
      continue
    }
    kept.push(line)
    length += line.length + 1
  }
  return end(kept, longest, quotes)
}

/** Sendmail shows its talk with the other server under `>>>` and `<<<`. */
function isQuoted(line: string): boolean {
  return /^\s{0,3}[>|]/.test(line) && !/^>>> [A-Z]{4}\b/.test(line)
}

function isAttribution(plain: string): boolean {
  return plain.length > 8 && plain.length < 320 && /[:：]$/.test(plain) && attribution.test(plain)
}

function end(kept: string[], longest: number, quotes: boolean): Words {
  return { newest: kept.join('\n').slice(0, longest).trim(), quotes }
}
