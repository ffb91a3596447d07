import { type Logger, pino } from 'pino'

export type Log = Logger

/** Structured lines of JSON on standard error. */
export const createLog = (level: string): Log =>
  pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2))
