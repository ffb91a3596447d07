import { z } from 'zod'
import { days } from '../../../calendar/index.ts'
import { compulsionLaw, rules } from '../../../kernel/index.ts'
import { act, type Question } from '../../act.ts'
import { choice, list, longText, number, text } from '../../fields.ts'
import type { Extension } from '../../procedure.ts'
import { theSystem } from '../../standing.ts'
import type { CaseState, Strand } from '../../state.ts'
import { type SeizureKind, seize, seizureKinds } from '../acts/seize.ts'
import { concerning, ownerField, ownerMissing } from '../concerned.ts'
import { certificatesShown, handlersNamed } from '../gates.ts'
import { goodsOf, goodsUnder, proposesConfiscation, releaseThings, rowRefusals, type Thing } from '../goods.ts'
import { matter } from '../matter.ts'
import { unusedApproval } from '../taking.ts'

const stages = ['investigation', 'review', 'notice', 'service', 'performance']
/** States in which the things are still under the measure. */
const standing = ['held', 'expired', 'to-release', 'decided']

const approval = matter<{
  readonly party?: string
  readonly kind: SeizureKind
  readonly power: string
  readonly targets: string
  readonly reasons: string
}>({
  name: 'seizure-approval',
  title: '查封、扣押',
  purpose: '依照法律、法规需要查封、扣押的，实施前报局负责人批准',
  basis: [rules(36, 1), compulsionLaw(18, 1, 1), compulsionLaw(23)],
  stages: ['investigation'],
  gates: [handlersNamed, certificatesShown],
  checks: [ownerMissing],
  record: ({ data, state }) => concerning(state.dossier, data.party),
  data: z.strictObject({
    party: ownerField('场所、设施、财物属于哪一个当事人'),
    kind: choice('强制措施', seizureKinds),
    power: text('法律、法规依据', { max: 200, hint: '授权采取该措施的法律、法规及条款' }),
    targets: longText('拟查封、扣押的场所、设施或者财物', { hint: '一行一项：名称、规格、数量、所在地点', max: 2000 }),
  }),
  answered: ({ asked }) => ({
    asked: { reasons: `拟${seizureKinds[asked.kind]}：${asked.targets}\n依据：${asked.power}\n理由：${asked.reasons}` },
  }),
  states: { 'carried-out': '已实施', unused: '未实施' },
  next: { granted: 'seize' },
})

const extension = matter<{ readonly days: number } & Record<string, unknown>>({
  name: 'seizure-extension',
  title: '延长查封、扣押期限',
  purpose: '情况复杂的，经局负责人批准可以延长一次，延长不得超过三十日；延长决定书面告知当事人并说明理由',
  basis: [rules(38, 1), compulsionLaw(25, 1)],
  stages,
  about: { kind: 'seizure', from: ['held'] },
  data: z.strictObject({ days: number('延长（日）', { min: 1, max: 30, hint: '不得超过三十日' }) }),
  checks: [
    ({ strand }) =>
      strand?.data.extended === undefined
        ? []
        : [
            {
              code: 'extended-already',
              message: '查封、扣押的期限已经延长过，不能再次延长；期满前应当作出处理决定或者解除',
              basis: [rules(38, 1), compulsionLaw(25, 1)],
              field: 'days',
            },
          ],
  ],
  papers: [{ form: 22, number: '延强', served: true }],
  answered: ({ about, state }) => ({
    seizure: {
      kind: about?.data.kind,
      number: about?.data.number,
      on: about?.openedAt,
      days: about?.data.days,
      things: thingsOf(state, about?.id),
    },
  }),
  extends: ({ asked, about }) =>
    about === undefined ? undefined : { limit: 'seizure', amount: days(asked.days), strand: about.id },
  moves: ({ asked, about }) =>
    about === undefined ? [] : [{ id: about.id, state: 'held', keep: { extended: asked.days } }],
  known: () => ({ days: 30 }),
})

/** The five situations of 行政强制法 art. 28 and 程序规定 art. 42. */
const grounds = {
  'no-violation': '当事人没有违法行为',
  unrelated: '查封、扣押的场所、设施或者财物与违法行为无关',
  decided: '对违法行为已经作出处理决定，不再需要查封、扣押',
  expired: '查封、扣押期限已经届满',
  other: '其他不再需要采取查封、扣押措施的情形',
} as const

const thingsOf = (state: CaseState, seizure: string | undefined): readonly Thing[] => {
  const goods = seizure === undefined ? undefined : goodsUnder(state, seizure)
  return goods === undefined ? [] : goodsOf(goods).things.filter(({ now }) => now === 'held' || now === 'sold')
}

type Release = {
  readonly ground: keyof typeof grounds
  readonly things: readonly { readonly no: number; readonly name: string }[]
  readonly reasons: string
}

const decidedAlready = ({ dossier: { decision, outcome } }: CaseState): boolean =>
  decision !== undefined || outcome !== undefined

