import { z } from 'zod'
import { dayOf, endOfDay, workingDaysBetween } from '../../../calendar/index.ts'
import { hearingRules, penaltyLaw, type Refusal, refusal, rules } from '../../../kernel/index.ts'
import { act, type Question } from '../../act.ts'
import { choice, confirmed, day, files, instant, list, longText, officer, text } from '../../fields.ts'
import { handlers, isHandler, type Standing } from '../../standing.ts'
import type { CaseState, OfficerRef, Strand } from '../../state.ts'
import { refsOf } from '../refs.ts'
import { awaitsRecheck, isJoint, ofParty, pendingShares, withShare } from '../shares.ts'

/** What a hearing strand keeps from its acts on. */
interface HearingData {
  readonly chair: OfficerRef
  readonly time?: string
  readonly place?: string
  readonly open?: boolean
  readonly noticePaper?: string
  readonly announcedOn?: string
}
const hearing = (strand: Strand | undefined) => strand?.data as unknown as HearingData | undefined

/** 听证主持人 (听证办法 art. 12). */
const theChair: Standing = {
  title: '听证主持人',
  basis: [hearingRules(12)],
  test: ({ actor, strand }: Question) => {
    const chair = hearing(strand)?.chair
    return chair === undefined || chair.id === actor.id
      ? []
      : [refusal('not-the-chair', `这一步由听证主持人${chair.name}来做`, { basis: [hearingRules(12)] })]
  },
  waitsFor: (state) =>
    state.strands.flatMap(({ kind, data }) =>
      kind === 'hearing' && data.chair !== undefined ? [{ person: (data.chair as OfficerRef).id }] : [],
    ),
}

/** 听证办法 art. 19. */
export const handFileToChair = act('hand-file-to-chair', {
  title: '移交听证材料',
  purpose: '确定听证主持人之日起三个工作日内，将案件材料移交听证主持人',
  basis: [hearingRules(19)],
  stages: ['notice'],
  by: handlers({ basis: [hearingRules(19)] }),
  on: { kind: 'hearing', from: ['appointed'], to: 'prepared' },
  data: z.strictObject({ complete: confirmed('案件材料已全部移交听证主持人') }),
  sentence: () => '案件材料移交听证主持人',
})

const wholeWorkingDays = (from: string, to: string, { facts }: Pick<Question, 'facts'>): number =>
  workingDaysBetween(dayOf(from), dayOf(to), facts.calendar)

const NOTICE_DAYS = 7
const ANNOUNCE_DAYS = 3

/** 听证通知 (听证办法 art. 20–22): time and place, the people, the right to ask for recusal; seven working days before. */
export const scheduleHearing = act('schedule-hearing', {
  title: '确定听证时间、地点',
  purpose: '接到案件材料之日起五个工作日内确定时间、地点，制作听证通知书，于听证七个工作日前送达当事人',
  basis: [hearingRules(20), hearingRules(21), penaltyLaw(64)],
  stages: ['notice'],
  by: theChair,
  on: {
    kind: 'hearing',
    from: ['prepared', 'suspended'],
    to: 'scheduled',
    keep: (question) => ({
      time: question.data.time,
      place: question.data.place,
      open: question.data.open === 'open',
      recorder: refsOf(question, [question.data.recorder])[0],
    }),
  },
  data: z.strictObject({
    time: instant('听证时间'),
    place: text('听证地点'),
    open: choice('是否公开举行', {
      open: '公开举行',
      closed: '涉及国家秘密、商业秘密或者个人隐私，不公开举行',
    }),
    recorder: officer('记录员'),
    interpreter: z.string().trim().max(50).optional().meta({ title: '翻译人员', 'x-widget': 'text' }),
    third: z
      .string()
      .trim()
      .max(500)
      .optional()
      .meta({ title: '第三人', 'x-widget': 'text', 'x-hint': '有第三人参加的，同样于七个工作日前通知' }),
  }),
  checks: [
    (question) => {
      const { data, at, state, facts } = question
      const recorder = facts.officers.get(data.recorder)
      return [
        ...(wholeWorkingDays(at, data.time, question) < NOTICE_DAYS
          ? [
              refusal('hearing-too-soon', '听证通知书应当于举行听证的七个工作日前送达，请另定时间', {
                field: 'time',
                basis: [hearingRules(20, 1), penaltyLaw(64)],
              }),
            ]
          : []),
        ...(recorder === undefined
          ? [refusal('unknown-officer', '所选人员不在本机关人员名录中，请重新选择', { field: 'recorder' })]
          : []),
        ...(isHandler(state, data.recorder)
          ? [
              refusal('recorder-investigated', `${recorder?.name ?? ''}是本案办案人员，不得担任记录员`, {
                field: 'recorder',
                basis: [hearingRules(11, 3)],
              }),
            ]
          : []),
      ]
    },
  ],
  papers: [{ form: 39, number: '听通', served: true }],
  record: (question) => ({
    chair: hearing(question.strand)?.chair,
    members: question.strand?.data.members,
    recorder: refsOf(question, [question.data.recorder])[0],
  }),
  sentence: ({ input }) => `定于${input.place}举行听证`,
  known: () => ({ open: 'open' }),
})

