/** Names a contact's company: the browser offers those that are known while one types. */

import { Field, Input } from '@fluentui/react-components'
import { useId, useMemo } from 'react'
import { useCompanies } from '../../api/queries/use-companies.ts'

const mostOffered = 8

interface CompanyFieldProps {
  value: string
  onChange: (name: string) => void
  className: string
  inputClassName: string
}

export function CompanyField({ value, onChange, className, inputClassName }: CompanyFieldProps) {
  const list = useId()
  const search = value.trim()
  const filter = useMemo(() => (search === '' ? {} : { search }), [search])
  // A field without its offers is still a field: no trouble is shown here.
  const known = useCompanies(filter).value?.rows ?? []
  return (
    <>
      <Field
        label="Company"
        hint="Emails may mention it. The contact joins the company of that name; a new name makes a new company."
        className={className}
      >
        <Input
          className={inputClassName}
          maxLength={200}
          list={list}
          autoComplete="off"
          value={value}
          onChange={(_event, { value: name }) => onChange(name)}
        />
      </Field>
      <datalist id={list}>
        {known.slice(0, mostOffered).map(({ id, name }) => (
          <option key={id} value={name} />
        ))}
      </datalist>
    </>
  )
}
