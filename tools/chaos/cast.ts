/** Who is in the play: three reps with a seat and a mailbox each, and the contacts they write to. */

export const rita = 'rita@contoso.example'
export const sam = 'sam@contoso.example'
export const mia = 'mia@contoso.example'
export const reps = [rita, sam, mia] as const

export interface PlayedContact {
  email: string
  name: string
  company: string
}

const first = ['Alma', 'Bela', 'Cora', 'Dario', 'Edda', 'Finn', 'Greta', 'Hanno', 'Ida', 'Jona']
const last = ['Arends', 'Brook', 'Castell', 'Dahl', 'Ebert', 'Falk', 'Gruber', 'Holm', 'Ivens']

/** So many, each of a company of their own: what one of them does must say nothing about another. */
export function contactsOf(count: number): PlayedContact[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `${first[index % first.length] ?? ''} ${last[Math.floor(index / first.length) % last.length] ?? ''}`
    const number = String(index + 1)
    return {
      name,
      email: `${name.toLowerCase().replace(' ', '.')}@firm${number}.example`,
      company: `Firm ${number}`,
    }
  })
}
