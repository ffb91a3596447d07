import { z } from 'zod'
import { penaltyLaw, type Refusal, refusal, rules } from '../../../kernel/index.ts'
import { type ActQuestion, act } from '../../act.ts'
import { choice, files, item, longText, officers, party, text } from '../../fields.ts'
import { anyOfficer, handlers } from '../../standing.ts'
import type { Evidence, FileRef, Party, Penalty } from '../../state.ts'
import { penaltyOnTheSpotField, signedField } from '../fields.ts'
import { certificatesShown, toldOnTheSpot } from '../gates.ts'
import { withHandlers } from '../handlers.ts'
import { proposedPenalty } from '../proposal.ts'
import { checkOnTheSpot, checkPenalty } from '../range.ts'
import { refsOf } from '../refs.ts'
import { moneyOf } from '../shares.ts'

/** 一事不再罚 (行政处罚法 art. 29): a second fine on the day, for the same item, needs to be about something else, and to say what. */
const otherFact = z.string().trim().max(500).optional().meta({
  title: '与今天已处罚行为的区别',
  'x-widget': 'text',
  'x-hint': '当事人今天因同一事项已被当场罚款的，写明为什么不是同一个违法行为',
})

const finedOnce = ({ data, facts }: ActQuestion<{ readonly otherFact?: string | undefined }>): readonly Refusal[] => {
  const [before] = facts.finedToday
  return before === undefined || (data.otherFact ?? '') !== ''
    ? []
    : [
        refusal(
          'fined-already',
          `当事人今天因同一事项已被当场处罚（${before.number}）；同一个违法行为不得两次罚款，确属另一个违法行为的，请写明区别`,
          { field: 'otherFact', basis: [penaltyLaw(29)] },
        ),
      ]
}

/** 当场查处: two officers find a plain breach (程序规定 art. 66, 67). */
export const openOnTheSpot = act('open-on-the-spot', {
  title: '当场处罚',
  purpose: '违法事实确凿并有法定依据、处罚较轻的，当场调查并作出处罚决定',
  basis: [rules(66), rules(67), penaltyLaw(51)],
  stages: 'opening',
  by: anyOfficer({ atLeast: 2, basis: [rules(67), penaltyLaw(42)] }),
  data: z.strictObject({
    officers: officers('办案人员', { 'x-from': 'unit' }),
    title: text('案由', { max: 100 }),
    party: party(),
    item: item('违反的事项'),
    place: text('违法行为地点'),
    facts: longText('当场查明的事实', { hint: '写时间、地点、行为和现场看到的情况', max: 3000 }),
    photos: files('现场照片'),
    otherFact,
  }),
  asksFinedToday: true,
  checks: [
    finedOnce,
    ({ data, facts }) => {
      const found = facts.items.get(data.item)
      if (found === undefined)
        return [refusal('unknown-item', '请从事项清单中选择违反的事项', { field: 'item', basis: [penaltyLaw(38)] })]
      return checkOnTheSpot({ kinds: [], fine: 0, gains: 0, step: 'normal', reasons: '' }, found, undefined)
    },
  ],
  leadsTo: ['on-the-spot'],
  record: (question) => {
    const { data, facts, actor } = question
    const found = facts.items.get(data.item)
    const unit = actor.unit ?? ''
    return {
      officers: refsOf(question, data.officers),
      unit,
      unitName: facts.units.get(unit)?.name ?? unit,
      item:
        found === undefined
          ? {}
          : {
              id: found.id,
              version: found.version,
              name: found.name,
              breached: found.breached,
              penalty: found.penalty,
            },
    }
  },
  apply: (dossier, { input, record, at, version }) => ({
    ...withHandlers(dossier, record.officers as typeof dossier.handlers),
    title: input.title,
    unit: String(record.unit),
    unitName: String(record.unitName),
    parties: [{ id: 'party-1', ...(input.party as Omit<Party, 'id'>) }],
    item: record.item as NonNullable<typeof dossier.item>,
    findings: {
      facts: input.facts,
      nature: '',
      violation: (record.item as { name?: string }).name ?? input.title,
      version,
    },
    evidence: [
      {
        id: `evidence-${version}`,
        kind: 'inspection',
        title: '现场检查情况',
        source: input.place,
        proves: input.facts,
        takenAt: at,
        takenBy: record.officers as Evidence['takenBy'],
        original: true,
        files: input.photos as readonly FileRef[],
      },
    ],
  }),
  sentence: ({ input }) => `在${input.place}当场查处：${input.title}`,
  known: ({ actor }) => ({ officers: [actor.id], photos: [] }),
})

