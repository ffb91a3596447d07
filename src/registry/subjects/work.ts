import type { Journal } from '../../journal/index.ts'
import { alone, type Blobs } from '../../platform/index.ts'
import { runImport, waitingImports } from './import.ts'

/** The name of the job that takes waiting files in. */
export const importJob = 'subject-imports'

/**
 * Takes in every file that waits, one after the other, on one node of all: the next waits until the first is done or dead. An import
 * that is cut off goes on where it was.
 */
export const doImports = (journal: Journal, blobs: Blobs, signal?: AbortSignal): Promise<void> =>
  alone(journal.database, importJob, async () => {
    for (const id of await waitingImports(journal.database.db)) {
      if (signal?.aborted === true) return
      await runImport(journal, blobs, id, signal === undefined ? {} : { signal })
    }
  })
