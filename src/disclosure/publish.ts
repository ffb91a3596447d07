import { z } from 'zod'
import { dayOf } from '../calendar/index.ts'
import { law, penaltyLaw, publicityRules, type Refusal, refusal, rules } from '../kernel/index.ts'
import {
  act,
  byRole,
  type CaseState,
  fields,
  type Gate,
  handlers,
  isJoint,
  ofParty,
  partyIn,
  type Question,
  type Standing,
  type Strand,
  shareOf,
  sharesOf,
} from '../procedure/index.ts'
import { displayOf } from './periods.ts'
import {
  boundTo,
  chosen,
  decisionPapers,
  kindOfParty,
  type MaskAnswer,
  onlyWarning,
  publicationOf,
  publishable,
  suggestionsOf,
  together,
  unanswered,
} from './preparing.ts'
import { type MaskKind, maskKinds } from './suggest.ts'

const { choice, confirmed, day, longText } = fields
const openness = law('政府信息公开条例')
const personalInformation = law('个人信息保护法')

/** Why a decision isn't shown. A warning alone is told from the decision itself, and nobody chooses it. */
export const exceptions = {
  secret: { title: '涉及国家秘密', basis: [publicityRules(5), openness(14)] },
  security: {
    title: '公开会危及国家安全、公共安全、经济安全和社会稳定',
    basis: [publicityRules(5), openness(14)],
  },
  minor: { title: '当事人是未成年人', basis: [publicityRules(6), personalInformation(28), personalInformation(31)] },
  privacy: {
    title: '涉及商业秘密、个人隐私，处理后仍会造成损害',
    basis: [publicityRules(6), openness(15)],
  },
  other: { title: '法律、行政法规规定不予公示的其他情形', basis: [publicityRules(2), openness(14)] },
} as const
export type ExceptionGround = keyof typeof exceptions
const grounds = Object.fromEntries(Object.entries(exceptions).map(([name, { title }]) => [name, title])) as Record<
  ExceptionGround,
  string
>

/** 谁办案、谁录入、谁负责 (信息公示规定 art. 16): a handler, or who works on publications. */
export const enters: Standing = {
  title: '本案办案人员或者公示人员',
  basis: [publicityRules(16)],
  test: (question) => {
    const handles = handlers({ basis: [publicityRules(16)] })
    return question.actor.roles.includes('publisher')
      ? byRole('publisher').test(question)
      : question.state.dossier.handled.includes(question.actor.id)
        ? handles.test(question).filter(({ code }) => code === 'not-a-handler')
        : [
            refusal('not-your-role', '公示信息由本案办案人员或者公示人员录入，您不是其中之一', {
              basis: [publicityRules(16)],
            }),
          ]
  },
  waitsFor: (state) => state.dossier.handlers.map(({ id }) => ({ person: id })),
}

/** Who publishes what another prepared: 公示人员, or the head of the unit that handles the case. */
export const publishes: Standing = {
  title: '公示人员或者承办机构负责人',
  basis: [publicityRules(5), publicityRules(16)],
  test: (question) =>
    question.actor.roles.includes('publisher')
      ? byRole('publisher', { basis: [publicityRules(16)] }).test(question)
      : question.actor.roles.includes('unit-head')
        ? byRole('unit-head', { ofUnit: true, basis: [publicityRules(16)] }).test(question)
        : byRole('publisher', { basis: [publicityRules(16)] }).test(question),
  waitsFor: () => [{ role: 'publisher' }],
}

const decided: Gate = {
  name: 'decision-served',
  title: '处罚决定书已送达',
  basis: [publicityRules(8)],
  test: ({ state }) =>
    state.dossier.decision?.servedAt === undefined
      ? [
          refusal('decision-not-served', '处罚决定书还没有送达当事人，送达后再公示', {
            basis: [publicityRules(8), rules(81)],
          }),
        ]
      : [],
}

const already = (state: string): Refusal =>
  state === 'prepared' || state === 'to-review' || state === 'cleared'
    ? refusal('publication-prepared', '公示稿已经拟好，正在等待保密审查和公示；要改的，先退回', {
        basis: [publicityRules(16)],
      })
    : state === 'published'
      ? refusal('published-already', '该处罚决定已经公示', { basis: [publicityRules(9)] })
      : refusal('display-over', '该处罚决定的公示期已经结束，不再公示', { basis: [publicityRules(13)] })

const notYetPublished: Gate = {
  name: 'not-yet-published',
  title: '尚未公示',
  basis: [publicityRules(9)],
  test: ({ state }) => {
    if (publishable(state).length > 0) return []
    const newest = sharesOf(state.dossier).flatMap(
      ({ party }) => publicationOf(state, isJoint(state.dossier) ? party : undefined)?.state ?? [],
    )
    const [last] = newest.filter((each) => !['withdrawn', 'returned', 'excepted'].includes(each))
    return last === undefined ? [] : [already(last)]
  },
}

