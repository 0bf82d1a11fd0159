/** Out-of-office answers in many languages, with and without a header that owns up, and the dates they name. */

import { judged, named } from './write-mail.ts'

// All are written on Monday, 23 November 2026.
const answers: [language: string, subject: string, body: string, returnDate: string | null][] = [
  [
    'en',
    'Automatic reply: Packaging line',
    'I am out of the office until 3 March and will answer when I return.',
    '2027-03-03',
  ],
  [
    'en',
    'Out of Office',
    'I am on annual leave, returning Monday 7th December. For urgent matters contact ben@acme.example.',
    '2026-12-07',
  ],
  [
    'en',
    'Ana Alves is out of the office.',
    'I will be out of the office from 11/20/2026 through 12/01/2026.',
    '2026-12-01',
  ],
  [
    'en',
    'AUTO: Ana Alves is out of the office (returning 12/02/2026)',
    'Note: this is an automated response.',
    '2026-12-02',
  ],
  [
    'en',
    'Out of office: Re: Packaging line',
    'Thanks for your mail. I am back on Thursday.',
    '2026-11-26',
  ],
  ['en', 'Automatic reply: x', 'I am travelling and will be back next week.', '2026-11-30'],
  ['en', 'Automatic reply: x', 'I am on leave July 10-31.', '2027-07-31'],
  ['en', 'Automatic reply: x', 'I am away December 10-31 with no access to email.', '2026-12-31'],
  ['en', 'Automatic reply: x', 'I am on parental leave until the end of January.', '2027-01-31'],
  [
    'en',
    'Automatic reply: x',
    'I am out of the office today and will be back tomorrow.',
    '2026-11-24',
  ],
  ['en', 'Automatic reply: x', 'I was away until 3 March 2020.', null],
  [
    'de',
    'Automatische Antwort: Packaging line',
    'Ich bin bis zum 30. November nicht im Büro. In dringenden Fällen wenden Sie sich an Ben.',
    '2026-11-30',
  ],
  [
    'de',
    'Abwesenheitsnotiz',
    'Vielen Dank für Ihre E-Mail. Ich bin ab dem 07.12.2026 wieder erreichbar.',
    '2026-12-07',
  ],
  [
    'de',
    'Abwesend',
    'Ich bin vom 23.11. bis 4.12. im Urlaub. Ihre Mail wird nicht weitergeleitet.',
    '2026-12-04',
  ],
  [
    'de',
    'Automatische Antwort',
    'Ich bin bis einschließlich Freitag auf Dienstreise.',
    '2026-11-27',
  ],
  [
    'de',
    'Automatische Antwort',
    'Derzeit bin ich nicht am Arbeitsplatz. Am Montag bin ich wieder da.',
    '2026-11-30',
  ],
  [
    'fr',
    'Réponse automatique\u00a0: Packaging line',
    'Je suis absente du bureau jusqu’au 3 décembre inclus. En cas d’urgence, merci de contacter Ben.',
    '2026-12-03',
  ],
  [
    'fr',
    'Absence du bureau',
    'Bonjour, je suis en congés. Je serai de retour le lundi 7 décembre.',
    '2026-12-07',
  ],
  ['fr', 'Réponse automatique', 'Je suis en déplacement du 23 au 27 novembre.', '2026-11-27'],
  [
    'es',
    'Respuesta automática: Packaging line',
    'Estoy de vacaciones hasta el 5 de diciembre. Si es urgente, escriba a ben@acme.example.',
    '2026-12-05',
  ],
  [
    'es',
    'Fuera de la oficina',
    'Me encuentro fuera de la oficina. Regreso el lunes 30 de noviembre.',
    '2026-11-30',
  ],
  [
    'it',
    'Risposta automatica: Packaging line',
    'Sono fuori ufficio fino al 1 dicembre. Per urgenze scrivere a ben@acme.example.',
    '2026-12-01',
  ],
  ['it', 'Fuori sede', 'Sono in ferie, rientrerò martedì 1 dicembre.', '2026-12-01'],
  [
    'nl',
    'Automatisch antwoord: Packaging line',
    'Ik ben afwezig tot en met 4 december. Voor dringende zaken: ben@acme.example.',
    '2026-12-04',
  ],
  [
    'nl',
    'Afwezig',
    'Bedankt voor uw bericht. Vanaf maandag 30 november ben ik weer bereikbaar.',
    '2026-11-30',
  ],
  [
    'pt',
    'Resposta automática: Packaging line',
    'Estou de férias até 10 de dezembro. Em caso de urgência contacte o Ben.',
    '2026-12-10',
  ],
  [
    'pt',
    'Fora do escritório',
    'Estarei ausente. Retorno no dia 2 de dezembro de 2026.',
    '2026-12-02',
  ],
  [
    'sv',
    'Automatiskt svar: Packaging line',
    'Jag är på semester och är tillbaka på kontoret den 7 december.',
    '2026-12-07',
  ],
  [
    'sv',
    'Frånvaro',
    'Jag är inte på kontoret t.o.m. 4 december. Vid brådskande ärenden kontakta Ben.',
    '2026-12-04',
  ],
  [
    'da',
    'Automatisk svar: Packaging line',
    'Jeg er på ferie til og med den 4. december. Haster det, så ring til Ben.',
    '2026-12-04',
  ],
  [
    'da',
    'Ikke på kontoret',
    'Jeg er ikke på kontoret, men er tilbage mandag den 30. november.',
    '2026-11-30',
  ],
  [
    'nb',
    'Automatisk svar: Packaging line',
    'Jeg er på reise frem til 1. desember og har begrenset tilgang til e-post.',
    '2026-12-01',
  ],
  [
    'fi',
    'Automaattinen vastaus: Packaging line',
    'Olen lomalla 4.12.2026 asti. Kiireellisissä asioissa ota yhteyttä Beniin.',
    '2026-12-04',
  ],
  [
    'fi',
    'Poissa toimistosta',
    'Olen poissa toimistolta. Palaan maanantaina 30. marraskuuta.',
    '2026-11-30',
  ],
  [
    'pl',
    'Automatyczna odpowiedź: Packaging line',
    'Jestem na urlopie do 4 grudnia. W pilnych sprawach proszę o kontakt z Benem.',
    '2026-12-04',
  ],
  ['pl', 'Nieobecność', 'Jestem nieobecna w biurze od 23 do 27 listopada.', '2026-11-27'],
  [
    'cs',
    'Automatická odpověď: Packaging line',
    'Jsem mimo kancelář do 4. prosince. V naléhavých případech kontaktujte Bena.',
    '2026-12-04',
  ],
  [
    'tr',
    'Otomatik Yanıt: Packaging line',
    '4 Aralık tarihine kadar yıllık izindeyim. Acil durumlarda Ben ile iletişime geçin.',
    '2026-12-04',
  ],
  [
    'ja',
    '自動返信: Packaging line',
    'メールありがとうございます。12月4日まで休暇をいただいております。',
    '2026-12-04',
  ],
  [
    'ja',
    '不在通知',
    '出張のため不在にしております。11月30日(月)より出社いたします。',
    '2026-11-30',
  ],
  [
    'zh',
    '自动回复: Packaging line',
    '您好，我正在休假，将于12月1日返回办公室。如有急事请联系 Ben。',
    '2026-12-01',
  ],
  [
    'zh',
    '自動回覆：Packaging line',
    '感謝您的來信。我目前外出至12月4日，無法及時回覆。',
    '2026-12-04',
  ],
  [
    'ko',
    '자동 회신: Packaging line',
    '안녕하세요. 12월 4일까지 휴가입니다. 급한 용무는 Ben에게 연락 바랍니다.',
    '2026-12-04',
  ],
  [
    'ru',
    'Автоматический ответ: Packaging line',
    'Я нахожусь в отпуске до 4 декабря. По срочным вопросам обращайтесь к Бену.',
    '2026-12-04',
  ],
  [
    'hu',
    'Automatikus válasz: Packaging line',
    'Szabadságon vagyok december 4-ig. Sürgős esetben keresse Bent.',
    '2026-12-04',
  ],
  [
    'ro',
    'Răspuns automat: Packaging line',
    'Sunt în concediu până la 4 decembrie. Pentru urgențe scrieți-i lui Ben.',
    '2026-12-04',
  ],
  ['et', 'Automaatvastus: Packaging line', 'Viibin puhkusel.', null],
  ['lv', 'Automātiska atbilde: Packaging line', 'Esmu atvaļinājumā.', null],
]

