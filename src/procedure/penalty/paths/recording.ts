import { z } from 'zod'
import { compulsionLaw, penaltyLaw, refusal, rules } from '../../../kernel/index.ts'
import type { Gate, Question } from '../../act.ts'
import { type ActCoverage, caseCoverage, exceptionStrand, type Interval, isOpenGap } from '../../coverage.ts'
import type { RecordedMedium } from '../../facts.ts'
import { choice, text } from '../../fields.ts'
import type { Extension } from '../../procedure.ts'
import { matter } from '../matter.ts'

const basis = [rules(44), penaltyLaw(47)]

const mediumTitles: Readonly<Record<RecordedMedium, string>> = { video: '录像', sound: '录音', photo: '拍照' }

/** 10-21 09:41:20, as the bureau's clocks show it. */
const clock = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(5, 19).replace('T', ' ')
const between = ({ from, until }: Interval): string => `${clock(from)} 至 ${clock(until).slice(6)}`

/** What is missing of an act's recording, in words; undefined where nothing is. */
const lacking = (coverage: ActCoverage) => {
  const { title, required, media, gaps, stretches, excuse, at } = coverage
  if (!isOpenGap(coverage)) return undefined
  const how = media.map((medium) => mediumTitles[medium]).join('或者')
  const waits = excuse?.state === 'asked' ? '；已经申请音像记录例外，请等待批准' : ''
  const mend = waits === '' ? '请补传录制，或者申请音像记录例外并说明原因' : waits.slice(1)
  const day = clock(Date.parse(at)).slice(0, 5)
  const unsound = new Set(stretches.filter(({ sound }) => !sound).map(({ recording }) => recording)).size
  if (unsound > 0 && !stretches.some(({ sound }) => sound))
    return refusal(
      'recording-unsound',
      `${day} 的“${title}”有 ${unsound} 份录制还没有收齐，或者核对发现损坏，不能算作记录；${mend}`,
      { basis },
    )
  if (required === 'whole' && gaps.length > 0 && stretches.length > 0) {
    const seconds = Math.round(gaps.reduce((sum, gap) => sum + gap.until - gap.from, 0) / 1000)
    const why = unsound > 0 ? `，其中有 ${unsound} 份录制没有收齐或者有损坏的时段，不能算` : ''
    const shown = gaps.slice(0, 3).map(between).join('、')
    return refusal(
      'recording-gap',
      `${day} 的“${title}”应当全程${how}，有 ${gaps.length} 处共 ${seconds} 秒没有录到（${shown}${gaps.length > 3 ? '等' : ''}）${why}；${mend}`,
      { basis },
    )
  }
  return refusal(
    'recording-missing',
    `${day} 的“${title}”应当${required === 'whole' ? '全程' : ''}${how}，还没有录制；${mend}`,
    { basis },
  )
}

/** What must be recorded was, or a leader approved that it wasn't (程序规定 art. 43, 44, 82; the bureau's list). */
const recorded: Gate = {
  name: 'recorded',
  title: '应当音像记录的都已录到，或者例外已经批准',
  basis,
  asks: 'recordings',
  test: ({ state, facts }) => caseCoverage(state, facts).flatMap((coverage) => lacking(coverage) ?? []),
}

const causes = {
  failed: '设备故障、没有电或者存储已满',
  urgent: '情况紧急，来不及或者不便录制',
  hindered: '当事人或者他人阻挠、遮挡',
  danger: '录制可能危及安全、泄露国家秘密',
  lost: '录制的内容损坏或者丢失',
  elsewhere: '录在系统以外的载体上（光盘、存储卡）',
} as const

const uncovered = ({ state, facts }: Question) => caseCoverage(state, facts).filter(isOpenGap)