/** 听证公告 (听证办法 art. 22): an open hearing is announced three working days before. */
export const announceHearing = act('announce-hearing', {
  title: '公告听证',
  purpose: '公开举行的听证，于举行的三个工作日前公告当事人、案由和听证时间、地点',
  basis: [hearingRules(22, 2)],
  stages: ['notice'],
  by: theChair,
  on: { kind: 'hearing', from: ['scheduled'], to: 'scheduled', keep: ({ data }) => ({ announcedOn: data.on }) },
  data: z.strictObject({ on: day('公告日期'), where: text('公告载体'), files: files('公告截屏或者照片') }),
  checks: [
    (question) => {
      const { data, strand, at } = question
      const time = hearing(strand)?.time
      return [
        ...(data.on > dayOf(at) ? [refusal('announced-in-future', '公告日期不能晚于今天', { field: 'on' })] : []),
        ...(time !== undefined && wholeWorkingDays(endOfDay(data.on), time, question) < ANNOUNCE_DAYS
          ? [
              refusal('announced-too-late', '公告应当于举行听证的三个工作日前作出；来不及的，请另定听证时间', {
                field: 'on',
                basis: [hearingRules(22, 2)],
              }),
            ]
          : []),
      ]
    },
  ],
  sentence: ({ input }) => `在${input.where}公告听证`,
  known: ({ at }) => ({ on: dayOf(at), files: [] }),
})

/** What the notice and the announcement of this hearing still lack. */
const toldInTime = (question: Question): readonly Refusal[] => {
  const { state, strand } = question
  const told = hearing(strand)
  if (told?.time === undefined) return []
  const paper = state.papers.findLast(({ form, party }) => form === 39 && party === strand?.data.party)
  const served = state.strands.find(({ kind, data }) => kind === 'service' && data.paper === paper?.id)
  const servedAt = served?.state === 'served' ? (served.data.servedAt as string) : undefined
  return [
    ...(servedAt === undefined
      ? [refusal('hearing-notice-not-served', '听证通知书还没有送达当事人', { basis: [hearingRules(20, 1)] })]
      : wholeWorkingDays(servedAt, told.time, question) < NOTICE_DAYS
        ? [
            refusal('hearing-notice-too-late', '听证通知书送达时距举行听证不足七个工作日，请另定听证时间', {
              basis: [hearingRules(20, 1), penaltyLaw(64)],
            }),
          ]
        : []),
    ...(told.open === true && told.announcedOn === undefined
      ? [refusal('hearing-not-announced', '公开举行的听证应当于三个工作日前公告', { basis: [hearingRules(22, 2)] })]
      : []),
  ]
}

const said = (title: string, hint: string) => longText(title, { max: 10_000, hint })

