export * from './answers.ts'
export * from './blobs.ts'
export * from './clock.ts'
export * from './config.ts'
export * from './csv.ts'
export * from './database.ts'
export * from './files.ts'
export * from './has-terms.ts'
export * from './http.ts'
export * from './jobs.ts'
export * from './log.ts'
export * from './migrations.ts'
export * from './paging.ts'
export { isWholePng, largestSide } from './png.ts'
export * from './published.ts'
export { fileAnswer } from './ranges.ts'
export { encodingTitles } from './sheets/encoding.ts'
export { formulasIn } from './sheets/formulas.ts'
export { formatOf, readTable, type SheetFormat, type SheetLine, tableInMemory } from './sheets/read.ts'
export {
  type TableColumn,
  type TableEnding,
  tableAnswer,
  tableEndings,
  tableResponse,
} from './sheets/table.ts'
export { isStrokes, largestStrokes } from './strokes.ts'