/** 音像记录例外: why an act isn't on record, or on which disc it is; closes the gap formally, and stays to be seen. */
const exception = matter<{ acts: readonly number[]; cause: keyof typeof causes; medium?: string }>({
  name: exceptionStrand,
  title: '音像记录例外',
  purpose: '应当音像记录而没有录到、中断或者录在系统以外载体上的，写明原因',
  basis: [rules(43), ...basis],
  stages: 'any',
  data: z.strictObject({
    acts: z
      .array(z.int().min(1), { error: '请选择没有录到的执法行为' })
      .min(1, '请选择没有录到的执法行为')
      .max(50)
      .meta({ title: '没有录到的执法行为', 'x-widget': 'recorded-acts' }),
    cause: choice('原因', causes),
    medium: text('载体及编号', {
      max: 100,
      hint: '如：光盘 2026-017 号，存执法装备室',
      when: { field: 'cause', is: 'elsewhere' },
    }).optional(),
  }),
  gates: [
    {
      name: 'something-unrecorded',
      title: '有应当音像记录而没有录到的',
      basis,
      asks: 'recordings',
      test: (question) =>
        uncovered(question).length > 0
          ? []
          : [refusal('nothing-to-excuse', '应当音像记录的都已录到，不需要申请例外', { basis })],
    },
  ],
  checks: [
    (question) => {
      const open = new Set(uncovered(question).map(({ version }) => version))
      return [
        ...(question.data.acts.some((version) => !open.has(version))
          ? [refusal('not-uncovered', '所选的执法行为中有已经录到或者不需要录制的，请核对', { field: 'acts', basis })]
          : []),
        ...(question.data.cause === 'elsewhere' && (question.data.medium ?? '') === ''
          ? [refusal('no-medium', '录在系统以外载体上的，请写明载体及编号', { field: 'medium', basis: [rules(25)] })]
          : []),
      ]
    },
  ],
  known: (question) => ({ acts: uncovered(question).map(({ version }) => version) }),
})

/** Acts that end what the recordings are of: the case doesn't go on before they are there. */
const ending = [
  'report-investigation',
  'report-otherwise',
  'make-decision',
  'decide-otherwise',
  'propose-closing',
  'close-on-the-spot',
]

/** 音像记录: the gate before the acts that end a stage, and the exception. */
export const recording: Extension = {
  title: '音像记录',
  acts: exception.acts,
  strands: [exception.strand],
  gates: Object.fromEntries(ending.map((act) => [act, [recorded]])),
}

/** What the list says is watched before somebody says yes, this person watched (国办发〔2018〕118号 (10): 调阅监督). */
const watched = (who: 'reviewer' | 'decider'): Gate => ({
  name: `watched-by-${who}`,
  title: '清单要求调阅的音像记录已经调阅',
  basis: [...basis, compulsionLaw(18)],
  asks: 'recordings',
  test: ({ state, facts, actor }) => {
    const mine = facts.watched.filter(({ person }) => person === actor.id)
    const least = facts.recordList(facts.now)?.watch ?? 0
    const unseen = caseCoverage(state, facts).filter(({ rule, stretches }) => {
      if (rule?.viewing?.includes(who) !== true) return false
      const ids = new Set(stretches.flatMap(({ recording, sound }) => (sound ? [recording] : [])))
      if (ids.size === 0) return false
      const length = stretches.reduce((sum, { from, until }) => sum + (until - from) / 1000, 0)
      const seconds = mine.reduce((sum, each) => sum + (ids.has(each.recording) ? each.seconds : 0), 0)
      return seconds < Math.min(least, Math.floor(length))
    })
    return unseen.length === 0
      ? []
      : [
          refusal(
            'not-watched',
            `清单要求您${who === 'reviewer' ? '审核' : '作出决定'}前调阅 ${unseen.length} 处音像记录（每处至少 ${least} 秒），请先在“音像”中调阅`,
            { basis },
          ),
        ]
  },
})

/** Comes after the room that brings the review in. */
export const viewingGates: Extension = {
  title: '调阅',
  gates: {
    'give-opinion': [watched('reviewer')],
    'make-decision': [watched('decider')],
    'decide-otherwise': [watched('decider')],
  },
}
