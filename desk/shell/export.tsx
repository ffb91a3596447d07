import { query } from '../api.ts'

/** The list on the page as a table for spreadsheets: all its rows, as it is filtered now. */
export const Export = ({
  table,
  search = {},
}: {
  readonly table: string
  readonly search?: Readonly<Record<string, unknown>>
}) => (
  <a className="no-print" href={`/api/${table}.csv${query({ ...search, page: undefined })}`} download>
    导出表格
  </a>
)
