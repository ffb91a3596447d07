import { z } from 'zod'
import { dayOf } from '../../calendar/index.ts'
import { outcomeKinds, type PaperContext, responsibilities, type Supplement, volumesOf } from '../../procedure/index.ts'
import { paragraph, rows } from '../blocks.ts'
import { form } from '../form.ts'
import { dateText, officersContent, penaltyLines, text } from './parts.ts'

/** How the case ended, in a line of the cover. */
const endOf = ({ dossier }: PaperContext['state']): string => {
  const { decision, outcome, closing } = dossier
  if (outcome !== undefined) return outcomeKinds[outcome.kind]
  return decision === undefined ? (closing?.result ?? '') : penaltyLines(decision.penalty).join('')
}

const stageDay = ({ stages }: PaperContext['state'], stage: string): string | undefined =>
  stages.findLast(({ stage: name }) => name === stage)?.at

export const dossierCover = form({
  no: 54,
  name: '卷宗封面',
  layout: 'form',
  content: z.strictObject({
    title: text,
    number: text,
    parties: z.array(text),
    filedOn: text,
    closedOn: text,
    handlers: officersContent,
    end: text,
    decision: text.optional(),
    unit: text,
    retention: text,
    archivedOn: text,
  }),
  fill: ({ state, record, at }) => {
    const { dossier } = state
    return {
      title: dossier.title,
      number: dossier.number ?? '',
      parties: dossier.parties.map(({ name }) => name),
      filedOn: dateText(state.done.find(({ act }) => act === 'approve-filing')?.at ?? state.openedAt),
      closedOn: dateText(stageDay(state, 'closed') ?? at),
      handlers: dossier.handlers.map(({ name, certificate }) => ({ name, certificate })),
      end: endOf(state),
      ...(dossier.decision === undefined ? {} : { decision: dossier.decision.number }),
      unit: dossier.unitName,
      retention: String(record.retention),
      archivedOn: dateText(at),
    }
  },
  blocks: (content) => [
    {
      kind: 'cells',
      rows: [
        { label: '案由', value: [content.title], tall: 3 },
        { label: '案号', value: [content.number] },
        { label: '当事人', value: [content.parties.join('\n')], tall: 2 },
        { label: '立案日期', value: [content.filedOn], beside: { label: '结案日期', value: [content.closedOn] } },
        ...(content.decision === undefined ? [] : [{ label: '决定书文号', value: [content.decision] }]),
        { label: '处理结果', value: [content.end], tall: 4 },
        { label: '办案人员', value: [content.handlers.map(({ name }) => name).join('、')], tall: 2 },
        { label: '承办机构', value: [content.unit] },
        { label: '归档日期', value: [content.archivedOn], beside: { label: '保管期限', value: [content.retention] } },
      ],
    },
  ],
})

const entry = z.strictObject({
  id: text,
  title: text,
  number: text.optional(),
  by: text,
  on: text,
  attached: z.int(),
})

/** The pages stand only in the bound volume: a sheet by itself has none. */
export const dossierCatalogue = form({
  no: 55,
  name: '卷内文件目录',
  layout: 'record',
  content: z.strictObject({
    title: text,
    number: text,
    volumes: z.array(z.strictObject({ name: z.enum(['main', 'side']), title: text, entries: z.array(entry) })),
  }),
  fill: ({ state, record }) => ({
    title: state.dossier.title,
    number: state.dossier.number ?? '',
    volumes: volumesOf(state, record.supplement === undefined ? [] : [record.supplement as Supplement]).map(
      ({ name, title, entries }) => ({
        name,
        title,
        entries: entries.map(({ id, title: called, number, by, at, files }) => ({
          id,
          title: called,
          ...(number === undefined ? {} : { number }),
          by,
          on: dayOf(at).replaceAll('-', '.'),
          attached: files.length,
        })),
      }),
    ),
  }),
  blocks: ({ title, number, volumes }) => [
    rows(['案由', title], ['案号', number]),
    ...volumes.flatMap((volume) => [
      { kind: 'heading' as const, text: volume.title },
      {
        kind: 'table' as const,
        columns: [
          { title: '序号', width: 0.8 },
          { title: '文号', width: 2.2 },
          { title: '责任者', width: 1.4 },
          { title: '题名', width: 3.4 },
          { title: '日期', width: 1.5 },
          { title: '页号', width: 0.9 },
        ],
        rows: volume.entries.map(({ id, title: called, number: no, by, on, attached }, n) => [
          String(n + 1),
          no ?? '',
          by,
          attached === 0 ? called : `${called}（附 ${attached} 件）`,
          on,
          { page: id },
        ]),
      },
    ]),
  ],
})

