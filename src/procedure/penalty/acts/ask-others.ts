import { z } from 'zod'
import { dayOf, workingDays } from '../../../calendar/index.ts'
import { penaltyLaw, refusal, rules } from '../../../kernel/index.ts'
import { act } from '../../act.ts'
import { choice, confirmed, day, evidenceKind, files, instant, longText, number, officers, text } from '../../fields.ts'
import { handlers } from '../../standing.ts'
import type { CaseState, FileRef } from '../../state.ts'
import { concerning, contactOf, partyKnown } from '../concerned.ts'
import { certificatesShown, handlersNamed } from '../gates.ts'
import { notPast } from '../ordered.ts'
import { refsOf } from '../refs.ts'
import { addEvidence } from './investigate.ts'

const handlersKnown = ({ state }: { readonly state: CaseState }) => ({
  officers: state.dossier.handlers.map(({ id }) => id),
})
const partyNamed = ({ dossier: { parties } }: CaseState, name: string) => parties.find((party) => party.name === name)
const isParty = (state: CaseState, name: string) => partyNamed(state, name) !== undefined

const materialsBasis = [rules(30, 1), penaltyLaw(55, 2)]

/** 限期提供材料 (程序规定 art. 30 (1)): asked of the party or of anybody else who has them, by a day. */
export const requestMaterials = act('request-materials', {
  title: '要求限期提供材料',
  purpose: '要求当事人及其他有关单位和个人在一定期限内提供证明材料或者与违法行为有关的其他材料',
  basis: materialsBasis,
  stages: ['investigation'],
  by: handlers({ atLeast: 2, basis: materialsBasis }),
  gates: [handlersNamed, certificatesShown],
  data: z.strictObject({
    officers: officers(),
    to: text('要求何人提供', { max: 100 }),
    materials: longText('应当提供的材料', { max: 3000, hint: '一行一项' }),
    by: day('提供期限'),
  }),
  checks: [notPast('by')],
  papers: [{ form: 15, number: '限材', served: true, addressee: ({ data }) => data.to }],
  opens: ({ data }) => [
    {
      kind: 'materials',
      title: `提供材料（${data.to}）`,
      data: { to: data.to, materials: data.materials, by: data.by },
    },
  ],
  record: (question) => ({
    officers: refsOf(question, question.data.officers),
    party: isParty(question.state, question.data.to),
  }),
  sentence: ({ input }) => `要求${input.to}于${input.by}前提供材料`,
  known: (question) => ({ ...handlersKnown(question), to: partyKnown(question.state)?.name }),
})

const provided = { provided: '已按要求提供', partly: '只提供了一部分', refused: '没有提供' } as const

/** What was provided is evidence, signed by who gave it. */
export const recordMaterials = act('record-materials', {
  title: '登记提供的材料',
  purpose: '登记收到的材料，由材料提供人签名或者盖章；没有提供的，记录情况',
  basis: materialsBasis,
  stages: ['investigation'],
  by: handlers({ basis: materialsBasis }),
  on: { kind: 'materials', from: ['asked'], to: ({ data }) => data.result },
  data: z.strictObject({
    result: choice('提供情况', provided),
    course: longText('情况', { max: 2000, hint: '提供了哪些材料；没有提供的，写明其说明的理由' }),
    provider: text('材料提供人', { max: 50 }),
    kind: evidenceKind(),
    proves: text('证明内容', { max: 1000 }),
    signed: z.boolean().meta({ title: '提供人已在材料上签名或者盖章', 'x-widget': 'yes-no' }),
    files: files('材料'),
  }),
  checks: [
    ({ data }) => {
      if (data.result === 'refused')
        return data.files.length > 0
          ? [
              refusal('provided-after-all', '有材料的，提供情况应当选择“已按要求提供”或者“只提供了一部分”', {
                field: 'result',
              }),
            ]
          : []
      return [
        ...(data.files.length === 0 ? [refusal('no-materials', '请上传收到的材料', { field: 'files' })] : []),
        ...(data.signed
          ? []
          : [
              refusal('materials-not-signed', '材料应当由提供人签名或者盖章', {
                field: 'signed',
                basis: [rules(30, 1)],
              }),
            ]),
      ]
    },
  ],
  record: (question) => ({
    officers: refsOf(question, [question.actor.id]),
    to: question.strand?.data.to,
    ...concerning(question.state.dossier, partyNamed(question.state, String(question.strand?.data.to))?.id),
  }),
  apply: (dossier, event) =>
    event.input.result === 'refused'
      ? dossier
      : addEvidence(dossier, event, {
          kind: event.input.kind,
          title: `${String(event.record.to)}提供的材料`,
          source: `${event.input.provider}提供`,
          proves: event.input.proves,
          original: true,
          files: event.input.files as readonly FileRef[],
        }),
  sentence: ({ input, record }) => `${String(record.to)}${provided[input.result]}`,
  known: ({ state, strand }) => ({
    result: 'provided',
    kind: 'documentary',
    provider:
      strand !== undefined && isParty(state, String(strand.data.to))
        ? contactOf(partyNamed(state, String(strand.data.to)))
        : strand?.data.to,
    signed: true,
    files: [],
  }),
})

