/** Languages of which only the fixed words of Outlook, Exchange and the common forms of absence are known here. */

import type { Phrases } from './phrases.ts'

function shorter(language: string, known: Partial<Phrases>): Phrases {
  return { language, autoSubject: [], autoText: [], awayText: [], bounceSubject: [], ...known }
}

export const shorterTables: readonly Phrases[] = [
  shorter('et', {
    autoSubject: [
      'automaatvastus',
      'automaatne vastus',
      'kontorist väljas',
      'puhkusel *(:|$)',
      'olen puhkusel',
    ],
    autoText: ['automaatne (vastus|teade)', 'automaatvastus'],
    awayText: ['(viibin|olen)[^.]{0,30}(puhkusel|lähetuses|kontorist|haige|ära)'],
    leftText: ['(ei tööta|enam)[^.]{0,20}(enam|tööta|meie)'],
    bounceSubject: ['kohaletoimetamatu', 'ei saa kohale toimetada', 'kohaletoimetamise'],
    bounceText: ['(ei (saanud|õnnestunud|saa))[^.\\n]{0,30}(kohale|edastada|toimetada)'],
    receiptSubject: ['(loetud|lugemata):'],
  }),
  shorter('lv', {
    autoSubject: ['automātisk(ā|a) atbilde', 'ārpus biroja', 'atvaļinājum[sā]', 'prombūtn'],
    autoText: ['automātisk[āa]? (atbilde|ziņojums|ģenerēt)'],
    awayText: ['(esmu|būšu|atrodos)[^.]{0,30}(atvaļinājum|prombūtn|komandējum|ārpus)'],
    leftText: ['vairs nestrādā'],
    bounceSubject: ['nepiegādājam', 'neizdevās piegādāt', 'piegādes'],
    bounceText: ['(nevar|neizdevās|nevarēja)[^.\\n]{0,20}piegād'],
    receiptSubject: ['(izlasīts|nelasīts):'],
  }),
  shorter('lt', {
    autoSubject: ['automatinis atsakymas', 'ne biure', 'atostog', 'automatinis pranešimas'],
    autoText: ['automatin(is|ė) (atsakymas|pranešimas)'],
    awayText: ['(esu|būsiu|šiuo metu)[^.]{0,30}(atostog|komandiruot|ne biure|išvyk)'],
    leftText: ['nebedirb'],
    bounceSubject: ['nepristatom', 'nepavyko pristatyti', 'nepristatyt'],
    bounceText: ['(nepavyko|negalima|negalėjo)[^.\\n]{0,20}pristaty'],
    receiptSubject: ['(skaityta|neskaityta|perskaityta):'],
  }),
  shorter('hr', {
    autoSubject: [
      'automatski (odgovor|poruka)',
      'avtomatsk(i odgovor|o sporočilo)',
      '(izvan|van) ureda',
      'odsotnost',
      'odsutnost',
      '(na )?godišnj(i|em)( odmor)? *(:|$)',
      'samodejni odgovor',
      'аутоматски одговор',
      'автоматичен отговор',
      'извън офиса',
    ],
    autoText: ['(automatski|avtomatski|samodejn|автоматичен) (odgovor|generiran|отговор)'],
    awayText: [
      '(sam|bit ću|bom|nalazim|ne bom)[^.]{0,40}(na (godišnjem|dopustu|bolovanju|službenom|odmoru)|odsut|odsot|izvan ureda|v pisarni)',
      '(в отпуск|извън офиса)',
    ],
    leftText: ['(više ne radi|ne zaposlen|ni več zaposlen|вече не работи)'],
    bounceSubject: [
      '(neisporuč|nije moguće isporuč|nedostavlj|ni mogoče dostav|ni bilo mogoče dostav|неиспоруч|недоставен|не може да бъде доставено)',
    ],
    bounceText: [
      '(nije (moguće|isporuč)|ni (mogoče|bilo mogoče)|не може да)[^.\\n]{0,30}(isporuč|dostav|достав)',
    ],
    receiptSubject: ['(pročitano|prebrano|прочетено):'],
  }),
  shorter('el', {
    autoSubject: [
      'αυτόματη απάντηση',
      'εκτός γραφείου',
      'αυτοματοποιημένη απάντηση',
      'άδεια *(:|$)',
      'απουσία',
    ],
    autoText: ['αυτόματ(η απάντηση|ο μήνυμα)'],
    awayText: [
      '(είμαι|βρίσκομαι|θα είμαι|θα βρίσκομαι|απουσιάζω|θα απουσιάζω)[^.]{0,30}(άδεια|εκτός|γραφείο|απουσ|έως|μέχρι|από)',
    ],
    leftText: ['δεν (εργάζεται|εργάζομαι) πλέον'],
    bounceSubject: ['(δεν είναι δυνατή η παράδοση|μη παραδοτέο|αποτυχία παράδοσης|δεν παραδόθηκε)'],
    bounceText: ['(δεν (ήταν|είναι) δυνατή|αποτυχία)[^.\\n]{0,30}παράδοσ'],
    receiptSubject: ['(διαβάστηκε|αναγνώστηκε|δεν διαβάστηκε):'],
  }),
  shorter('he', {
    autoSubject: ['(מענה|תשובה) אוטומטי', 'מחוץ למשרד', 'הודעה אוטומטית', 'בחופש'],
    autoText: ['(מענה|הודעה|תשובה) אוטומטי'],
    awayText: ['(אני|אהיה|נמצא)[^.]{0,20}(בחופש|מחוץ למשרד|בחופשה|בחו"ל)'],
    bounceSubject: ['(לא ניתן למסור|לא ניתן למסירה|לא נמסר|מסירה נכשלה)'],
    bounceText: ['לא (ניתן|ניתנה|היה ניתן)[^.\\n]{0,20}(למסור|לשלוח)'],
    receiptSubject: ['(נקרא|לא נקרא):'],
  }),
  shorter('ar', {
    autoSubject: ['(رد|الرد) (تلقائي|التلقائي|آلي)', 'خارج المكتب', 'في إجازة'],
    autoText: ['(رد|رسالة) (تلقائي|آلي)'],
    awayText: ['(أنا|سأكون|انا)[^.]{0,20}(خارج المكتب|في إجازة|إجازة)'],
    bounceSubject: ['(غير قابل للتسليم|تعذر تسليم|تعذر التسليم|فشل تسليم|فشل التسليم)'],
    bounceText: ['(تعذر|لم يتم|فشل)[^.\\n]{0,20}(تسليم|التسليم|إرسال)'],
    receiptSubject: ['(مقروء|مقروءة|غير مقروءة):'],
  }),
  shorter('th', {
    autoSubject: ['(ตอบกลับอัตโนมัติ|การตอบกลับอัตโนมัติ|ไม่อยู่ที่สำนักงาน)'],
    autoText: ['ตอบกลับอัตโนมัติ'],
    awayText: ['(ลาพักร้อน|ไม่อยู่ที่สำนักงาน|ลาพัก)'],
    bounceSubject: ['(ไม่สามารถส่ง|ส่งไม่ถึง|ส่งไม่สำเร็จ)'],
    bounceText: ['ไม่สามารถส่ง'],
  }),
  shorter('vi', {
    autoSubject: [
      '(trả lời|thư trả lời|phản hồi) tự động',
      'tự động trả lời',
      'vắng mặt',
      'nghỉ phép',
    ],
    autoText: ['(trả lời|phản hồi|thư) tự động'],
    awayText: ['(tôi|hiện)[^.]{0,30}(nghỉ phép|vắng mặt|đi công tác|không có mặt)'],
    leftText: ['(đã nghỉ việc|không còn làm việc)'],
    bounceSubject: ['(không thể gửi|không gửi được|thư bị trả lại|gửi không thành công)'],
    bounceText: ['không (thể|gửi được|chuyển được)[^.\\n]{0,20}(gửi|chuyển)?'],
    receiptSubject: ['(đã đọc|chưa đọc):'],
  }),
  shorter('id', {
    autoSubject: [
      '(balasan|jawaban|respons) otomatis',
      '(di luar|sedang tidak di) kantor',
      'balas otomatis',
      'cuti *(:|$)',
    ],
    autoText: ['(balasan|pesan|email) otomatis'],
    awayText: [
      '(saya|sedang|akan)[^.]{0,30}(cuti|di luar kantor|perjalanan dinas|tidak berada di)',
    ],
    leftText: ['(sudah )?tidak (lagi )?bekerja'],
    bounceSubject: [
      '(tidak (dapat|bisa) (terkirim|dikirim)|gagal (terkirim|kirim)|pengiriman gagal)',
    ],
    bounceText: ['(tidak (dapat|bisa)|gagal)[^.\\n]{0,20}(terkirim|dikirim|disampaikan)'],
    receiptSubject: ['(dibaca|belum dibaca):'],
  }),
]
