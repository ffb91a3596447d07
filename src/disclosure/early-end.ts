import { z } from 'zod'
import { dayOf, workingDays } from '../calendar/index.ts'
import { publicityRules, refusal } from '../kernel/index.ts'
import {
  act,
  type CaseState,
  fields,
  itemsOf,
  openMoney,
  type Question,
  type Strand,
  shareOf,
} from '../procedure/index.ts'
import { neverEarly } from './periods.ts'
import { anotherPerson, enters, publishes } from './publish.ts'

const { choice, day, files, longText, yesNo } = fields
const basis = [publicityRules(14)]

/** What the bureau has in its registry where the general administration's own measures (art. 14 (2)) were not read. */
const standard = { months: 6, strictMonths: 12, days: 15 }

/** 食品、药品、特种设备: fields in which the display lasts longer before its end may be asked for. */
const strict = /食品|药品|特种设备/u

/** The first day on which the party may ask. */
const mayAskFrom = ({ state, facts }: Pick<Question, 'state' | 'facts'>, published: string) => {
  const { months, strictMonths } = facts.agency.publicity?.earlyEnd ?? standard
  const categories = itemsOf(state.dossier).flatMap(({ id, name }) => [facts.items.get(id)?.category ?? '', name])
  const wait = categories.some((category) => strict.test(category)) ? strictMonths : months
  return { wait, from: Temporal.PlainDate.from(published).add({ months: wait }).toString() }
}

/** The publication that an application is about. */
export const aboutPublication = (state: CaseState, strand: Strand | undefined): Strand | undefined =>
  state.strands.find(({ id }) => id === strand?.data.publication)

/** 申请提前停止公示 (信息公示规定 art. 14): handed in by the party, entered by who received it. */
export const applyEarlyEnd = act('apply-early-end', {
  title: '登记提前停止公示申请',
  purpose: '公示达到规定时限，当事人认为符合条件的，可以申请提前停止公示',
  basis,
  stages: ['service', 'performance', 'closed'],
  by: enters,
  on: {
    kind: 'publication',
    from: ['published'],
    to: 'published',
    none: refusal('nothing-published', '本案没有正在公示的处罚决定', { basis }),
  },
  data: z.strictObject({
    on: day('收到申请的日期'),
    reasons: longText('申请理由', { hint: '照申请书写履行义务、消除影响的情况', max: 2000 }),
    files: files('申请书和证明材料', { min: 1 }),
  }),
  checks: [
    (question) => {
      const { data, state, strand, at } = question
      if (strand === undefined) return []
      const penalty = shareOf(state.dossier, strand.data.party)?.decision?.penalty
      if (penalty !== undefined && neverEarly(penalty))
        return [
          refusal(
            'early-end-excluded',
            '受到责令停产停业、限制开展生产经营活动、吊销许可证件等处罚的，不得提前停止公示',
            {
              basis: [publicityRules(14, 3)],
            },
          ),
        ]
      const { wait, from } = mayAskFrom(question, String(strand.data.on))
      return [
        ...(data.on > dayOf(at)
          ? [refusal('applied-later', '收到申请的日期不能晚于今天', { field: 'on', basis })]
          : []),
        ...(data.on < from
          ? [
              refusal(
                'early-end-too-soon',
                `公示满 ${wait} 个月才可以申请提前停止公示，${from} 起可以申请${question.facts.agency.publicity?.verified === true ? '' : '（时限数字未经核实）'}`,
                { field: 'on', basis: [publicityRules(14, 1), publicityRules(14, 2)] },
              ),
            ]
          : []),
        ...(state.strands.some(
          ({ kind, state: now, data: of }) => kind === 'early-end' && now === 'applied' && of.publication === strand.id,
        )
          ? [refusal('early-end-asked', '已经有一件提前停止公示的申请正在办理', { basis })]
          : []),
      ]
    },
  ],
  opens: ({ data, strand, actor, facts }) => [
    {
      kind: 'early-end',
      title: '提前停止公示',
      data: {
        publication: strand?.id ?? '',
        on: data.on,
        reasons: data.reasons,
        days: facts.agency.publicity?.earlyEnd.days ?? standard.days,
        preparedBy: { id: actor.id, name: actor.name },
      },
    },
  ],
  sentence: ({ input }) => `收到提前停止公示申请：${input.reasons}`,
  known: ({ at }) => ({ on: dayOf(at), files: [] }),
})

/** The four conditions of art. 14 (1). */
const conditions = {
  performed: '已经自觉履行行政处罚决定中规定的义务',
  removed: '已经主动消除危害后果和不良影响',
  notAgain: '未因同一类违法行为再次受到市场监督管理部门行政处罚',
  notListed: '未在经营异常名录和严重违法失信名单中',
} as const

/** 决定是否提前停止公示: condition by condition, by somebody who did not take the application. */
export const answerEarlyEnd = act('answer-early-end', {
  title: '决定是否提前停止公示',
  purpose: '逐项核对四个条件：都符合的停止公示，有一项不符合的驳回并说明理由',
  basis,
  stages: ['service', 'performance', 'closed'],
  by: publishes,
  gates: [anotherPerson],
  on: {
    kind: 'early-end',
    from: ['applied'],
    to: ({ data }) => data.answer,
    none: refusal('no-early-end', '没有等待决定的提前停止公示申请', { basis }),
    keep: ({ data, at }) => ({ answeredOn: dayOf(at), answer: data.reasons }),
  },
  data: z.strictObject({
    conditions: z
      .strictObject({
        performed: yesNo(conditions.performed),
        removed: yesNo(conditions.removed),
        notAgain: yesNo(conditions.notAgain),
        notListed: yesNo(conditions.notListed),
      })
      .meta({ title: '条件', 'x-widget': 'group' }),
    answer: choice('决定', { granted: '停止公示', refused: '不予停止公示' }),
    reasons: longText('理由', { hint: '逐项写依据的材料；不予停止的，写哪一项不符合', max: 2000 }),
  }),
  checks: [
    ({ data, state }) => {
      const lacking = (Object.keys(conditions) as (keyof typeof conditions)[]).filter((name) => !data.conditions[name])
      return [
        ...(data.answer === 'granted' && lacking.length > 0
          ? [
              refusal(
                'early-end-condition',
                `不能停止公示，还不符合：${lacking.map((name) => conditions[name]).join('；')}`,
                { field: 'answer', basis: [publicityRules(14, 1)] },
              ),
            ]
          : []),
        ...(data.answer === 'refused' && lacking.length === 0
          ? [
              refusal('early-end-no-reason', '四个条件都符合的，应当停止公示；驳回的请指出不符合哪一项', {
                field: 'conditions',
                basis: [publicityRules(14, 1)],
              }),
            ]
          : []),
        ...(data.conditions.performed && openMoney(state) > 0
          ? [
              refusal('early-end-unpaid', '罚没款还没有缴清，不能认定已经履行义务', {
                field: 'conditions.performed',
                basis: [publicityRules(14, 1, 1)],
              }),
            ]
          : []),
      ]
    },
  ],
  moves: ({ data, strand, state, at }) => {
    const shown = aboutPublication(state, strand)
    return data.answer === 'granted' && shown?.state === 'published'
      ? [{ id: shown.id, state: 'ended-early', keep: { endedOn: dayOf(at) } }]
      : []
  },
  sentence: ({ input }) => `${input.answer === 'granted' ? '提前停止公示' : '不予提前停止公示'}：${input.reasons}`,
})

/** Working days for the answer, as the registry had them when the application came. */
export const answerDays = (strand: Strand) => workingDays(Number(strand.data.days ?? standard.days))
