import { z } from 'zod'
import type { CaseState, PaperContext } from '../../procedure/index.ts'
import { paragraph } from '../blocks.ts'
import { form } from '../form.ts'
import {
  dateText,
  opinionCell,
  othersContent,
  othersOf,
  partyCells,
  partyContent,
  partyOf,
  penaltyLines,
  text,
} from './parts.ts'

const points = {
  jurisdiction: '是否具有管辖权',
  party: '当事人的基本情况是否清楚',
  facts: '案件事实是否清楚、证据是否充分',
  nature: '定性是否准确',
  basis: '适用依据是否正确',
  procedure: '程序是否合法',
  fitness: '处理是否适当',
} as const
const outcomes = {
  agree: '同意处理意见',
  amend: '同意，须按意见修改',
  correct: '建议纠正',
  supplement: '建议补充调查',
  beyond: '不属于本机关职权，建议移送有管辖权的机关',
  crime: '涉嫌犯罪，建议移送司法机关',
  holds: '审核后的变动不影响审核意见，意见继续有效',
  withdrawn: '撤回审核意见，退回处理',
} as const

/** What the reviewer watched, where that was anything. */
const watchedIn = (watched: unknown) =>
  Array.isArray(watched) && watched.length > 0
    ? { watched: watched as { title: string; recording: string; seconds: number }[] }
    : {}

type Opened = { title: string; pages: number[]; seen: number; seconds: number }

/** What the reviewer opened, where the page on which cases are reviewed told it. */
const openedIn = ({ opened = [], unopened = [] }: { readonly [key: string]: unknown }) => {
  const seen = opened as readonly Opened[]
  return seen.length === 0
    ? {}
    : {
        opened: seen.map(({ title, pages, seen: far, seconds }) => ({ title, pages: [...pages], seen: far, seconds })),
        unopened: (unopened as readonly { readonly title: string }[]).map(({ title }) => title),
      }
}

type Commented = { readonly open: readonly string[]; readonly handled: readonly string[] }

/** How many comments the reviewers made, where they made any. */
const commentsIn = (comments: unknown) =>
  comments === undefined
    ? {}
    : {
        comments: {
          open: (comments as Commented).open.length,
          handled: (comments as Commented).handled.length,
        },
      }

/** How far something was read: 第 1、2 页, 至 80%. */
const extentText = ({ pages, seen }: Opened): string =>
  pages.length > 0 ? `第 ${pages.join('、')} 页` : seen >= 100 ? '至末尾' : `至 ${seen}%`

/** 12分05秒 */
const lengthText = (seconds: number): string =>
  seconds < 60 ? `${seconds}秒` : `${Math.floor(seconds / 60)}分${String(seconds % 60).padStart(2, '0')}秒`

/** The review that the list asks for, as the opinion found it. */
const scopeOf = ({ dossier }: CaseState, { scope }: PaperContext['record']) =>
  (scope ?? dossier.review) as CaseState['dossier']['review']

/** 案件审核 and 法制审核 share this form. */
export const reviewSheet = form({
  no: 36,
  name: '案件审核/法制审核表',
  layout: 'form',
  content: z.strictObject({
    kind: text,
    title: text,
    party: partyContent,
    others: othersContent,
    unit: text,
    because: z.array(text),
    proposal: z.array(text),
    points: z.array(z.strictObject({ title: text, answer: text, reason: text })),
    outcome: text,
    opinion: text,
    read: z.array(z.strictObject({ title: text, sha256: text })),
    watched: z.array(z.strictObject({ title: text, recording: text, seconds: z.int() })).optional(),
    opened: z
      .array(z.strictObject({ title: text, pages: z.array(z.int()), seen: z.int(), seconds: z.int() }))
      .optional(),
    unopened: z.array(text).optional(),
    comments: z.strictObject({ open: z.int(), handled: z.int() }).optional(),
    reviewer: text,
    on: text,
  }),
  fill: ({ state, input, record, actor, at }) => ({
    kind: scopeOf(state, record)?.kind === 'case' ? '案件审核' : '法制审核',
    title: state.dossier.title,
    party: partyOf(state),
    ...othersOf(state),
    unit: state.dossier.unitName,
    because: [...(scopeOf(state, record)?.because ?? [])],
    proposal: state.dossier.proposal === undefined ? [] : [...penaltyLines(state.dossier.proposal)],
    points: Object.entries(
      (input.points ?? record.points) as Record<keyof typeof points, { answer: string; reason?: string }>,
    ).map(([name, { answer, reason }]) => ({
      title: points[name as keyof typeof points],
      answer: answer === 'yes' ? '是' : '否',
      reason: reason ?? '',
    })),
    outcome: outcomes[input.outcome as keyof typeof outcomes],
    opinion: String(input.opinion),
    read: (record.read as readonly { title: string; sha256: string }[]).map(({ title, sha256 }) => ({ title, sha256 })),
    ...watchedIn(record.watched),
    ...openedIn(record),
    ...commentsIn(record.comments),
    reviewer: actor.name,
    on: dateText(at),
  }),
  heading: ({ kind }) => `${kind}表`,
  blocks: (content) => [
    {
      kind: 'cells',
      rows: [
        { label: '案由', value: [content.title] },
        { label: '送审机构', value: [content.unit] },
        ...partyCells(content.party),
        ...(content.others ?? []).flatMap(partyCells),
        { label: '列入审核的\n理由', value: [content.because.join('\n')] },
        { label: '处罚建议', value: [content.proposal.join('\n')] },
        {
          label: '审核内容',
          value: [
            content.points
              .map(
                ({ title, answer, reason }, n) => `${n + 1}.${title}：${answer}${reason === '' ? '' : `（${reason}）`}`,
              )
              .join('\n'),
          ],
          tall: 7,
        },
        opinionCell('审核意见', `${content.outcome}。\n${content.opinion}`, content.reviewer, content.on, 5),
      ],
    },
    { kind: 'annex', title: '审核所阅材料' },
    paragraph('审核意见只对下列内容有效；其中任何一项变动的，意见失效，应当重新送审。'),
    {
      kind: 'table',
      columns: [
        { title: '材料', width: 3 },
        { title: '校验值（SHA-256）', width: 5 },
      ],
      rows: content.read.map(({ title, sha256 }) => [title, `${sha256.slice(0, 32)} ${sha256.slice(32)}`]),
    },
    ...(content.watched === undefined
      ? []
      : [
          { kind: 'annex' as const, title: '审核人员看过的录音录像' },
          {
            kind: 'table' as const,
            columns: [
              { title: '录制', width: 3 },
              { title: '编号', width: 4 },
              { title: '看过', width: 1 },
            ],
            rows: content.watched.map(({ title, recording, seconds }) => [title, recording, lengthText(seconds)]),
          },
        ]),
    ...(content.opened === undefined
      ? []
      : [
          { kind: 'annex' as const, title: '审核人员打开过的材料' },
          {
            kind: 'table' as const,
            columns: [
              { title: '材料', width: 4 },
              { title: '看到', width: 2 },
              { title: '时间', width: 2 },
            ],
            rows: content.opened.map((each) => [each.title, extentText(each), lengthText(each.seconds)]),
          },
          paragraph(
            (content.unopened ?? []).length === 0
              ? '所列材料均在出具意见前打开过。'
              : `没有在系统中打开的：${(content.unopened ?? []).join('、')}。`,
          ),
        ]),
    ...(content.comments === undefined
      ? []
      : [
          paragraph(
            `审核批注共${content.comments.open + content.comments.handled}条，承办机构已处理${content.comments.handled}条，尚未处理${content.comments.open}条。`,
          ),
        ]),
  ],
})
