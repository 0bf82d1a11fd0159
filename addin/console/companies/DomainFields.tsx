/** The domains of a company: added one by one, and taken away again. The server says which cannot be a company's. */

import { Button, Field, Input, makeStyles, Text, tokens } from '@fluentui/react-components'
import { useRef } from 'react'

const useStyles = makeStyles({
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
  },
  one: { display: 'flex', alignItems: 'center', columnGap: tokens.spacingHorizontalM },
  domain: { minWidth: 0, overflowWrap: 'anywhere' },
  add: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalS },
  field: { flexGrow: 1, maxWidth: '320px', minWidth: '160px' },
  input: { minWidth: 0 },
})

/** `draft` is what stands in the field and was not added yet. */
export interface Domains {
  listed: string[]
  draft: string
}

/** All that a person wrote, what is still in the field included. */
export function domainsIn({ listed, draft }: Domains): string[] {
  const further = draft.split(/[\s,;]+/).filter((one) => one !== '')
  return [...new Set([...listed, ...further])]
}

interface DomainFieldsProps {
  domains: Domains
  onChange: (domains: Domains) => void
}

export function DomainFields({ domains, onChange }: DomainFieldsProps) {
  const styles = useStyles()
  const input = useRef<HTMLInputElement>(null)
  const { listed, draft } = domains
  function add(): void {
    onChange({ listed: domainsIn(domains), draft: '' })
    input.current?.focus()
  }
  function remove(domain: string): void {
    onChange({ listed: listed.filter((one) => one !== domain), draft })
    // The button that had the focus is gone.
    input.current?.focus()
  }
  return (
    <>
      {listed.length === 0 ? null : (
        <ul className={styles.list} aria-label="Domains">
          {listed.map((domain) => (
            <li key={domain} className={styles.one}>
              <Button size="small" aria-label={`Remove ${domain}`} onClick={() => remove(domain)}>
                Remove
              </Button>
              <Text className={styles.domain}>{domain}</Text>
            </li>
          ))}
        </ul>
      )}
      <Text>A domain is what stands behind the @ in its people’s addresses.</Text>
      <div className={styles.add}>
        <Field label="Domain" className={styles.field}>
          <Input
            input={{ ref: input }}
            className={styles.input}
            placeholder="acme.example"
            maxLength={254}
            value={draft}
            onChange={(_event, { value }) => onChange({ listed, draft: value })}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || draft.trim() === '') return
              // Adds it, and does not send the form yet.
              event.preventDefault()
              add()
            }}
          />
        </Field>
        <Button disabledFocusable={draft.trim() === ''} onClick={add}>
          Add domain
        </Button>
      </div>
    </>
  )
}