/** 当场告知 (程序规定 art. 69). */
export const tellOnTheSpot = act('tell-on-the-spot', {
  title: '当场告知并听取意见',
  purpose: '告知拟处罚的内容及事实、理由、依据和陈述申辩权，把当事人的意见记下来',
  basis: [rules(69), penaltyLaw(44), penaltyLaw(45)],
  stages: ['on-the-spot'],
  by: handlers({ atLeast: 2 }),
  gates: [certificatesShown],
  data: z.strictObject({
    officers: officers(),
    penalty: penaltyOnTheSpotField('拟处罚的内容'),
    defence: choice('当事人是否陈述申辩', { no: '不陈述申辩', yes: '陈述申辩' }),
    content: z
      .string()
      .trim()
      .max(3000)
      .optional()
      .meta({
        title: '陈述申辩内容',
        'x-widget': 'long-text',
        'x-hint': '按当事人的原意记录',
        'x-when': { field: 'defence', is: 'yes' },
      }),
  }),
  checks: [
    ({ data, state, facts }) => {
      const found = state.dossier.item === undefined ? undefined : facts.items.get(state.dossier.item.id)
      const [one] = state.dossier.parties
      const spot = checkOnTheSpot(data.penalty as Penalty, found, one)
      return spot.length > 0 ? spot : checkPenalty(data.penalty as Penalty, found, one)
    },
    ({ data }) =>
      data.defence === 'yes' && (data.content ?? '') === ''
        ? [refusal('no-content', '当事人陈述申辩的，应当记入笔录', { field: 'content', basis: [rules(69)] })]
        : [],
  ],
  apply: (dossier, { input, at, version }) => ({
    ...dossier,
    proposal: { ...(input.penalty as Penalty), version },
    defence: { made: input.defence === 'yes', content: input.content ?? '当事人不陈述申辩', at, version },
  }),
  sentence: ({ input }) => `当场告知，当事人${input.defence === 'yes' ? '陈述申辩' : '不陈述申辩'}`,
  known: ({ state }) => ({
    officers: state.dossier.handlers.map(({ id }) => id),
    penalty: { kinds: ['fine'], gains: 0, step: 'normal' },
    defence: 'no',
  }),
})

/** 当场行政处罚决定书 (程序规定 art. 67, 68): numbered, signed, sealed, handed over on the spot. */
export const decideOnTheSpot = act('decide-on-the-spot', {
  title: '当场作出处罚决定',
  purpose: '填写编有号码的当场行政处罚决定书，当场交付当事人',
  basis: [rules(67), rules(68), penaltyLaw(52)],
  stages: ['on-the-spot'],
  by: handlers({ atLeast: 2 }),
  gates: [certificatesShown, toldOnTheSpot],
  data: z.strictObject({
    officers: officers(),
    recheck: z
      .string()
      .trim()
      .max(1000)
      .optional()
      .meta({ title: '对陈述申辩的复核意见', 'x-widget': 'long-text', 'x-hint': '当事人陈述申辩的必填' }),
    signed: signedField('当事人'),
    place: text('作出决定的地点'),
    otherFact,
  }),
  asksFinedToday: true,
  checks: [
    finedOnce,
    ({ data, state }) =>
      state.dossier.defence?.made && (data.recheck ?? '') === ''
        ? [
            refusal('defence-not-rechecked', '当事人已陈述申辩，请写明复核意见', {
              field: 'recheck',
              basis: [penaltyLaw(45)],
            }),
          ]
        : [],
    ({ data }) =>
      data.signed === 'absent'
        ? [
            refusal('not-handed-over', '当场处罚决定书应当当场交付当事人；当事人不在场的，不适用简易程序', {
              field: 'signed',
              basis: [rules(67, 2)],
            }),
          ]
        : [],
  ],
  duty: 'as-listed',
  papers: [{ form: 44, number: '当罚' }],
  leadsTo: ['performance'],
  record: (question) => {
    return { officers: refsOf(question, question.data.officers), penalty: proposedPenalty(question.state) }
  },
  opens: ({ state }) => {
    const penalty = state.dossier.proposal
    return penalty === undefined || moneyOf(penalty) === 0
      ? []
      : [{ kind: 'payment', title: '罚款缴纳', data: { due: moneyOf(penalty), fine: penalty.fine, paid: [] } }]
  },
  apply: (dossier, { record, papers, at, version }) => ({
    ...dossier,
    decision: {
      penalty: record.penalty as Penalty,
      paper: papers[0]?.id ?? '',
      number: papers[0]?.number?.text ?? '',
      at,
      servedAt: at,
      version,
    },
    ...(papers[0]?.number === undefined ? {} : { number: papers[0].number.text }),
  }),
  sentence: ({ papers, input }) =>
    `当场作出处罚决定${papers[0]?.number?.text ?? ''}，${input.signed === 'refused' ? '当事人拒绝签收，已注明' : '当场交付当事人'}`,
  known: ({ state }) => ({
    officers: state.dossier.handlers.map(({ id }) => id),
    signed: 'signed',
    place: state.dossier.evidence[0]?.source,
  }),
})