test.each(answers)(
  'an out-of-office answer (%s) “%s”: %s',
  async (_, subject, body, returnDate) => {
    const kind = await judged({ headers: { Subject: subject }, body })
    expect({ kind: named(kind), returnDate: kind.returnDate }).toEqual({
      kind: 'auto-reply/out-of-office',
      returnDate,
    })
  },
)

const owned: [string, Record<string, string>][] = [
  ['Dovecot and Cyrus', { 'Auto-Submitted': 'auto-replied (vacation)' }],
  ['Zimbra', { 'Auto-Submitted': 'auto-replied (zimbra; vacation)' }],
  ['Gmail', { 'X-Autoreply': 'yes', Precedence: 'bulk' }],
  [
    'Exchange',
    { 'X-Auto-Response-Suppress': 'All', 'X-MS-Exchange-Inbox-Rules-Loop': 'ana@acme.example' },
  ],
  [
    'Exchange’s rules',
    {
      'Auto-Submitted': 'auto-generated',
      'X-MS-Exchange-Generated-Message-Source': 'Mailbox Rules Agent',
    },
  ],
  ['cPanel', { Precedence: 'auto_reply' }],
  ['Apple', { 'X-Apple-Action': 'VACATION/' }],
]

test.each(owned)(
  '%s owns up in a header, and the words of a human reply change nothing',
  async (_, headers) => {
    const kind = await judged({
      headers: {
        Subject: 'Re: Packaging line',
        'In-Reply-To': '<email@contoso.example>',
        ...headers,
      },
      body: 'Ana hier.\n\n> Hello Ana, shall we talk?',
    })
    expect(named(kind)).toBe('auto-reply/out-of-office')
  },
)
