import { z } from 'zod'
import { discretionText, type Penalty, penaltyFor, type Share, shareOf } from '../../procedure/index.ts'
import { heading, paragraph, paragraphs } from '../blocks.ts'
import { form } from '../form.ts'
import {
  agencyContent,
  agencyOf,
  besideOf,
  breachedOf,
  dateText,
  evidenceOf,
  partyContent,
  partyOf,
  partyRows,
  text,
  unstopped,
} from './parts.ts'

/** 一、二、三…: one further on where it is told what was told before. */
const numeral = ({ told }: { readonly told?: unknown }, n: number): string =>
  ['一', '二', '三', '四', '五', '六'][told === undefined ? n : n + 1] ?? ''

const toldOf = (share: Share | undefined) => {
  const { notice, defence, recheck } = share ?? {}
  return notice?.servedAt === undefined
    ? {}
    : {
        told: {
          notice: notice.number,
          on: dateText(notice.servedAt),
          defence: defence?.made
            ? `当事人提出陈述申辩：${unstopped(defence.content)}`
            : unstopped(defence?.content ?? '当事人在法定期限内未提出陈述、申辩，视为放弃'),
          ...(defence?.made && recheck !== undefined
            ? { recheck: `经复核，${recheck.adopted ? '予以采纳' : '不予采纳'}。${recheck.reasons}` }
            : {}),
        },
      }
}

export const noPenalty = form({
  no: 46,
  name: '不予行政处罚决定书',
  layout: 'letter',
  texts: {
    facts: { title: '查明的事实', bound: true },
    nature: { title: '违法行为性质', bound: true },
    reasons: { title: '不予处罚的理由', bound: true },
  },
  content: z.strictObject({
    party: partyContent,
    beside: text.optional(),
    title: text,
    filedOn: text,
    facts: text,
    evidence: z.array(z.strictObject({ title: text, kind: text, proves: text })),
    established: z.boolean(),
    nature: text,
    breached: text,
    /** What was told before, and what the party said to it, where a penalty had been proposed. */
    told: z.strictObject({ notice: text, on: text, defence: text, recheck: text.optional() }).optional(),
    ground: text,
    reasons: text,
    education: text.optional(),
    agency: agencyContent,
    on: text,
  }),
  fill: ({ state, input, record, facts, at, party }) => {
    const { dossier } = state
    const { handling } = dossier
    const share = shareOf(dossier, party)
    const penalty = record.penalty === undefined ? undefined : penaltyFor(record.penalty as Penalty, share?.party ?? '')
    return {
      party: partyOf(state, party),
      ...besideOf(state, party),
      title: dossier.title,
      filedOn: dateText(state.done.find(({ act }) => act === 'approve-filing')?.at ?? state.openedAt),
      facts: dossier.findings?.facts ?? '',
      evidence: [...evidenceOf(state, party)],
      established: handling === undefined || handling.kind === 'no-penalty',
      nature: dossier.findings?.nature ?? '',
      breached: breachedOf(state, party),
      ...toldOf(share),
      ground: handling?.ground ?? '',
      reasons: handling?.reasons ?? (penalty === undefined ? '' : discretionText(penalty)),
      ...(input.education === undefined || input.education === '' ? {} : { education: String(input.education) }),
      agency: agencyOf(facts),
      on: dateText(at),
    }
  },
  blocks: (content) => [
    partyRows(content.party),
    paragraph(`${content.filedOn}，本局对${content.title}一案立案调查，现已调查终结。`),
    ...(content.beside === undefined
      ? []
      : [paragraph(`本案当事人还有：${content.beside}，本局对其另行作出处理决定。`)]),
    heading('一、查明的事实'),
    ...paragraphs(content.facts),
    heading('二、证据'),
    ...content.evidence.map(({ title, kind, proves }, n) =>
      paragraph(`${n + 1}.${title}（${kind}），证明${unstopped(proves)}。`),
    ),
    ...(content.told === undefined
      ? []
      : [
          heading('三、告知和陈述申辩'),
          paragraph(
            `本局于${content.told.on}向当事人送达《行政处罚告知书》（${content.told.notice}）。${content.told.defence}。${content.told.recheck ?? ''}`,
          ),
        ]),
    heading(`${numeral(content, 2)}、决定及理由`),
    ...(content.established
      ? [...paragraphs(content.nature), paragraph(`当事人的行为违反了${content.breached}的规定。`)]
      : []),
    ...paragraphs(content.reasons),
    paragraph(
      content.established
        ? `${content.ground === '' ? '' : `鉴于当事人${content.ground}，`}依照《行政处罚法》和《市场监督管理行政处罚程序规定》第六十条，本局决定对当事人不予行政处罚。`
        : '违法事实不能成立，依照《行政处罚法》第五十七条和《市场监督管理行政处罚程序规定》第六十条，本局决定对当事人不予行政处罚。',
    ),
    ...(content.education === undefined
      ? []
      : [heading(`${numeral(content, 3)}、教育`), ...paragraphs(content.education)]),
    heading(`${numeral(content, content.education === undefined ? 3 : 4)}、救济途径`),
    paragraph(
      `如不服本决定，可以自收到本决定书之日起六十日内向${content.agency.reconsideration}申请行政复议，也可以在六个月内依法向${content.agency.court}提起行政诉讼。`,
    ),
    { kind: 'seal', agency: content.agency.name, date: content.on },
  ],
})