/** 信息公示规定 art. 2: a warning alone is not published. */
const moreThanWarning: Gate = {
  name: 'more-than-warning',
  title: '不是仅受到警告的处罚',
  basis: [publicityRules(2, 2)],
  test: ({ state }) => {
    const { decision } = state.dossier
    if (decision?.penalty.kinds.length === 0)
      return [
        refusal('nothing-imposed', '对当事人不予行政处罚，没有可以公示的处罚决定', { basis: [publicityRules(2, 1)] }),
      ]
    return decision !== undefined && onlyWarning(decision.penalty)
      ? [refusal('warning-only', '仅受到警告的行政处罚不予公示', { basis: [publicityRules(2, 2)] })]
      : []
  },
}

/** Whoever prepared it doesn't also look it over (信息公示规定 art. 5, 16: 保密审查和内部审核). */
export const anotherPerson: Gate = {
  name: 'another-person',
  title: '保密审查和公示由拟稿人以外的人办理',
  basis: [publicityRules(5), publicityRules(16)],
  test: ({ strand, actor }: Question) => {
    const by = strand?.data.preparedBy as { readonly id: string; readonly name: string } | undefined
    return by !== undefined && by.id === actor.id
      ? [
          refusal('same-person', '公示稿是您拟的，保密审查和公示应当由另一人办理', {
            basis: [publicityRules(5), publicityRules(16)],
          }),
        ]
      : []
  },
}

const unchanged: Gate = {
  name: 'decision-unchanged',
  title: '拟稿以后处罚决定没有变化',
  basis: [publicityRules(7)],
  test: ({ state, strand }: Question) =>
    strand !== undefined && strand.data.bound !== undefined && strand.data.bound !== boundTo(state, strand.data.party)
      ? [
          refusal('decision-changed', '拟稿以后处罚决定有了变化，请退回公示稿，按现在的决定重新拟稿', {
            basis: [publicityRules(7)],
          }),
        ]
      : [],
}

const answersField = z
  .array(
    z.strictObject({
      text: z.string().min(1).max(300),
      kind: z.enum(Object.keys(maskKinds) as [MaskKind, ...MaskKind[]]),
      hide: z.boolean(),
    }),
  )
  .max(300)
  .default([])
  .meta({
    title: '隐去建议',
    'x-widget': 'masks',
    'x-hint':
      '系统在决定书中找到可能不能公开的文字，逐处决定隐去还是保留；当事人的身份证件号码、自然人住址和电话自动隐去',
  })

export const linesField = (title: string, hint: string) =>
  z.array(z.string().trim().min(1).max(300)).max(50).default([]).meta({ title, 'x-widget': 'lines', 'x-hint': hint })

/** Every suggestion is answered by a person, in the draft and once more when it is published. */
export const answered = (
  { state, facts }: Pick<Question, 'state' | 'facts'>,
  answers: readonly MaskAnswer[],
  named: readonly string[],
): readonly Refusal[] => {
  const open = unanswered(suggestionsOf(state, facts.papers, facts.agency), answers, named)
  return open.length === 0
    ? []
    : [
        refusal(
          'mask-unanswered',
          `还有 ${open.length} 处隐去建议没有答复：${open
            .slice(0, 5)
            .map(({ kind }) => maskKinds[kind].title)
            .join('、')}；请逐处选择隐去或者保留`,
          { field: 'answers', basis: [publicityRules(6)] },
        ),
      ]
}

