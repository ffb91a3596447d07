import { compulsionLaw, electronicSignatureLaw, penaltyLaw, rules } from '../kernel/index.ts'
import {
  type CaseState,
  caseCoverage,
  checklistIn,
  type Evidence,
  goodsOf,
  goodsUnder,
  isOpenGap,
  missingSignatures,
  type Paper,
  type Party,
  proposedPenalty,
  type Strand,
  thingsText,
} from '../procedure/index.ts'
import { type Found, lacking, needless, type Place, type SubmissionItem, surelyLacking, there } from './submission.ts'

const ofPaper = ({ id, title, number }: Paper): Place => ({
  title: number === undefined ? title : `${title}（${number.text}）`,
  paper: id,
})
const ofEvidence = ({ id, title }: Evidence): Place => ({ title, evidence: id })
const papersOf = ({ papers }: CaseState, ...forms: readonly number[]): readonly Paper[] =>
  papers.filter(({ form }) => forms.includes(form))
const strandsOf = ({ strands }: CaseState, ...kinds: readonly string[]): readonly Strand[] =>
  strands.filter(({ kind }) => kinds.includes(kind))
const names = (of: readonly { readonly title: string }[]): string =>
  [...new Set(of.map(({ title }) => title))].join('、')

/** Records that are made on the spot, of what was seen and said. */
const recordForms = [9, 12, 14, 16]

/** 案件调查终结报告, the newest. */
const report = (state: CaseState): Found => {
  const found = papersOf(state, 35).at(-1)
  if (found === undefined) return surelyLacking('还没有案件调查终结报告，请先提交报告')
  const unsigned = missingSignatures(state).filter(({ paper }) => paper.id === found.id)
  return unsigned.length === 0
    ? there('调查终结报告已经提交', [ofPaper(found)])
    : lacking(
        `调查终结报告还缺${unsigned.map(({ line }) => (line.name === '' ? line.who : line.name)).join('、')}的签名`,
        [ofPaper(found)],
      )
}

const identified = ({ kind, code, idNumber, representative }: Party): boolean =>
  kind === 'person' ? (idNumber ?? '') !== '' : (code ?? '') !== '' && (representative ?? '') !== ''

/** What shows who somebody is: matched to the point of the checklist, or named so. */
const showsIdentity = ({ title, proves, points = [] }: Evidence): boolean =>
  /主体资格|营业执照|身份证|登记证|户口/u.test([title, proves, ...points].join(' '))

const party = ({ dossier: { parties, evidence } }: CaseState): Found => {
  if (parties.length === 0) return surelyLacking('还没有登记当事人')
  const unclear = parties.filter((each) => !identified(each))
  if (unclear.length > 0)
    return surelyLacking(
      `${unclear.map(({ name }) => name).join('、')}的统一社会信用代码、负责人或者居民身份证号码没有登记全`,
    )
  const proofs = evidence.filter(showsIdentity)
  return proofs.length === 0
    ? lacking('没有找到证明主体资格的证据，如营业执照、身份证件的复制件')
    : there('主体资格有证据证明', proofs.map(ofEvidence))
}

const records = (state: CaseState): Found => {
  const all = papersOf(state, ...recordForms)
  if (all.length === 0) return lacking('没有现场笔录、询问笔录等笔录')
  const unsigned = new Set(missingSignatures(state).map(({ paper }) => paper.id))
  const open = all.filter(({ id }) => unsigned.has(id))
  return open.length === 0
    ? there(`${all.length} 份笔录，均已签名或者注明`, all.map(ofPaper))
    : lacking(`还缺签名：${names(open)}`, open.map(ofPaper))
}

const evidence: SubmissionItem['look'] = ({ state, facts }) => {
  const { evidence: all, findings } = state.dossier
  if (all.length === 0) return surelyLacking('卷内还没有证据')
  const empty = all.filter(({ files, paper }) => files.length === 0 && paper === undefined)
  if (empty.length > 0) return surelyLacking(`既没有文件也没有笔录：${names(empty)}`, empty.map(ofEvidence))
  const unproved = checklistIn(state, facts).filter(
    ({ need, evidence: proofs }) => need === 'must' && proofs.length === 0,
  )
  if (unproved.length === 0) return there(`${all.length} 件证据`, all.map(ofEvidence))
  const points = [...new Set(unproved.map(({ point }) => point))].join('、')
  return (findings?.gaps ?? '') === ''
    ? lacking(`证据清单中必须证明的事项没有对应的证据：${points}`)
    : there(`${all.length} 件证据；${points}没有对应的证据，报告已经说明`, all.map(ofEvidence))
}