/** 举行听证 (听证办法 art. 23–28): the order of speaking, the record, and who signed it. */
export const holdHearing = act('hold-hearing', {
  title: '举行听证',
  purpose: '查明到场人员，宣布纪律，按程序听取各方意见、质证、辩论，制作听证笔录',
  basis: [hearingRules(23), hearingRules(24), hearingRules(25), hearingRules(28), penaltyLaw(64)],
  stages: ['notice'],
  by: theChair,
  on: {
    kind: 'hearing',
    from: ['scheduled'],
    to: 'held',
    keep: ({ data }) => ({ heldFrom: data.from, heldUntil: data.until }),
  },
  data: z.strictObject({
    from: instant('听证开始时间'),
    until: instant('听证结束时间'),
    present: list(
      '到场人员',
      z.strictObject({
        role: choice('身份', {
          party: '当事人',
          agent: '当事人的委托代理人',
          third: '第三人',
          handler: '办案人员',
          witness: '证人',
          expert: '鉴定人',
          interpreter: '翻译人员',
          other: '其他有关人员',
        }),
        name: text('姓名', { max: 50 }),
        authority: z
          .string()
          .trim()
          .max(200)
          .optional()
          .meta({ title: '授权和身份证明', 'x-widget': 'text', 'x-when': { field: 'role', is: 'agent' } }),
      }),
      { min: 2 },
    ),
    discipline: confirmed('已查明到场人员、宣布听证纪律、核对听证参加人、告知权利义务并询问是否申请回避'),
    charge: said('办案人员提出的事实、证据、处罚建议及依据', '按听证中说的记，出示的证据逐项写明'),
    defence: said('当事人及其代理人的陈述和申辩', '按原意记，提出的证据逐项写明'),
    third: z
      .string()
      .trim()
      .max(10_000)
      .optional()
      .meta({ title: '第三人的陈述', 'x-widget': 'long-text', 'x-hint': '按原意记；没有第三人的留空' }),
    examination: said('质证', '逐项记出示的证据和各方对它的意见'),
    debate: said('辩论', '记各方就事实、证据、依据和裁量的争论'),
    last: said('各方最后意见（依次为第三人、办案人员、当事人）', '每方一段，写明姓名和意见'),
    signed: choice('听证笔录签名', {
      signed: '听证参加人核对无误，当场签名或者盖章',
      refused: '当事人或者第三人拒绝签名，听证主持人已注明',
    }),
    files: files('当事人当场提出的证据和录音录像'),
  }),
  checks: [
    toldInTime,
    ({ data, at, strand }) => {
      const time = hearing(strand)?.time
      const roles = data.present.map(({ role }: { role: string }) => role)
      return [
        ...(data.until <= data.from
          ? [refusal('ends-before-it-begins', '结束时间应当晚于开始时间', { field: 'until' })]
          : []),
        ...(data.until > at ? [refusal('ends-in-future', '结束时间不能晚于录入时间', { field: 'until' })] : []),
        ...(time !== undefined && data.from < time
          ? [
              refusal('before-its-time', '听证不能早于通知书载明的时间举行', {
                field: 'from',
                basis: [hearingRules(20)],
              }),
            ]
          : []),
        ...(roles.includes('handler')
          ? []
          : [refusal('no-handler-present', '办案人员应当参加听证', { field: 'present', basis: [hearingRules(16)] })]),
        ...(roles.includes('party') || roles.includes('agent')
          ? []
          : [
              refusal(
                'no-party-present',
                '当事人或者其代理人没有到场的，不能举行听证；无正当理由拒不到场的，请终止听证',
                {
                  field: 'present',
                  basis: [hearingRules(27, 1, 2)],
                },
              ),
            ]),
        ...data.present.flatMap((one: { role: string; authority?: string }, n: number) =>
          one.role === 'agent' && (one.authority ?? '') === ''
            ? [
                refusal('no-authority', '代理人应当提交授权委托书和身份证明', {
                  field: `present.${n}.authority`,
                  basis: [hearingRules(15, 2)],
                }),
              ]
            : [],
        ),
      ]
    },
  ],
  duty: 'as-listed',
  papers: [{ form: 40 }],
  record: ({ strand }) => ({ ...strand?.data }),
  sentence: ({ input }) => `举行听证，${input.present.length} 人到场`,
  known: ({ strand, state }) => {
    const time = hearing(strand)?.time
    return {
      ...(time === undefined ? {} : { from: time }),
      present: [
        ...state.dossier.handlers.map(({ name }) => ({ role: 'handler', name })),
        ...state.dossier.parties
          .filter(({ id }) => strand?.data.party === undefined || strand.data.party === id)
          .map(({ name, representative }) => ({ role: 'party', name: representative ?? name })),
      ],
      signed: 'signed',
      files: [],
    }
  },
})

/** 中止听证 (听证办法 art. 26): the chair fixes a new time when the ground is gone. */
export const suspendHearing = act('suspend-hearing', {
  title: '中止听证',
  purpose: '有法定情形的中止听证；情形消失后另定时间恢复听证',
  basis: [hearingRules(26)],
  stages: ['notice'],
  by: theChair,
  on: { kind: 'hearing', from: ['scheduled'], to: 'suspended', keep: ({ data }) => ({ suspendedFor: data.reasons }) },
  data: z.strictObject({
    ground: choice('中止情形', {
      'force-majeure': '当事人因不可抗力无法参加',
      succession: '当事人死亡或者终止，需要确定权利义务承受人',
      recusal: '当事人临时申请回避，无法当场决定',
      evidence: '需要通知新的证人到场或者重新鉴定',
      other: '其他需要中止的情形',
    }),
    reasons: longText('情况', { hint: '写何时、因为什么、有什么凭据', max: 2000 }),
  }),
  sentence: ({ input }) => `中止听证：${input.reasons}`,
})

