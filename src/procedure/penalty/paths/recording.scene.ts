import type { Recorded, RecordListFact } from '../../facts.ts'
import { ordinarySteps, type Step, until } from '../../testing/walk.ts'

/** A list that wants inspections and questioning filmed whole. */
export const sceneList: RecordListFact = {
  gap: 5,
  edge: 60,
  watch: 60,
  premises: ['询问室'],
  rows: [
    { act: 'inspect-site', situation: 'always', required: 'whole', media: ['video'], viewing: ['reviewer', 'decider'] },
    { act: 'question-person', situation: 'premises', required: 'whole', media: ['video'] },
  ],
}

const questioned: Recorded = {
  id: 'v-question',
  medium: 'video',
  spans: [{ from: Date.parse('2026-03-06T00:59:30.000Z'), until: Date.parse('2026-03-06T02:00:10.000Z') }],
  sound: true,
}

const facts = { recordList: () => sceneList, recorded: [questioned] }

/** The battery was flat during the inspection: told, and approved. */
export const exceptionSteps = [
  {
    by: 'zhao',
    on: '2026-03-09T02:00:00.000Z',
    act: 'ask-recording-exception',
    data: { acts: [7], cause: 'failed', reasons: '执法记录仪电池故障，现场检查没有录像；现场笔录和照片齐全。' },
    facts,
  },
  {
    by: 'leader',
    on: '2026-03-10T02:00:00.000Z',
    act: 'answer-recording-exception',
    data: { answer: 'granted', opinion: '情况属实，同意；装备送修。' },
    facts,
  },
] as const satisfies readonly Step[]

export const recordingScene: readonly Step[] = [...until(ordinarySteps, 'evidence'), ...exceptionSteps]
