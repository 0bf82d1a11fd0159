/** What the columns of a contact file are, guessed from their headers in many spellings and languages. */

import type { ColumnMatch, ColumnUse } from '../../../shared/import.ts'
import { normalAddress } from '../contacts/address.ts'
import { propertyName } from '../contacts/contact-properties.ts'

/** Headers as spreadsheets, address books and CRMs write them, folded as `fold` does; own compilation. */
const headers: Record<Exclude<ColumnUse, 'property'>, string> = {
  email: `email, e mail, mail, email address, e mail address, mail address, email 1, e mail 1, email 1 value, primary email,
    work email, business email, contact email, emailadresse, e mail adresse, mailadresse, mail adresse, email geschaftlich,
    adresse e mail, adresse email, adresse mail, courriel, adresse electronique, correo, correo electronico, direccion de correo,
    email adres, e mailadres, emailadres, e mail adres, indirizzo email, indirizzo e mail, posta elettronica, endereco de email,
    endereco de e mail, e post, epost, e postadress, epostadresse, e postadresse, e mailadresse, sahkoposti, adres e mail,
    adres email, e mailova adresa, email cim, adresa de email, e posta, eposta, эл почта, электронная почта, почта,
    メール, メールアドレス, 电子邮件, 邮箱, 电子邮箱, 이메일`,
  name: `name, full name, fullname, contact, contact name, display name, person, customer name, lead name, vollstandiger name,
    ansprechpartner, kontakt, kontaktperson, nom complet, contact principal, nombre completo, nombre y apellidos, nome completo,
    nome e cognome, volledige naam, naam, contactpersoon, fullstandigt namn, namn, navn, fulde navn, fullt navn, nimi, imie i nazwisko,
    cele jmeno, jmeno a prijmeni, nev, teljes nev, nume complet, ad soyad, имя и фамилия, фио, полное имя, 氏名, 名前, 姓名, 이름`,
  'first-name': `first name, firstname, given name, forename, vorname, prenom, nombre, primer nombre, nome, primeiro nome, voornaam,
    fornamn, fornavn, etunimi, imie, jmeno, keresztnev, prenume, ad, имя, 名, 名字`,
  'last-name': `last name, lastname, surname, family name, nachname, familienname, zuname, nom, nom de famille, apellido, apellidos,
    cognome, sobrenome, apelido, ultimo nome, achternaam, familienaam, efternamn, etternavn, efternavn, sukunimi, nazwisko, prijmeni,
    vezeteknev, nume, nume de familie, soyad, soyadi, фамилия, 姓`,
  company: `company, company name, companyname, organisation, organization, organization name, organization 1 name, account,
    account name, employer, business, firm, firma, firmenname, unternehmen, organisationsname, betrieb, arbeitgeber, entreprise,
    societe, nom de l entreprise, raison sociale, organisme, empresa, nombre de la empresa, compania, organizacion, azienda, societa,
    ditta, ragione sociale, organizacao, nome da empresa, bedrijf, bedrijfsnaam, organisatie, foretag, foretagsnamn, virksomhed,
    virksomhet, bedrift, selskap, yritys, spolecnost, podnik, nazwa firmy, przedsiebiorstwo, ceg, cegnev, companie, sirket, kurum,
    компания, организация, фирма, 会社, 会社名, 公司, 公司名称, 회사, 회사명`,
  // What the file of refused rows adds itself.
  none: 'row number, reason refused, id, record id, contact id',
}

const useOf = new Map<string, ColumnUse>()
for (const use of ['email', 'name', 'first-name', 'last-name', 'company', 'none'] as const)
  for (const header of headers[use].split(',')) useOf.set(header.replace(/\s+/g, ' ').trim(), use)

/** Of more columns than this nobody wants every one on the contacts: they are left out until a person says otherwise. */
const mostGuessedProperties = 20
const longestPropertyName = 50

/**
 * One match for each header. The first column that fits a use has it; without a header that names the addresses, the first
 * column in which most of the rows have one.
 */
export function guessColumns(titles: readonly string[], rows: readonly string[][]): ColumnMatch[] {
  const known = titles.map((title) => useOf.get(fold(title)) ?? null)
  const uses = known.map((use, at) => (use !== null && known.indexOf(use) < at ? 'none' : use))
  if (!uses.includes('email')) {
    const at = titles.findIndex((_, column) => isMostlyAddresses(rows, column))
    if (at >= 0) uses[at] = 'email'
  }
  const names = titles.map(propertyName)
  const asProperty = (at: number): boolean => {
    const name = names[at] ?? ''
    return name !== '' && name.length <= longestPropertyName && names.indexOf(name) === at
  }
  const unknown = uses.filter((use, at) => use === null && asProperty(at)).length
  return uses.map((use, at) => {
    if (use !== null) return { use, property: '' }
    return asProperty(at) && unknown <= mostGuessedProperties
      ? { use: 'property', property: names[at] ?? '' }
      : { use: 'none', property: '' }
  })
}

/** Whether the first row is people already: a header holds no address. */
export function isHeader(first: readonly string[]): boolean {
  return !first.some((cell) => normalAddress(cell) !== null)
}

/** Why these matches cannot be used, in a sentence that says what to do; null when they can. */
export function whyNotColumns(
  columns: readonly ColumnMatch[],
  titles: readonly string[],
): string | null {
  if (columns.length !== titles.length)
    return `The file has ${String(titles.length)} columns. Say of each what it is, or that it is left out.`
  if (!columns.some(({ use }) => use === 'email'))
    return 'Say which column holds the addresses: without one, nobody can be written to.'
  for (const use of ['email', 'name', 'first-name', 'last-name', 'company'] as const)
    if (columns.filter((one) => one.use === use).length > 1)
      return `Two columns are both taken for the ${useTitles[use]}. Choose one, and leave the other out.`
  const names = columns
    .filter(({ use }) => use === 'property')
    .map((one) => propertyName(one.property))
  if (names.includes('')) return 'A property has no name. Give it one, such as “job title”.'
  const long = names.find((name) => name.length > longestPropertyName)
  if (long !== undefined)
    return `The property name “${long.slice(0, longestPropertyName)}…” is too long: use ${String(longestPropertyName)} characters at most.`
  const twice = names.find((name, at) => names.indexOf(name) < at)
  return twice === undefined
    ? null
    : `Two columns both go to the property “${twice}”. Choose one, or name the other differently.`
}

const useTitles = {
  email: 'address',
  name: 'name',
  'first-name': 'first name',
  'last-name': 'last name',
  company: 'company',
}

/** Small letters without accents, signs as blanks: “E-Mail-Adresse” -> “e mail adresse”. */
function fold(title: string): string {
  return title
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .normalize('NFKD')
    .replace(/\p{Script=Latin}\p{M}+/gu, (letter) => letter.charAt(0))
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function isMostlyAddresses(rows: readonly string[][], column: number): boolean {
  const cells = rows.map((row) => (row[column] ?? '').trim()).filter((cell) => cell !== '')
  return cells.filter((cell) => normalAddress(cell) !== null).length > cells.length / 2
}