/** 拟公示: the text as the public will see it, what is hidden in it, and whether a secret is marked. */
export const preparePublication = act('prepare-publication', {
  title: '拟公示处罚决定',
  purpose: '办案人员录入公示稿：逐处决定隐去什么，写明有没有涉密线索，交另一人保密审查后公示',
  basis: [publicityRules(4), publicityRules(6), publicityRules(16)],
  stages: ['service', 'performance', 'closed'],
  by: enters,
  gates: [decided, notYetPublished, moreThanWarning],
  asksPapers: decisionPapers,
  data: z.strictObject({
    answers: answersField,
    hide: linesField('另需隐去的文字', '每行一处，照决定书原文写；摘要中的同样文字也会隐去'),
    secret: choice(
      '涉密线索',
      {
        none: '没有',
        marked: '有：标注过国家秘密、工作秘密或者商业秘密',
      },
      { hint: '有涉密线索的，先由局负责人保密审查，再公示' },
    ),
    ground: choice('拟不予公示的情形', grounds, { hint: '应当公示的不选；选了的由局负责人审查决定' }).optional(),
    restrictedUntil: day('限制期限届满日', {
      hint: '限制开展生产经营活动、限制从业超过三年的填写，公示到这一天；其他的不填',
    }).optional(),
  }),
  checks: [
    (question) => answered(question, question.data.answers, question.data.hide),
    ({ data, state }) =>
      data.restrictedUntil !== undefined &&
      !sharesOf(state.dossier).some(({ decision }) => decision?.penalty.kinds.includes('restrict-business'))
        ? [
            refusal('no-restriction', '处罚决定没有限制开展生产经营活动或者限制从业，不填限制期限', {
              field: 'restrictedUntil',
              basis: [publicityRules(13, 3)],
            }),
          ]
        : [],
  ],
  opens: ({ data, state, actor }) =>
    publishable(state).map((party) => ({
      kind: 'publication',
      title: `处罚决定公示${party === undefined ? '' : `（${partyIn(state.dossier, party)?.name ?? party}）`}`,
      state: data.secret === 'marked' || data.ground !== undefined ? 'to-review' : 'prepared',
      data: {
        preparedBy: { id: actor.id, name: actor.name },
        bound: boundTo(state, party),
        ...decisionKept(state, party),
        answers: data.answers,
        named: data.hide,
        hide: chosen(data.answers, data.hide),
        secret: data.secret,
        ...(data.ground === undefined ? {} : { ground: data.ground }),
        ...(data.restrictedUntil === undefined ? {} : { restrictedUntil: data.restrictedUntil }),
        ...ofParty(state.dossier, party),
      },
    })),
  sentence: ({ input }) =>
    input.ground === undefined ? '拟公示处罚决定' : `拟不予公示：${exceptions[input.ground].title}`,
  known: () => ({ answers: [], hide: [], secret: 'none' }),
})

/** What of the decision outlives it: where it is made anew, its number stays in the ledger and on the tombstone. */
const decisionKept = (state: CaseState, party: string | undefined) => {
  const { number = '', at = '', paper = '' } = shareOf(state.dossier, party)?.decision ?? {}
  return { number, decidedAt: at, paper }
}

const sisters =
  (to: string) =>
  ({ state, strand }: Question) =>
    strand === undefined ? [] : together(state, strand).map(({ id }) => ({ id, state: to }))

const notPrepared = refusal(
  'not-prepared',
  '还没有可以公示的稿子：先由办案人员或者公示人员拟稿；有涉密线索的，先由局负责人保密审查',
  {
    basis: [publicityRules(5), publicityRules(16)],
  },
)

const display = ({ state, facts, at }: Question, strand: Strand) => {
  const on = dayOf(at)
  const { party, restrictedUntil } = strand.data as { readonly party?: string; readonly restrictedUntil?: string }
  const penalty = shareOf(state.dossier, party)?.decision?.penalty
  const shown =
    penalty === undefined
      ? undefined
      : displayOf(penalty, kindOfParty(state, party), facts.agency.publicity, on, restrictedUntil)
  return { on, ...(shown ?? { period: 'three-years', until: on }) }
}

/** 公示 (信息公示规定): after a second person's review for secrets, with what must be masked masked and nothing else changed. */
export const publishDecision = act('publish-decision', {
  title: '公示处罚决定',
  purpose: '另一人保密审查后，把处罚决定书和摘要向社会公示；除依法处理的内容外，与送达当事人的一致',
  basis: [publicityRules(4), publicityRules(5), publicityRules(6), publicityRules(9), penaltyLaw(48)],
  stages: ['service', 'performance', 'closed'],
  by: publishes,
  gates: [decided, anotherPerson, unchanged],
  asksPapers: decisionPapers,
  on: {
    kind: 'publication',
    from: ['prepared', 'cleared'],
    none: notPrepared,
    to: 'published',
    keep: (question) => display(question, question.strand),
  },
  // Once who published also named what was hidden, and how long it would be shown.
  upcasts: [({ secrecy }) => ({ secrecy })],
  data: z.strictObject({
    secrecy: confirmed('已经保密审查，不涉及国家秘密，不危及国家安全、公共安全、经济安全和社会稳定', {
      'x-shows': 'public-copy',
    }),
  }),
  checks: [
    (question) => {
      const { answers = [], named = [] } = (question.strand?.data ?? {}) as {
        readonly answers?: readonly MaskAnswer[]
        readonly named?: readonly string[]
      }
      return question.strand === undefined ? [] : answered(question, answers, named)
    },
  ],
  moves: (question) =>
    question.strand === undefined
      ? []
      : together(question.state, question.strand).map((strand) => ({
          id: strand.id,
          state: 'published',
          keep: display(question, strand),
        })),
  sentence: () => '公示处罚决定',
})

