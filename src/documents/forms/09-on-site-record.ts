import { z } from 'zod'
import { paragraph, paragraphs, rows } from '../blocks.ts'
import { form } from '../form.ts'
import {
  concernedOf,
  concernedText,
  namesIn,
  officerSignatures,
  officersContent,
  officersOf,
  officerText,
  othersContent,
  partyContent,
  periodText,
  signature,
  signedNote,
  text,
  unstopped,
} from './parts.ts'
import { seizureTitle } from './things.ts'

const presence = { present: '当事人到场', representative: '当事人委托代表到场', absent: '经通知当事人未到场' } as const

const content = z.strictObject({
  party: partyContent,
  others: othersContent,
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
})

type Content = z.infer<typeof content>

/** 检查, or the doing of a measure: what its time, place and officers are called. */
const done = ({ seizure }: Content): string => (seizure === undefined ? '检查' : '实施')

/** Who was told what. Of an absent party none was told anything. */
const opening = ({ presence: came, seizure, witness }: Content): string => {
  const absent = came === presence.absent
  if (seizure === undefined)
    return absent
      ? '检查人员表明身份，依法进行检查。现场情况如下：'
      : '检查人员向当事人出示执法证件，说明来意，告知其享有陈述、申辩和申请回避的权利。现场情况如下：'
  const told = absent
    ? `经通知，当事人未到场，邀请见证人${witness ?? ''}到场，依法实施${seizure.measure}。`
    : `执法人员向当事人出示执法证件，当场告知采取${seizure.measure}措施的理由、依据，以及当事人依法享有的陈述权、申辩权和申请行政复议、提起行政诉讼的途径。当事人陈述、申辩：${unstopped(seizure.statement ?? '')}。`
  return `${told}现场情况如下：`
}

export const onSiteRecord = form({
  no: 9,
  name: '现场笔录',
  layout: 'record',
  everyPage: ['当事人（签名）', '检查人员（签名）'],
  content,
  fill: ({ state, act, input, record, party }) => ({
    ...concernedOf(state, party),
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
      [`${done(content)}时间`, content.period],
      [`${done(content)}地点`, content.place],
      ['当事人', concernedText(content)],
      ['到场情况', `${content.presence}${content.person === '' ? '' : `：${content.person}`}`],
      [`${done(content)}人员`, officerText(content.officers)],
    ),
    paragraph(opening(content)),
    ...paragraphs(content.course),
    ...(content.photos === 0
      ? []
      : [
          paragraph(
            content.seizure === undefined
              ? `现场拍摄照片 ${content.photos} 张，附后。`
              : `现场拍照、录像 ${content.photos} 件，随案保存。`,
          ),
        ]),
    paragraph('（以下空白）'),
    {
      kind: 'signatures',
      lines: [
        // Of several parties each signs.
        ...(content.others === undefined ? [content.person] : namesIn(content.person)).map((name) =>
          signature('当事人（以上笔录属实）', name, content.signed),
        ),
        ...officerSignatures(`${done(content)}人员`, content.officers),
        ...(content.witness === undefined ? [] : [signature('见证人', content.witness)]),
      ],
    },
  ],
})