const callBasis = [rules(29), penaltyLaw(55, 2)]

/** 询问通知 (程序规定 art. 29): who is to be questioned, when and where. */
export const callForQuestioning = act('call-for-questioning', {
  title: '通知询问',
  purpose: '书面通知当事人或者有关人员到指定地点接受询问，并告知需要携带的材料',
  basis: callBasis,
  stages: ['investigation'],
  by: handlers({ atLeast: 2, basis: callBasis }),
  gates: [handlersNamed],
  data: z.strictObject({
    officers: officers('询问人'),
    to: text('受送达人', { max: 100, hint: '收到通知的单位或者个人' }),
    person: text('被询问人', { max: 50 }),
    time: instant('询问时间'),
    place: text('询问地点'),
    matter: longText('询问的事项', { hint: '写要问清什么，不写问题本身', max: 1000 }),
    bring: z
      .string()
      .trim()
      .max(1000)
      .optional()
      .meta({ title: '需要携带的材料', 'x-widget': 'long-text', 'x-hint': '如：居民身份证、营业执照、进货票据' }),
  }),
  checks: [
    ({ data, at }) =>
      data.time <= at ? [refusal('time-past', '询问时间应当晚于现在', { field: 'time', basis: callBasis })] : [],
  ],
  papers: [{ form: 13, number: '询通', served: true, addressee: ({ data }) => data.to }],
  opens: ({ data }) => [
    {
      kind: 'call',
      title: `询问通知（${data.person}）`,
      data: { person: data.person, time: data.time, place: data.place },
    },
  ],
  record: (question) => ({ officers: refsOf(question, question.data.officers) }),
  sentence: ({ input }) => `通知${input.person}接受询问`,
  known: (question) => {
    const party = partyKnown(question.state)
    return {
      ...handlersKnown(question),
      to: party?.name,
      person: contactOf(party),
      matter: question.state.dossier.title,
    }
  },
})

/** 程序规定 art. 43: who doesn't come is noted, and how that was recorded. */
export const recordNoShow = act('record-no-show', {
  title: '记录未到场接受询问',
  purpose: '被通知人没有到场或者拒绝接受询问的，注明情况并录音、录像',
  basis: [rules(43), penaltyLaw(55, 2)],
  stages: ['investigation'],
  by: handlers({ atLeast: 2, basis: [rules(43)] }),
  on: { kind: 'call', from: ['called'], to: 'absent' },
  duty: 'as-listed',
  data: z.strictObject({
    officers: officers(),
    course: longText('情况', { max: 2000, hint: '何时何地等候、如何联系、其说明的理由' }),
    files: files('录音、录像等记录'),
  }),
  checks: [
    ({ strand, at }) =>
      strand !== undefined && at < String(strand.data.time)
        ? [refusal('time-not-come', '询问时间还没有到，不能记录未到场', { basis: [rules(43)] })]
        : [],
    ({ data }) =>
      data.files.length === 0
        ? [
            refusal('not-recorded', '当事人不到场或者拒绝接受调查的，应当采取录音、录像等方式记录', {
              field: 'files',
              basis: [rules(43)],
            }),
          ]
        : [],
  ],
  record: (question) => ({
    officers: refsOf(question, question.data.officers),
    person: question.strand?.data.person,
  }),
  sentence: ({ record, input }) => `${String(record.person)}未到场接受询问：${input.course}`,
  known: (question) => ({ ...handlersKnown(question), files: [] }),
})

