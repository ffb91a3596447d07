import type { Casework } from '../casework/index.ts'
import { type NoLongerShown, type PublishedForm, publishedBetween, publishedForms } from '../disclosure/index.ts'
import type { Journal } from '../journal/index.ts'
import type { Refusal } from '../kernel/index.ts'
import { penaltyRow } from './penalty-row.ts'
import type { FieldRow } from './row.ts'

/** Decisions that one file may have; who needs more takes several ranges. */
export const mostInFile = 5_000
const BATCH = 200

/** What becomes of one decision in a file. */
export type Mapped =
  | { readonly form: PublishedForm; readonly row: FieldRow }
  | { readonly form: PublishedForm; readonly refusals: readonly Refusal[] }
  | { readonly form: NoLongerShown }

/** Every decision that was published within these days, as a row, as what is wrong with it, or as one that is to be taken back. */
export async function* mappedBetween(
  journal: Journal,
  casework: Casework,
  from: string,
  until: string,
): AsyncGenerator<Mapped> {
  const numbers = await publishedBetween(journal, from, until, mostInFile)
  for (let at = 0; at < numbers.length; at += BATCH) {
    const some = numbers.slice(at, at + BATCH)
    const forms = await publishedForms(journal, casework, some)
    for (const number of some) {
      const form = forms.get(number)
      if (form === undefined) continue
      if (form.state !== 'shown') yield { form }
      else {
        const row = penaltyRow(form)
        yield row.ok ? { form, row: row.value } : { form, refusals: row.refusals }
      }
    }
  }
}

/** Whether a range has more decisions than a file takes. */
export const tooMany = async (journal: Journal, from: string, until: string): Promise<boolean> =>
  (await publishedBetween(journal, from, until, mostInFile + 1)).length > mostInFile
