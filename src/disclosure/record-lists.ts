import { citationText } from '../kernel/index.ts'
import type { Db } from '../platform/index.ts'
import { situations } from '../procedure/index.ts'
import { historyOf, type RegistryData, recordedActs, recordListWords } from '../registry/index.ts'
import type { PublicRecordList } from './view.ts'

/** The bureau's list is one entry, whose versions are its history. */
const entry = 'main'

/** The versions of the list of audio and video items, newest first, in words; `day` says which holds. */
export const recordLists = async (db: Db, day: string): Promise<readonly PublicRecordList[]> =>
  (await historyOf(db, 'record-list', entry, 1)).map(({ version, from, until, reason, data }) => {
    const list = data as RegistryData<'record-list'>
    return {
      version,
      from,
      ...(until === undefined ? {} : { until }),
      current: from <= day && (until === undefined || day <= until),
      reason,
      filings: list.filings.map(({ to, on, number }) => ({ to, on, ...(number === undefined ? {} : { number }) })),
      gap: list.gap,
      edge: list.edge,
      rows: list.rows.map((row) => ({
        act: recordedActs[row.act] ?? row.act,
        situation: situations[row.situation],
        ...recordListWords(row),
        equipment: row.equipment,
        usage: row.usage,
        begins: row.begins,
        ends: row.ends,
        seen: row.seen,
        said: row.said,
        checker: row.checker,
        basis: row.basis.map((each) => citationText(each as Parameters<typeof citationText>[0])),
        ...(row.document === undefined ? {} : { document: row.document }),
      })),
    }
  })
