import type { MatterAct } from '../act.ts'
import { accept, complete, refuseMatter } from './accept.ts'
import { assign } from './assign.ts'
import { answer, transfer, withdraw } from './close.ts'
import {
  askMediatorRecusal,
  decideMediatorRecusal,
  endMediation,
  sendToTest,
  settle,
  tellEnded,
  testDone,
} from './mediate.ts'
import { declineReport, extendCheck, noteFiling, openClue, tellReporter } from './report.ts'

/** Everything that is done to a matter after it was received, in the order in which it is offered. */
export const matterActs: readonly MatterAct[] = [
  assign,
  accept,
  refuseMatter,
  sendToTest,
  testDone,
  askMediatorRecusal,
  decideMediatorRecusal,
  settle,
  endMediation,
  tellEnded,
  answer,
  openClue,
  declineReport,
  extendCheck,
  noteFiling,
  tellReporter,
  transfer,
  complete,
  withdraw,
]

export const matterActNamed = (name: string): MatterAct | undefined => matterActs.find((act) => act.name === name)