const release = matter<Release>({
  name: 'seizure-release',
  title: '解除查封、扣押',
  purpose: '没有违法行为、与违法行为无关、已经作出决定不再需要、期限届满等情形，及时解除，立即退还',
  basis: [rules(42, 1), rules(36, 1), compulsionLaw(28, 1)],
  stages,
  about: { kind: 'seizure', from: standing },
  data: z.strictObject({
    ground: choice('解除情形', grounds),
    things: list('解除的物品', z.strictObject({ no: number('序号', { min: 1 }), name: text('名称') }), { min: 1 }),
  }),
  checks: [
    ({ data, state, strand }) => [
      ...rowRefusals(data.things, thingsOf(state, strand?.id)),
      ...(data.ground === 'decided' && !decidedAlready(state)
        ? [
            {
              code: 'nothing-decided',
              message: '本案还没有作出处理决定，请选择其他解除情形',
              field: 'ground',
              basis: [rules(42, 1, 3)],
            },
          ]
        : []),
      ...(data.ground === 'expired' && strand?.state !== 'expired'
        ? [
            {
              code: 'not-expired',
              message: '查封、扣押的期限还没有届满，请选择其他解除情形',
              field: 'ground',
              basis: [rules(42, 1, 4)],
            },
          ]
        : []),
    ],
  ],
  papers: [{ form: 23, number: '解强', served: true }],
  answered: ({ asked, about, state }) => ({
    asked: {
      reasons: `拟解除：${asked.things.map(({ name }) => name).join('、')}\n情形：${grounds[asked.ground]}\n理由：${asked.reasons}`,
    },
    lifted: {
      number: about?.data.number,
      on: about?.openedAt,
      kind: about?.data.kind,
      grounds: grounds[asked.ground],
      things: thingsOf(state, about?.id).filter(({ no }) => asked.things.some((row) => row.no === no)),
    },
  }),
  moves: ({ asked, about, state }) => {
    if (about === undefined) return []
    const named = (thing: Thing) => asked.things.some(({ no }) => no === thing.no)
    const rest = thingsOf(state, about.id).some((thing) => !named(thing))
    return [{ id: about.id, state: rest ? about.state : 'released' }, ...releaseThings(state, about.id, named)]
  },
  known: ({ state, strand }) => ({
    ground: strand?.state === 'expired' ? 'expired' : decidedAlready(state) ? 'decided' : undefined,
    things: thingsOf(state, strand?.id).map(({ no, name }) => ({ no, name })),
  }),
})

/** The period has run out: it is no ground to hold on, but one to release (行政强制法 art. 28 (1) item 4). */
const expire = act('seizure-expired', {
  title: '查封、扣押期限届满',
  purpose: '期限届满没有作出处理决定的，应当及时解除查封、扣押，退还财物',
  basis: [rules(42, 1, 4), compulsionLaw(28, 1, 4)],
  stages,
  by: theSystem,
  system: true,
  on: { kind: 'seizure', from: ['held'], to: 'expired' },
  data: z.strictObject({}),
  record: ({ strand }) => ({ title: strand?.title }),
  sentence: ({ record }) => `${String(record.title)}期限届满，应当解除`,
})

/** What becomes of a seizure when the case is decided: what isn't confiscated has to be released (行政强制法 art. 27). */
const onDecision =
  (kept: (state: CaseState, strand: Strand) => boolean) =>
  ({ state }: Question) =>
    state.strands
      .filter(({ kind, state: now }) => kind === 'seizure' && (now === 'held' || now === 'expired'))
      .map((strand) => ({ id: strand.id, state: kept(state, strand) ? 'decided' : 'to-release' }))

/** 查封、扣押 inside a case (行政强制法 ch. 3; 程序规定 art. 36–42). */
export const seizure: Extension = {
  title: '查封、扣押',
  acts: [...approval.acts, seize, ...extension.acts, ...release.acts, expire],
  strands: [
    approval.strand,
    extension.strand,
    release.strand,
    {
      kind: 'seizure',
      title: '查封、扣押',
      states: {
        held: '查封、扣押中',
        expired: '期限届满，应当解除',
        'to-release': '不再需要，应当解除',
        decided: '已作出处理决定',
        released: '已解除',
        transferred: '已随案移送',
      },
      initial: 'held',
      next: { expired: 'ask-seizure-release', 'to-release': 'ask-seizure-release' },
    },
  ],
  limits: [
    {
      name: 'seizure',
      title: '对查封、扣押作出处理决定',
      amount: ({ data }) => days(Number(data.days)),
      basis: [rules(38, 1), compulsionLaw(25, 1)],
      startTitle: '查封、扣押',
      strand: 'seizure',
      fromOpening: true,
      from: [],
      until: [
        'seizure-expired',
        { act: 'answer-seizure-release', into: 'released' },
        { act: 'answer-belated-approval', into: 'released' },
        ...['make-decision', 'decide-otherwise', 'answer-termination', 'conclude-crime'],
        ...['transfer-case', 'assign-case', 'hand-over-crime'].map((each) => ({ act: each, into: 'transferred' })),
      ],
      onExpiry: 'seizure-expired',
    },
  ],
  moves: {
    'report-investigation': unusedApproval('seizure-approval'),
    'report-otherwise': unusedApproval('seizure-approval'),
    'make-decision': onDecision(proposesConfiscation),
    'decide-otherwise': onDecision(({ dossier }) => dossier.handling?.kind === 'transferred'),
    'answer-termination': (question) => (question.data.answer === 'granted' ? onDecision(() => false)(question) : []),
    'conclude-crime': onDecision(() => false),
  },
}
