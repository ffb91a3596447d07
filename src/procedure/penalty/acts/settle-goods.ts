import { z } from 'zod'
import { compulsionLaw, penaltyLaw, type Refusal, refusal, rules } from '../../../kernel/index.ts'
import { act, type Gate, type Question } from '../../act.ts'
import { choice, files, list, money, number, officers, text } from '../../fields.ts'
import { handlers } from '../../standing.ts'
import type { CaseState, Strand } from '../../state.ts'
import { contactOf, partyKnown } from '../concerned.ts'
import { signedField } from '../fields.ts'
import { confiscates, decisionAbout, goodsOf, isOpen, rowRefusals, type Thing, withThings } from '../goods.ts'
import { refsOf } from '../refs.ts'

export const settlements = {
  returned: '退还当事人',
  destroyed: '销毁',
  auctioned: '公开拍卖，所得上缴国库',
  surrendered: '上缴或者按照国家有关规定处理',
  transferred: '随案移送',
} as const
export type Settlement = keyof typeof settlements

interface Row {
  readonly no: number
  readonly outcome: Settlement
}

const goneElsewhere = ({ dossier: { outcome }, strands }: CaseState): boolean =>
  outcome?.kind === 'transferred' ||
  outcome?.kind === 'crime' ||
  strands.some(({ kind, state }) => kind === 'crime' && ['handed', 'filed'].includes(state))

/** What may become of a thing as things stand, and the article that says so. */
const lawful = (thing: Thing, state: CaseState, strand: Strand | undefined): readonly Settlement[] => {
  if (thing.now === 'to-return' || thing.now === 'to-seize') return ['returned']
  if (thing.now === 'unclaimed') return ['auctioned', 'surrendered']
  const decided = confiscates(state, strand) && decisionAbout(state, strand)?.servedAt !== undefined
  return [
    ...(decided ? (thing.now === 'sold' ? ['surrendered' as const] : confiscated) : []),
    ...(goneElsewhere(state) ? ['transferred' as const] : []),
  ]
}
const confiscated: readonly Settlement[] = ['destroyed', 'auctioned', 'surrendered']

const unlawful = (rows: readonly Row[], { state, strand }: Question): readonly Refusal[] => {
  const things = strand === undefined ? [] : goodsOf(strand).things
  return rows.flatMap(({ no, outcome }) => {
    const thing = things.find((each) => each.no === no)
    if (thing === undefined || !isOpen(thing) || lawful(thing, state, strand).includes(outcome)) return []
    return [
      outcome === 'returned'
        ? refusal('not-released', `“${thing.name}”还在登记保存或者查封、扣押中，请先经批准解除，再退还`, {
            field: 'things',
            basis: [rules(42), rules(33, 1)],
          })
        : outcome === 'transferred'
          ? refusal('case-not-transferred', '案件没有移送，物品不能随案移送', { field: 'things', basis: [rules(17)] })
          : refusal(
              'not-confiscated',
              `“${thing.name}”没有经已送达的处罚决定没收，也不是公告后无人领取的物品，不能${settlements[outcome]}`,
              { field: 'things', basis: [penaltyLaw(74, 1), compulsionLaw(27), rules(42, 3)] },
            ),
    ]
  })
}

/** Held things wait for what is decided about them; there is nothing to be done with them before. */
const somethingDue: Gate = {
  name: 'something-due',
  title: '有可以处理的涉案物品',
  basis: [rules(42), penaltyLaw(74, 1)],
  test: ({ state, strand }) =>
    strand === undefined ||
    goodsOf(strand).things.some((thing) => isOpen(thing) && lawful(thing, state, strand).length > 0)
      ? []
      : [
          refusal('nothing-to-settle', '物品还在登记保存或者查封、扣押中；解除、没收（决定已送达）或者移送后才能处理', {
            basis: [rules(42), penaltyLaw(74, 1)],
          }),
        ],
}

