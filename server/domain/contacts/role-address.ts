/** Addresses that name a task and not a person: several people, or none, read them. */

import { addressKey, localPartOf } from './address.ts'

/**
 * RFC 2142's names and what companies put before the @ in the languages that contacts write; own compilation. Words short
 * enough to be a person's (`it`, `hr`) only count alone.
 */
const roles = new Set(
  `
  info information infos sales office support contact contacts hello mail email post mailbox admin administrator
  administration service services team help helpdesk desk hr it jobs job career careers recruiting recruitment marketing
  press media billing invoice invoices accounting accounts account finance payroll order orders purchase purchasing
  procurement reception secretary secretariat enquiries enquiry inquiries inquiry general booking bookings reservation
  reservations management board customer customers customerservice customercare care feedback shop store partner partners
  projects operations ops logistics dispatch shipping legal compliance privacy security dpo gdpr webmaster hostmaster
  postmaster abuse noc root web website newsletter news events event training academy research quality facility studio
  kontakt zentrale empfang sekretariat vertrieb verkauf einkauf buchhaltung rechnung rechnungen bestellung bestellungen
  bewerbung bewerbungen personal kundenservice kundendienst anfrage anfragen auftrag presse datenschutz verwaltung
  geschaeftsfuehrung geschaeftsleitung redaktion technik werkstatt praxis kanzlei gruesse hallo
  bonjour accueil commercial comptabilite achats achat direction facturation commande commandes recrutement secretariatgeneral
  contacto hola ventas compras administracion facturacion atencion clientes pedidos empleo comercial recepcion oficina
  contatti contatto ciao vendite acquisti amministrazione segreteria commerciale ordini fatture assistenza ufficio direzione
  contato vendas atendimento faturamento financeiro suporte comprador sac rh secretaria geral
  verkoop inkoop klantenservice administratie boekhouding facturen bestellingen receptie vragen
  forsaljning kundtjanst ekonomi order inkop reception salg kundeservice regnskab faktura bogholderi postmottak firmapost
  resepsjon okonomi ordre myynti asiakaspalvelu toimisto laskutus tilaukset
  biuro sprzedaz handlowy ksiegowosc zamowienia rekrutacja obchod podpora prodej fakturace objednavky ucetni
  ertekesites ugyfelszolgalat iroda vanzari comenzi suport iletisim bilgi satis destek muhasebe siparis
  prodazhi zakaz zakazy sekretar buhgalter priemnaya zakupki eigyo toiawase soumu uketsuke
  `
    .trim()
    .split(/\s+/),
)

/** `sales@`, `info-de@`, `team.support2@`: one word that names a task is enough. Lower case. */
export function isRoleAddress(address: string): boolean {
  const local = localPartOf(addressKey(address))
  const words = local.split(/[^\p{L}]+/u).filter(Boolean)
  return roles.has(words.join('')) || words.some((word) => word.length > 3 && roles.has(word))
}

/** Nobody writes from there: mail servers and senders of notifications. */
export function isMachineAddress(address: string): boolean {
  return /^(mailer-?daemon|postmaster|no-?_?\.?reply|do-?_?\.?not-?_?\.?reply|bounces?|notifications?|alerts?|daemon|auto-?(reply|responder|mailer))([-+._=\d].*)?$/.test(
    localPartOf(address),
  )
}
