import type { WorkCalendar } from '../calendar/index.ts'
import type { Casework } from '../casework/index.ts'
import type { Journal } from '../journal/index.ts'
import type { Blobs } from '../platform/index.ts'
import { createFollow, type Follow } from './follow.ts'
import { type BroughtFile, createIntake, type Intake, type Typed } from './intake.ts'
import { type ChannelRecord, channelRecord } from './record.ts'
import type { MatterStream } from './stream.ts'
import { type PublishedWay, type QueueRow, queueOf, type WindowView, waysOf, windowsOf } from './windows.ts'

/** What the portal asks of complaints, progress and windows. */
export interface Channels extends Follow {
  /** Takes what somebody typed, or says what is wrong with it, field by field. */
  receive(
    typed: Typed,
    files: readonly BroughtFile[],
    earlier: readonly { readonly blob: string; readonly name: string }[],
    address: string,
  ): Promise<Intake>
  record(): Promise<ChannelRecord>
  /** The channels that the bureau publishes. */
  ways(): Promise<readonly PublishedWay[]>
  windows(): Promise<readonly WindowView[]>
  queue(): Promise<readonly QueueRow[]>
}

const QUEUE = 8

export const createChannels = (
  journal: Journal,
  casework: Casework,
  matters: MatterStream,
  calendar: WorkCalendar,
  blobs: Blobs,
  origin: string,
): Channels => {
  const { db } = journal.database
  return {
    receive: createIntake(journal, matters, blobs),
    ...createFollow(journal, casework, matters, calendar, origin),
    record: () => channelRecord(db, journal.clock.now()),
    ways: () => waysOf(db, journal.clock.now()),
    windows: () => windowsOf(db, journal.clock.now()),
    queue: () => queueOf(db, QUEUE),
  }
}
