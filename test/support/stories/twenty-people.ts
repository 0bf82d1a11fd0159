/** Twenty people outside, as a newcomer brings them along in a file. */

export interface Person {
  email: string
  name: string
  company: string
}

const companies: [name: string, domain: string, people: string[]][] = [
  ['Acme', 'acme-foods.example', ['Dora Delgado', 'Emil Engel', 'Fay Fischer']],
  ['Birch Hotels', 'birch-hotels.example', ['Gina Green', 'Hugo Haas']],
  ['Coral Shipping', 'coral-shipping.example', ['Ines Ibarra', 'Jan Jansen', 'Kim Keller']],
  ['Dune Energy', 'dune-energy.example', ['Lara Lind', 'Max Moser']],
  ['Elm Paper', 'elm-paper.example', ['Nele Novak', 'Omar Osei']],
  ['Fjord Optics', 'fjord-optics.example', ['Paula Pohl', 'Quinn Quist', 'Rosa Rossi']],
  ['Grove Books', 'grove-books.example', ['Stefan Stern', 'Tara Tran']],
  ['Harbor Bank', 'harbor-bank.example', ['Uma Ueda', 'Viktor Vogel', 'Wanda Weiss']],
]

export const twentyPeople: readonly Person[] = companies.flatMap(([company, domain, names]) =>
  names.map((name) => ({
    name,
    company,
    email: `${(name.split(' ')[0] ?? '').toLowerCase()}@${domain}`,
  })),
)

/** The one whose first name that is. Throws for anybody else. */
export function called(firstName: string): Person {
  const found = twentyPeople.find(({ name }) => name.startsWith(`${firstName} `))
  if (!found) throw new Error(`Nobody of the twenty is called ${firstName}.`)
  return found
}

/** As a spreadsheet saves them. */
export function asCsv(people: readonly Person[]): string {
  const rows = people.map(({ email, name, company }) => {
    const [first = '', last = ''] = name.split(' ')
    return [email, first, last, company].join(';')
  })
  return ['E-mail;First name;Last name;Company', ...rows, ''].join('\r\n')
}