/** Who signed for which share of the case, in the order in which it was signed; dossiers of before have none. */
const sharesOf = ({ done }: PaperContext['state']) => {
  const shares = done.flatMap(({ signed, at }) =>
    signed === undefined
      ? []
      : [
          {
            share: `${responsibilities[signed.share]}${signed.against === true ? '（与审核意见不一致）' : ''}`,
            name: signed.name,
            on: dateText(at),
            key: signed.key,
          },
        ],
  )
  return shares.length === 0 ? {} : { shares }
}

export const dossierNote = form({
  no: 56,
  name: '卷内备考表',
  layout: 'form',
  content: z.strictObject({
    number: text,
    counts: text,
    note: text,
    supplements: z.array(z.strictObject({ title: text, by: text, on: text, reasons: text })),
    shares: z.array(z.strictObject({ share: text, name: text, on: text, key: text })).optional(),
    check: text,
    filedBy: text,
    filedOn: text,
    checkedBy: text,
    checkedOn: text,
  }),
  fill: ({ state, input, record, actor, at }) => {
    const filed = record.filed as Readonly<Record<string, unknown>>
    const volumes = volumesOf(state)
    return {
      number: state.dossier.number ?? '',
      counts: volumes.map(({ title, entries }) => `${title}${entries.length}份`).join('，'),
      note: String(filed.note ?? ''),
      supplements: ((filed.supplements ?? []) as readonly Supplement[]).map(({ title, by, at: on, reasons }) => ({
        title,
        by,
        on: dateText(on),
        reasons,
      })),
      ...sharesOf(state),
      check: String(input.note),
      filedBy: String(filed.filedBy ?? ''),
      filedOn: dateText(String(filed.filedAt ?? at)),
      checkedBy: actor.name,
      checkedOn: dateText(at),
    }
  },
  blocks: (content) => [
    {
      kind: 'cells',
      rows: [
        { label: '案号', value: [content.number] },
        { label: '卷内文件', value: [content.counts] },
        {
          label: '本卷情况\n说明',
          value: [content.note],
          tall: 8,
          signed: `立卷人：${content.filedBy}　${content.filedOn}`,
        },
        {
          label: '归档后补充\n的材料',
          value: [
            content.supplements.length === 0
              ? '无'
              : content.supplements
                  .map(({ title, by, on, reasons }, n) => `${n + 1}.${title}（${by}，${on}）：${reasons}`)
                  .join('\n'),
          ],
          tall: 6,
        },
        {
          label: '检查情况',
          value: [content.check],
          tall: 5,
          signed: `检查人：${content.checkedBy}　${content.checkedOn}`,
          places: [{ who: '检查人', name: content.checkedBy, inside: true }],
        },
      ],
    },
    ...(content.shares === undefined
      ? []
      : [
          { kind: 'annex' as const, title: '责任签名' },
          paragraph('下列人员各以本人的密钥为自己的一份责任签名，签名在办案日志中可以核验。'),
          {
            kind: 'table' as const,
            columns: [
              { title: '责任', width: 2 },
              { title: '签名人', width: 2 },
              { title: '日期', width: 3 },
              { title: '密钥编号', width: 5 },
            ],
            rows: content.shares.map(({ share, name, on, key }) => [share, name, on, key]),
          },
        ]),
  ],
})