const helpBasis = [rules(45, 1), penaltyLaw(26)]

/** 协助调查函 (程序规定 art. 45): to an authority that can find out what this bureau can't. */
export const askForHelp = act('ask-for-help', {
  title: '请求协助调查',
  purpose: '确需有关机关或者其他市场监督管理部门协助调查取证的，出具协助调查函',
  basis: helpBasis,
  stages: ['investigation'],
  by: handlers({ atLeast: 2, basis: helpBasis }),
  gates: [handlersNamed],
  data: z.strictObject({
    officers: officers('经办人'),
    to: text('协助机关', { max: 100 }),
    known: longText('案件情况', { hint: '写对方协助需要知道的情况，与协助无关的不写', max: 3000 }),
    matters: longText('请求协助的事项', { max: 3000, hint: '一行一项' }),
  }),
  papers: [{ form: 17, number: '协查', served: true, addressee: ({ data }) => data.to }],
  opens: ({ data }, papers) => [
    {
      kind: 'help',
      title: `协助调查（${data.to}）`,
      data: { to: data.to, matters: data.matters, paper: papers[0]?.id },
    },
  ],
  record: (question) => ({ officers: refsOf(question, question.data.officers) }),
  sentence: ({ input }) => `请${input.to}协助调查`,
  known: (question) => ({ ...handlersKnown(question), known: question.state.dossier.clue?.content }),
})

export const recordHelpDelay = act('record-help-delay', {
  title: '登记协助延期',
  purpose: '协助机关在期限届满前告知需要延期的，登记延长的期限',
  basis: [rules(45, 2)],
  stages: ['investigation'],
  by: handlers({ basis: [rules(45, 2)] }),
  on: { kind: 'help', from: ['received'], to: 'received' },
  data: z.strictObject({
    on: day('告知日期'),
    days: number('延长（工作日）', { min: 1, max: 60 }),
    reasons: longText('延期的原因', { hint: '写对方说明的原因和新的日期', max: 1000 }),
    files: files('告知函', { min: 1 }),
  }),
  checks: [
    ({ data, at }) => (data.on > dayOf(at) ? [refusal('told-in-future', '告知日期不能晚于今天', { field: 'on' })] : []),
  ],
  extends: ({ data }) => ({ limit: 'help', amount: workingDays(data.days) }),
  record: ({ strand }) => ({ to: strand?.data.to }),
  sentence: ({ input, record }) => `${String(record.to)}告知延期 ${input.days} 个工作日`,
  known: ({ at }) => ({ on: dayOf(at), files: [] }),
})

export const recordHelp = act('record-help', {
  title: '登记协助调查结果',
  purpose: '登记协助机关的回复和调取的证据材料',
  basis: helpBasis,
  stages: ['investigation'],
  by: handlers({ basis: helpBasis }),
  on: { kind: 'help', from: ['sent', 'received'], to: 'answered' },
  data: z.strictObject({
    answer: choice('回复', { helped: '已协助', 'not-theirs': '不属于其职权范围，不能协助' }),
    result: longText('回复内容', { hint: '按复函写，附件逐项写明', max: 3000 }),
    files: files('复函和证据材料', { min: 1 }),
    stamped: confirmed('复函已加盖协助机关印章'),
  }),
  record: (question) => ({
    officers: refsOf(question, [question.actor.id]),
    to: question.strand?.data.to,
  }),
  apply: (dossier, event) =>
    event.input.answer === 'helped'
      ? addEvidence(dossier, event, {
          kind: 'documentary',
          title: `${String(event.record.to)}协助调查的复函`,
          source: `${String(event.record.to)}提供`,
          proves: event.input.result,
          original: true,
          files: event.input.files as readonly FileRef[],
        })
      : dossier,
  sentence: ({ input, record }) =>
    input.answer === 'helped' ? `${String(record.to)}回复协助调查` : `${String(record.to)}回复不能协助`,
  known: () => ({ answer: 'helped', files: [] }),
})
