import { query } from '../api.ts'

/** The list on the page as a table for spreadsheets: all its rows, as it is filtered now. */
export const Export = ({
  table,
  search = {},
}: {
  readonly table: string
  readonly search?: Readonly<Record<string, unknown>>
}) => {
  const href = (ending: string) => `/api/${table}.${ending}${query({ ...search, page: undefined })}`
  return (
    <span className="export no-print">
      <a href={href('xlsx')} download>
        导出 Excel
      </a>
      <a href={href('csv')} download>
        导出 CSV
      </a>
    </span>
  )
}
