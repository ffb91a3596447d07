export { committedRecord, digestOfEvent, type EventRow, eventColumns, eventOf } from './event-row.ts'
export { createJournal, type Journal } from './journal.ts'
export type * from './model.ts'
export { journalMigrations } from './tables.ts'
