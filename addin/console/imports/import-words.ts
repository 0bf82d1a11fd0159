/** What the console says about imports. */

import {
  mostImportBytes,
  mostImportRows,
  type ColumnUse,
  type ExistingChoice,
  type ImportState,
} from '../../../shared/import.ts'

export const useTitles: Record<ColumnUse, string> = {
  email: 'Address',
  name: 'Name',
  'first-name': 'First name',
  'last-name': 'Last name',
  company: 'Company',
  property: 'Property',
  none: 'Leave out',
}

export const existingTitles: Record<ExistingChoice, string> = {
  fill: 'Fill in what is missing, and keep what is there',
  overwrite: 'Overwrite them with what the file says',
  keep: 'Leave them as they are',
}

export const stateTitles: Record<ImportState, string> = {
  matching: 'Not checked yet',
  checking: 'Being checked',
  checked: 'Checked, not imported yet',
  importing: 'Being imported',
  done: 'Imported',
}

/** "1 row", "1,200 rows". */
export function rowsInWords(count: number): string {
  return `${count.toLocaleString('en')} row${count === 1 ? '' : 's'}`
}

/** Said before the file travels; the server looks for itself. Null: it may. */
export function whyNotFile(file: { name: string; size: number }): string | null {
  if (/\.(xlsx?|xlsm|xlsb|ods|numbers)$/i.test(file.name))
    return `“${file.name}” is a workbook. Open it in your spreadsheet program, choose Save as, then “CSV UTF-8”, and bring that file.`
  if (file.size > mostImportBytes)
    return `“${file.name}” is larger than ${String(mostImportBytes / 1024 / 1024)} MB. Split it, and import the parts one after another.`
  return file.size === 0 ? `“${file.name}” is empty.` : null
}

export const limitsSentence = `${mostImportRows.toLocaleString('en')} rows and ${String(mostImportBytes / 1024 / 1024)} MB at most.`
