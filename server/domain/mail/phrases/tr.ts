/** Turkish. */

import type { Phrases } from './phrases.ts'

export const turkish: Phrases = {
  language: 'tr',
  autoSubject: [
    'otomatik (yanıt|cevap|mesaj|bilgilendirme|ileti)',
    'ofis dışı(nda|ndayım)?( yanıtı)? *(:|$|-)',
    '(yıllık )?izin(deyim|de|li)? *(:|$|-)',
    'tatil(deyim|de)? *(:|$|-)',
    'işyeri dışında',
  ],
  autoText: [
    'bu (bir )?otomatik',
    'otomatik (yanıt|cevap|olarak|mesaj)',
    'otomatik olarak (gönderil|oluşturul|üretil)',
  ],
  awaySubject: ['izin', 'tatil', 'ofis dışı'],
  awayText: [
    '(ofis|şirket|iş yeri|büro)[^.!?]{0,20}(dışında|değilim|olmayacağım)',
    '(yıllık |doğum |raporlu |hastalık )?izin(li|de)(yim|yiz| olacağım|dir)?',
    '(tatilde|seyahatte|seyahat|yurt dışında)(yim| olacağım|yiz)?',
    '(e-?posta|mail)[^.!?]{0,40}(erişim|kontrol)[^.!?]{0,30}(sınırlı|kısıtlı|yok|edeme)',
    '(geri )?dön(eceğim|üyorum|üşüm)',
    'bulunmadığım|bulunmayacağım|yokluğumda',
  ],
  laterText: [
    'acil',
    'döndüğümde|dönüşümde|döner dönmez',
    '(mesajınız|e-?postanız|mailiniz|iletiniz) için teşekkür',
    '(iletişime geç|başvur|ulaş)[^.!?]{0,30}',
  ],
  leftText: [
    '(artık|bundan sonra)[^.!?]{0,40}(çalışm|görev yapm|şirket)',
    '(görevinden|şirketten|firmadan|işten|şirketimizden|kurumdan)[^.!?]{0,30}ayrıl',
    '(ayrılmış|ayrıldı|emekli)',
    '(adres|hesap|posta kutusu)[^.!?]{0,40}(artık|kullanılma|kapatıl|geçersiz)',
  ],
  ticketText: [
    '(talep|talebiniz|bilet|kayıt|destek|vaka|ticket)[^.!?]{0,40}(#|numara|no|oluşturul|kaydedil|[0-9]{4})',
  ],
  receivedText: [
    '(mesajınız|e-?postanız|talebiniz|başvurunuz|iletiniz)[^.!?]{0,20}(alındı|alınmış|ulaştı|tarafımıza|iletil)',
    '(en kısa|kısa süre|iş günü)[^.!?]{0,40}(dönüş|yanıt|cevap|geri)',
  ],
  bounceSubject: [
    '(teslim edilemedi|teslim edilemeyen|iletilemedi|gönderilemedi|teslim edilmedi)',
    '.{0,40}(teslim edilemedi|iletilemedi)',
    '(teslim|ileti|gönderim) (hatası|başarısız|durumu)',
    'iade edilen',
  ],
  bounceText: [
    '(teslim edileme|iletileme|gönderileme|ulaştırılama)',
    'teslim[^.\\n]{0,30}(başarısız|hata|gecik)',
    'alıcı[^.\\n]{0,40}(bulunama|bilinmi|yok)',
  ],
  receiptSubject: ['(okundu|okunmadı|okunmadan)( bilgisi)?:?', 'teslim edildi:'],
  receiptText: ['(iletiniz|mesajınız)[^]{0,300}(okundu|silindi|görüntülendi)'],
  dates: {
    months: [
      'ocak',
      'şubat',
      'mart',
      'nisan',
      'mayıs',
      'haziran',
      'temmuz',
      'ağustos',
      'eylül',
      'ekim',
      'kasım',
      'aralık',
    ],
    weekdays: [
      'pazartesi',
      'salı',
      'çarşamba',
      'perşembe',
      'cuma(?!rtesi)',
      'cumartesi',
      'pazar(?!tesi)',
    ],
    until: [],
    back: ['(geri )?dön\\w*'],
    untilAfter: ["'?\\p{L}{0,5}( tarihine| gunune)?( kadar| dek| degin)"],
    backAfter: [
      "'?\\p{L}{0,5}( tarihinde| gunu| tarihi)?( itibari\\w*| itibaren| ofis\\w*| is(e|imin)?| geri| don\\w*| tekrar| yeniden)",
    ],
    tomorrow: 'yarın',
    nextWeek: '(gelecek|önümüzdeki|haftaya) ?hafta\\w*',
    nextMonth: '(gelecek|önümüzdeki) ay',
  },
}
