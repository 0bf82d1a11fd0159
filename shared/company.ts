/** A company: its name, and the mail domains whose people belong to it. */

export interface Company {
  id: string
  name: string
  /** Registrable domains such as `acme.example`, in alphabetical order. */
  domains: string[]
  createdAt: string
}

/** POST /api/companies. */
export interface CompanyRequest {
  name: string
  domains?: string[]
}

/** POST /api/companies/:id: what is left out stays; `domains` replaces all of them. */
export interface CompanyChange {
  name?: string
  domains?: string[]
}
