export * from './calendar.ts'
export * from './limit.ts'
