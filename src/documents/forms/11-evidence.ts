import { z } from 'zod'
import { evidenceKinds } from '../../procedure/index.ts'
import { form } from '../form.ts'
import {
  concernedNames,
  dateText,
  officerPlaces,
  officersContent,
  officersOf,
  officerText,
  outsidePlace,
  signedNote,
  text,
} from './parts.ts'

const original = '原件、原物、原始载体'

export const evidenceSheet = form({
  no: 11,
  name: '证据提取单',
  layout: 'form',
  content: z.strictObject({
    title: text,
    parties: text.optional(),
    name: text,
    kind: text,
    source: text,
    provider: text,
    proves: text,
    original: text,
    method: text.optional(),
    files: z.array(z.strictObject({ name: text, sha256: text })),
    officers: officersContent,
    takenOn: text,
    signed: text.optional(),
  }),
  fill: ({ state, input, record, at, party }) => ({
    title: state.dossier.title,
    ...concernedNames(state, party),
    name: String(input.title),
    kind: evidenceKinds[input.kind as keyof typeof evidenceKinds],
    source: String(input.source),
    provider: String(input.provider),
    proves: String(input.proves),
    original: input.original === 'original' ? original : '复制件，经核对与原件一致',
    ...(input.method === undefined || input.method === '' ? {} : { method: String(input.method) }),
    files: (input.files as readonly { name: string; blob: string }[]).map(({ name, blob }) => ({ name, sha256: blob })),
    officers: officersOf(record),
    takenOn: dateText(at),
    ...(signedNote(input.signed) === undefined ? {} : { signed: signedNote(input.signed) }),
  }),
  blocks: (content) => [
    {
      kind: 'cells',
      rows: [
        { label: '案由', value: [content.title] },
        ...(content.parties === undefined ? [] : [{ label: '当事人', value: [content.parties] }]),
        { label: '证据名称', value: [content.name], beside: { label: '证据种类', value: [content.kind] } },
        { label: '证据出处', value: [content.source] },
        { label: '证明内容', value: [content.proves], tall: 5 },
        {
          label: '原件或者\n复制件',
          value: [content.original, content.method === undefined ? '' : `\n${content.method}`],
        },
        {
          label: '证据文件\n及校验值',
          value: content.files.map(
            ({ name, sha256 }, n) =>
              `${n === 0 ? '' : '\n'}${n + 1}.${name}\nSHA-256　${sha256.slice(0, 32)}\n　　　　　${sha256.slice(32)}`,
          ),
          tall: 4,
        },
        {
          label: '证据提供人',
          value: [
            content.original === original
              ? '以上证据由本人（单位）提供，经核对无误。'
              : '以上证据由本人（单位）提供，经核对无误，与原件、原物一致。',
          ],
          tall: 3,
          signed: `${content.provider}${content.signed === undefined ? '' : `（${content.signed}）`}　${content.takenOn}`,
          places: [outsidePlace('证据提供人', content.provider, content.signed)],
        },
        {
          label: '取证人',
          value: [officerText(content.officers)],
          signed: content.takenOn,
          tall: 3,
          places: officerPlaces('取证人', content.officers),
        },
      ],
    },
  ],
})