/** Whether some other party may still say something, or what it said is still to be checked. */
export const othersToBeHeard = ({ dossier }: CaseState, strand: Pick<Strand, 'data'> | undefined): boolean =>
  isJoint(dossier) &&
  pendingShares(dossier).some(
    (share) => share.party !== strand?.data.party && (share.defence === undefined || awaitsRecheck(share)),
  )

/** 终止听证 (听证办法 art. 27): the right is used up, and the party has said what it wanted to say. */
export const endHearing = act('end-hearing', {
  title: '终止听证',
  purpose: '当事人撤回申请、无正当理由不到场、擅自退场等情形，终止听证',
  basis: [hearingRules(27)],
  stages: ['notice'],
  by: theChair,
  on: { kind: 'hearing', from: ['appointed', 'prepared', 'scheduled', 'suspended'], to: 'ended' },
  data: z.strictObject({
    ground: choice('终止情形', {
      withdrawn: '当事人撤回听证申请或者明确放弃听证权利',
      absent: '当事人无正当理由拒不到场参加听证',
      left: '当事人未经允许中途退场',
      gone: '当事人死亡或者终止，没有权利义务承受人',
      other: '其他需要终止的情形',
    }),
    reasons: longText('情况', { hint: '写何时、因为什么、有什么凭据', max: 2000 }),
    files: files('撤回申请书等材料'),
  }),
  record: ({ state, strand }) => ofParty(state.dossier, strand?.data.party as string | undefined),
  apply: (dossier, { at, version, input, record }) =>
    withShare(dossier, record.party, (share) =>
      share.defence?.made
        ? share
        : { ...share, defence: { made: false, content: `听证终止：${input.reasons}`, at, version } },
    ),
  sentence: ({ input }) => `终止听证：${input.reasons}`,
  known: () => ({ files: [] }),
})

/**
 * 听证报告 (听证办法 art. 29, 30): within five working days, to the unit and with the file to the leader. What was heard is a
 * defence that the report has re-checked; legal review comes after it (程序规定 art. 50 (2)).
 */
export const reportHearing = act('report-hearing', {
  title: '提交听证报告',
  purpose: '听证结束后五个工作日内写明听证情况和处理意见，连同听证笔录送办案机构；案件随后进行法制审核',
  basis: [hearingRules(29), hearingRules(30), rules(50), penaltyLaw(65)],
  stages: ['notice'],
  by: theChair,
  on: { kind: 'hearing', from: ['held'], to: 'reported', keep: ({ data }) => ({ advice: data.advice }) },
  data: z.strictObject({
    course: longText('听证的基本情况', { hint: '写时间、地点、到场人员、是否公开和经过', max: 10_000 }),
    views: longText('当事人的主要意见', { hint: '逐项归纳，对应听证笔录', max: 10_000 }),
    advice: choice('处理意见', {
      maintain: '事实清楚、证据充分，建议维持拟作出的处罚',
      change: '当事人的意见部分成立，建议变更拟作出的处罚',
      supplement: '事实不清或者证据不足，建议补充调查',
    }),
    reasons: longText('理由和建议', { hint: '逐项回应当事人的意见，再写建议', max: 5000 }),
  }),
  papers: [{ form: 41 }],
  leadsTo: ['review', 'investigation'],
  // While another party's time runs the case stays where that party is heard.
  choose: ({ data, state, strand }) =>
    othersToBeHeard(state, strand) ? undefined : data.advice === 'maintain' ? 'review' : 'investigation',
  record: ({ strand }) => ({ ...strand?.data }),
  apply: (dossier, { input, record, at, version }) => ({
    ...withShare(dossier, record.party, (share) => ({
      ...share,
      defence: { made: true, content: input.views, at, version },
      recheck: { adopted: input.advice !== 'maintain', reasons: input.reasons, version },
    })),
    review: {
      kind: 'legal' as const,
      major: true,
      because: [...new Set([...(dossier.review?.because ?? []), '直接关系当事人重大权益，经过听证程序'])],
    },
  }),
  sentence: () => '提交听证报告',
})
