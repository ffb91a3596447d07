import { z } from 'zod'
import { extractionWays } from '../../procedure/index.ts'
import { paragraph, paragraphs, rows } from '../blocks.ts'
import { form } from '../form.ts'
import {
  concernedNames,
  officerSignatures,
  officersContent,
  officersOf,
  officerText,
  periodText,
  signature,
  signedNote,
  text,
} from './parts.ts'

const given = (value: unknown): string | undefined => (value === undefined || value === '' ? undefined : String(value))

/** 程序规定 art. 26: whence, how, when and by whom, and the hash of every file. */
export const electronicDataRecord = form({
  no: 12,
  name: '电子数据证据提取笔录',
  layout: 'record',
  everyPage: ['持有人（签名）', '提取人（签名）'],
  content: z.strictObject({
    title: text,
    parties: text.optional(),
    name: text,
    period: text,
    place: text,
    officers: officersContent,
    holder: text,
    source: text,
    way: text,
    reason: text.optional(),
    course: text,
    technician: text.optional(),
    proves: text,
    files: z.array(z.strictObject({ name: text, size: text, sha256: text })),
    recording: z.int(),
    signed: text.optional(),
    witness: text.optional(),
  }),
  fill: ({ state, input, record, party }) => {
    const optional = {
      reason: given(input.reason),
      technician: given(input.technician),
      signed: signedNote(input.signed),
      witness: given(input.witness),
    }
    return {
      title: state.dossier.title,
      ...concernedNames(state, party),
      name: String(input.name),
      period: periodText(input.from, input.until),
      place: String(input.place),
      officers: officersOf(record),
      holder: String(input.holder),
      source: String(input.source),
      way: extractionWays[input.way as keyof typeof extractionWays],
      course: String(input.course),
      proves: String(input.proves),
      files: (input.files as readonly { readonly name: string; readonly size: number; readonly blob: string }[]).map(
        ({ name, size, blob }) => ({ name, size: `${size} 字节`, sha256: blob }),
      ),
      recording: (input.recording as readonly unknown[]).length,
      ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
    }
  },
  blocks: (content) => [
    rows(
      ['案由', content.title],
      ['当事人', content.parties],
      ['电子数据名称', content.name],
      ['提取时间', content.period],
      ['提取地点', content.place],
      ['提取人', officerText(content.officers)],
      ['辅助取证人员', content.technician],
      ['持有人、提供人', content.holder],
      ['数据来源', content.source],
      ['提取方式', content.way],
      ['未收集原始载体的原因', content.reason],
    ),
    ...paragraphs(`提取的方法、工具和过程：${content.course}`),
    ...paragraphs(`证明内容：${content.proves}`),
    {
      kind: 'table',
      columns: [
        { title: '序号', width: 2 },
        { title: '文件名', width: 7 },
        { title: '大小', width: 5 },
        { title: 'SHA-256 校验值', width: 15 },
      ],
      rows: content.files.map(({ name, size, sha256 }, n) => [
        String(n + 1),
        name,
        size,
        (sha256.match(/.{16}/gu) ?? [sha256]).join(' '),
      ]),
    },
    paragraph(
      `以上文件当场计算校验值，经核对与数据来源一致。${content.recording === 0 ? '' : `提取过程的录像、照片 ${content.recording} 件，附后。`}`,
    ),
    paragraph('（以下空白）'),
    {
      kind: 'signatures',
      lines: [
        signature('持有人、提供人（以上记录属实）', content.holder, content.signed),
        ...officerSignatures('提取人', content.officers),
        ...(content.technician === undefined ? [] : [signature('辅助取证人员', content.technician)]),
        ...(content.witness === undefined ? [] : [signature('见证人', content.witness)]),
      ],
    },
  ],
})