/** 保密审查 by a leader, where a secret is marked or somebody proposes not to publish. */
export const reviewSecrecy = act('review-secrecy', {
  title: '保密审查',
  purpose: '有涉密线索、拟不予公示的，由局负责人审查：可以公示、不予公示，或者退回重拟',
  basis: [publicityRules(5), publicityRules(6), openness(17)],
  stages: ['service', 'performance', 'closed'],
  by: byRole('leader', { basis: [publicityRules(5)] }),
  gates: [anotherPerson, unchanged],
  on: {
    kind: 'publication',
    from: ['to-review'],
    none: refusal('nothing-to-review', '没有等待保密审查的公示稿', { basis: [publicityRules(5)] }),
    to: ({ data }) => ({ clear: 'cleared', withhold: 'excepted', return: 'returned' })[data.outcome],
    keep: ({ data, actor, at }) => ({
      reviewedBy: { id: actor.id, name: actor.name },
      reasons: data.reasons,
      ...(data.outcome === 'withhold' ? { ground: data.ground, exceptedOn: dayOf(at) } : {}),
    }),
  },
  data: z.strictObject({
    outcome: choice('审查结论', { clear: '可以公示', withhold: '不予公示', return: '退回重拟' }),
    ground: choice('不予公示的情形', grounds, { when: { field: 'outcome', is: 'withhold' } }).optional(),
    reasons: longText('审查意见', { max: 2000, hint: '写审查了什么、结论和理由；不公开' }),
  }),
  checks: [
    ({ data }) =>
      data.outcome === 'withhold' && data.ground === undefined
        ? [
            refusal('no-ground', '不予公示的，请选择依据的情形', {
              field: 'ground',
              basis: [publicityRules(5), publicityRules(6)],
            }),
          ]
        : [],
  ],
  moves: (question) => {
    const { outcome, ground, reasons } = question.data
    const to = { clear: 'cleared', withhold: 'excepted', return: 'returned' }[outcome]
    return sisters(to)(question).map((move) => ({
      ...move,
      keep: {
        reviewedBy: { id: question.actor.id, name: question.actor.name },
        reasons,
        ...(outcome === 'withhold' ? { ground, exceptedOn: dayOf(question.at) } : {}),
      },
    }))
  },
  sentence: ({ input }) =>
    `保密审查：${{ clear: '可以公示', withhold: '不予公示', return: '退回重拟' }[input.outcome]}`,
})

/** A draft goes back to who prepares it, or is taken back by its own writer. */
export const returnPublication = act('return-publication', {
  title: '退回公示稿',
  purpose: '公示稿有错漏、处罚决定有变化的，退回重新拟稿',
  basis: [publicityRules(7), publicityRules(16)],
  stages: ['service', 'performance', 'closed'],
  by: {
    ...publishes,
    title: '公示人员、承办机构负责人或者拟稿人',
    test: (question) => (enters.test(question).length === 0 ? [] : publishes.test(question)),
  },
  on: {
    kind: 'publication',
    from: ['prepared', 'cleared', 'to-review'],
    none: refusal('nothing-to-return', '没有等待公示的稿子', { basis: [publicityRules(16)] }),
    to: 'returned',
    keep: ({ data }) => ({ reasons: data.reasons }),
  },
  data: z.strictObject({ reasons: longText('退回理由', { max: 1000, hint: '写哪一处要改、怎样改' }) }),
  moves: sisters('returned'),
  sentence: ({ input }) => `退回公示稿：${input.reasons}`,
})

/** 撤回公示 within three working days when a decision is changed, revoked, illegal or void (信息公示规定 art. 11). */
export const withdrawPublication = act('withdraw-publication', {
  title: '撤回公示',
  purpose: '处罚决定被变更、撤销、确认违法或者无效的，三个工作日内撤回公示并说明理由',
  basis: [publicityRules(11), rules(63, 2), penaltyLaw(48, 2)],
  stages: ['service', 'performance', 'closed'],
  by: byRole('publisher', { basis: [publicityRules(16)] }),
  on: {
    kind: 'publication',
    from: ['published'],
    to: 'withdrawn',
    keep: ({ at, data }) => ({ withdrawnOn: dayOf(at), reason: data.reason }),
  },
  data: z.strictObject({ reason: longText('撤回理由', { max: 1000, hint: '将公开' }) }),
  sentence: ({ input }) => `撤回公示：${input.reason}`,
})

/** Whether somebody's decision is to be published. */
export const toBePublished = (state: CaseState): boolean =>
  sharesOf(state.dossier).some(({ decision }) => decision !== undefined && !onlyWarning(decision.penalty))
