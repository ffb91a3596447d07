import { z } from 'zod'
import { paragraph, paragraphs, rows } from '../blocks.ts'
import { form } from '../form.ts'
import {
  officerSignatures,
  officersContent,
  officersOf,
  officerText,
  partyContent,
  partyOf,
  periodText,
  signature,
  signedNote,
  text,
} from './parts.ts'
import { seizureTitle } from './things.ts'

const presence = { present: '当事人到场', representative: '当事人委托代表到场', absent: '经通知当事人未到场' } as const

export const onSiteRecord = form({
  no: 9,
  name: '现场笔录',
  layout: 'record',
  everyPage: ['当事人（签名）', '检查人员（签名）'],
  content: z.strictObject({
    party: partyContent,
    period: text,
    place: text,
    officers: officersContent,
    presence: text,
    person: text,
    course: text,
    photos: z.int(),
    signed: text.optional(),
    witness: text.optional(),
    /** 查封、扣押, and what the party said to it (行政强制法 art. 18). */
    seizure: z.strictObject({ measure: text, statement: text.optional() }).optional(),
  }),
  fill: ({ state, act, input, record }) => ({
    party: partyOf(state),
    period: periodText(input.from, input.until),
    place: String(input.place),
    officers: officersOf(record),
    presence: presence[input.presence as keyof typeof presence],
    person: String(input.presentPerson ?? ''),
    course: String(input.course),
    photos: ((input.photos ?? input.recording) as readonly unknown[]).length,
    ...(signedNote(input.signed) === undefined ? {} : { signed: signedNote(input.signed) }),
    ...(input.witness === undefined || input.witness === '' ? {} : { witness: String(input.witness) }),
    ...(act === 'seize'
      ? {
          seizure: {
            measure: seizureTitle(input.kind),
            ...(input.statement === undefined || input.statement === '' ? {} : { statement: String(input.statement) }),
          },
        }
      : {}),
  }),
  blocks: (content) => [
    rows(
      ['检查时间', content.period],
      ['检查地点', content.place],
      ['当事人', content.party.name],
      ['到场情况', `${content.presence}${content.person === '' ? '' : `：${content.person}`}`],
      ['检查人员', officerText(content.officers)],
    ),
    ...(content.seizure === undefined
      ? []
      : [
          paragraph(
            content.presence === presence.absent
              ? `经通知，当事人未到场，邀请见证人${content.witness ?? ''}到场。执法人员依法实施${content.seizure.measure}。`
              : `执法人员向当事人出示执法证件，当场告知采取${content.seizure.measure}措施的理由、依据，以及当事人依法享有的陈述权、申辩权和申请行政复议、提起行政诉讼的途径。当事人陈述、申辩：${content.seizure.statement ?? ''}`,
          ),
        ]),
    paragraph(
      content.seizure !== undefined
        ? '现场情况如下：'
        : content.presence === presence.absent
          ? '检查人员表明身份，依法进行检查。现场情况如下：'
          : '检查人员向当事人出示执法证件，说明来意，告知其享有陈述、申辩和申请回避的权利。现场情况如下：',
    ),
    ...paragraphs(content.course),
    ...(content.photos === 0 ? [] : [paragraph(`现场拍摄照片 ${content.photos} 张，附后。`)]),
    paragraph('（以下空白）'),
    {
      kind: 'signatures',
      lines: [
        signature('当事人（以上笔录属实）', content.person, content.signed),
        ...officerSignatures('检查人员', content.officers),
        ...(content.witness === undefined ? [] : [signature('见证人', content.witness)]),
      ],
    },
  ],
})