const recording: SubmissionItem['look'] = ({ state, facts }) => {
  const bound = caseCoverage(state, facts).filter(({ required }) => required !== 'none')
  if (bound.length === 0) return needless('没有应当音像记录的执法行为')
  const open = bound.filter(isOpenGap)
  return open.length === 0
    ? there(`应当音像记录的 ${bound.length} 次执法行为均已录到，或者例外已经批准`)
    : surelyLacking(`没有录到，也没有批准例外：${names(open)}；请补传录制，或者申请音像记录例外`)
}

const discretion = (state: CaseState): Found => {
  const { handling } = state.dossier
  if (handling !== undefined)
    return handling.reasons.trim() === ''
      ? surelyLacking('没有写明不予处罚或者移送的理由')
      : there('处理意见写明了情形和理由')
  const penalty = proposedPenalty(state)
  if (penalty === undefined) return surelyLacking('还没有处罚建议')
  const silent = (penalty.parts ?? [penalty]).filter(({ reasons }) => reasons.trim() === '')
  return silent.length > 0
    ? surelyLacking('处罚建议没有写明裁量的理由')
    : there((penalty.departure ?? '') === '' ? '写明了裁量的阶次和理由' : '写明了裁量的理由和偏离裁量基准的理由')
}

const tests = (state: CaseState): Found => {
  const all = [...strandsOf(state, 'test', 'early-test')]
  if (all.length === 0) return needless('没有委托检测、检验、检疫、鉴定')
  const waiting = all.filter(({ kind, state: now }) => kind === 'test' && (now === 'running' || now === 'overdue'))
  const results = papersOf(state, 32)
  if (waiting.length > 0) return surelyLacking(`还没有结果：${names(waiting)}；请等待结果，或者终止委托`)
  const early = all.filter(({ kind, state: now }) => kind === 'early-test' && now === 'running')
  if (early.length > 0) return lacking(`立案前的检测没有登记结果：${names(early)}`, results.map(ofPaper))
  const untold = all.filter(({ state: now }) => now === 'reported')
  return untold.length > 0
    ? lacking(`结果还没有告知当事人：${names(untold)}`, results.map(ofPaper))
    : there('检测、检验、鉴定均有结果', results.map(ofPaper))
}

const goods = (state: CaseState): Found => {
  const measures = strandsOf(state, 'keeping', 'seizure')
  if (measures.length === 0) return needless('没有先行登记保存、查封、扣押')
  const unapproved = strandsOf(state, 'belated-approval').filter(({ state: now }) => now === 'asked')
  const papers = papersOf(state, 19, 20, 21, 22, 23, 24).map(ofPaper)
  if (unapproved.length > 0) return surelyLacking(`紧急采取的措施还没有补办批准：${names(unapproved)}`, papers)
  const unlisted = measures.filter(({ id }) => {
    const things = goodsUnder(state, id)
    return things === undefined || goodsOf(things).things.length === 0
  })
  if (unlisted.length > 0) return lacking(`没有物品清单：${names(unlisted)}`, papers)
  const things = measures.flatMap(({ id }) => {
    const strand = goodsUnder(state, id)
    return strand === undefined ? [] : goodsOf(strand).things
  })
  return there(`${measures.length} 项措施，清单有 ${things.length} 项：${thingsText(things.slice(0, 5))}`, papers)
}

const other = (state: CaseState): Found => {
  const held = strandsOf(state, 'hearing').filter(({ state: now }) => now === 'held')
  if (held.length > 0) return lacking('听证已经举行，还没有听证报告')
  const papers = papersOf(state, 40, 41).map(ofPaper)
  const recusals = strandsOf(state, 'recusal').filter(({ state: now }) => now === 'asked')
  if (recusals.length > 0) return lacking('有回避申请还没有作出决定，有关材料一并说明', papers)
  return papers.length > 0 ? there('听证笔录和听证报告', papers) : needless('没有举行听证，没有未决的回避申请')
}

const item = (title: string, basis: SubmissionItem['basis'], look: SubmissionItem['look']): SubmissionItem => ({
  title,
  basis,
  look,
})
const ofState = (title: string, basis: SubmissionItem['basis'], look: (state: CaseState) => Found): SubmissionItem =>
  item(title, basis, ({ state }) => look(state))

/** What a penalty case hands in for its review (程序规定 art. 48, 49, 53). */
export const penaltySubmission = {
  report: ofState('调查终结报告', [rules(48)], report),
  party: ofState('当事人主体资格材料', [rules(48), rules(53)], party),
  records: ofState('笔录和文书', [rules(28), rules(29), electronicSignatureLaw(13)], records),
  evidence: item('证据材料', [rules(23), penaltyLaw(40)], evidence),
  recording: item('音像资料', [penaltyLaw(47)], recording),
  discretion: ofState('裁量的情节和理由', [rules(48)], discretion),
  tests: ofState('检测、检验、鉴定意见', [rules(32)], tests),
  goods: ofState('查封、扣押、先行登记保存的材料', [rules(33), rules(36), compulsionLaw(19)], goods),
  other: ofState('其他材料', [rules(4), rules(50)], other),
} as const