const become = (thing: Thing, outcome: Settlement): Thing => ({
  ...thing,
  now: outcome === 'returned' && thing.proceeds !== undefined ? 'paid-out' : outcome,
})

/** 涉案物品处理记录: each thing returned, destroyed, auctioned, surrendered or handed over, with its proof (处罚法 art. 74; 程序规定 art. 42). */
export const settleGoods = act('settle-goods', {
  title: '处理涉案物品',
  purpose: '逐项登记涉案物品的退还、没收后的销毁、拍卖、上缴或者随案移送，制作处理记录',
  basis: [rules(42, 2), penaltyLaw(74, 1), compulsionLaw(27), compulsionLaw(28, 2)],
  stages: ['investigation', 'review', 'notice', 'service', 'performance'],
  by: handlers({ atLeast: 2 }),
  gates: [somethingDue],
  duty: 'as-listed',
  on: {
    kind: 'goods',
    from: ['held', 'due'],
    to: ({ data, strand, state }) => moved(data.things, strand, state).state,
    keep: ({ data, strand, state }) => moved(data.things, strand, state).keep ?? {},
  },
  data: z.strictObject({
    officers: officers('经办人'),
    place: text('处理地点'),
    things: list(
      '逐项处理',
      z.strictObject({
        no: number('序号', { min: 1 }),
        name: text('名称'),
        outcome: choice('处理方式', settlements),
      }),
      { min: 1 },
    ),
    receiver: text('领取人、接收单位或者监销人', { max: 100 }),
    signed: signedField('领取人'),
    document: z
      .string()
      .trim()
      .max(100)
      .optional()
      .meta({ title: '拍卖、上缴凭证号', 'x-widget': 'text', 'x-hint': '拍卖、上缴的必填' }),
    proceeds: money('拍卖所得', { hint: '没有的填 0' }),
    files: files('领取清单、处理照片、录像或者凭证', { min: 1 }),
  }),
  checks: [
    (question) => [
      ...rowRefusals(
        question.data.things,
        question.strand === undefined ? [] : goodsOf(question.strand).things.filter(isOpen),
      ),
      ...unlawful(question.data.things, question),
      ...(question.data.things.some(({ outcome }) => outcome === 'auctioned' || outcome === 'surrendered') &&
      (question.data.document ?? '') === ''
        ? [
            refusal('no-receipt', '拍卖、上缴的，请填写凭证号', {
              field: 'document',
              basis: [penaltyLaw(74)],
            }),
          ]
        : []),
    ],
  ],
  papers: [{ form: 52 }],
  record: (question) => ({
    officers: refsOf(question, question.data.officers),
    things: question.strand === undefined ? [] : goodsOf(question.strand).things,
    decision: confiscates(question.state, question.strand)
      ? decisionAbout(question.state, question.strand)?.number
      : undefined,
  }),
  sentence: ({ input }) =>
    `处理涉案物品：${input.things.map(({ name, outcome }) => `${name}（${settlements[outcome]}）`).join('、')}`,
  known: ({ state, strand }) => ({
    officers: state.dossier.handlers.map(({ id }) => id),
    things: (strand === undefined ? [] : goodsOf(strand).things.filter(isOpen)).map((thing) => ({
      no: thing.no,
      name: thing.name,
      // Chosen already where the law leaves no choice.
      ...(lawful(thing, state, strand).length === 1 ? { outcome: lawful(thing, state, strand)[0] } : {}),
    })),
    receiver: contactOf(partyKnown(state, strand)),
    signed: 'signed',
    proceeds: 0,
    files: [],
  }),
})

const moved = (rows: readonly Row[], strand: Parameters<typeof withThings>[0], state: CaseState) =>
  withThings(strand, state, (thing) => {
    const row = rows.find(({ no }) => no === thing.no)
    return row === undefined || !isOpen(thing) ? thing : become(thing, row.outcome)
  })
