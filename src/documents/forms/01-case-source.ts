import { z } from 'zod'
import { clueSources } from '../../procedure/index.ts'
import { form } from '../form.ts'
import { momentText, opinionCell, text } from './parts.ts'

/** The reporter's name is kept apart, and stands on no paper. */
export const caseSource = form({
  no: 1,
  name: '案件来源登记表',
  layout: 'form',
  content: z.strictObject({
    title: text,
    source: text,
    receivedAt: text,
    content: text,
    unit: text,
    registrar: text,
    registeredAt: text,
  }),
  fill: ({ input, record, actor, at }) => {
    const clue = { ...input, ...record }
    return {
      title: String(clue.title),
      source: clueSources[clue.source as keyof typeof clueSources],
      receivedAt: momentText(String(clue.receivedAt)),
      content: String(clue.content),
      unit: String(clue.unitName),
      registrar: actor.name,
      registeredAt: momentText(at),
    }
  },
  blocks: (content) => [
    {
      kind: 'cells',
      rows: [
        { label: '案由', value: [content.title] },
        {
          label: '案件来源',
          value: [content.source],
          beside: { label: '发现或者\n收到时间', value: [content.receivedAt] },
        },
        { label: '线索内容', value: [content.content], tall: 8 },
        { label: '登记人', value: [content.registrar], beside: { label: '登记时间', value: [content.registeredAt] } },
        opinionCell(
          '处理意见',
          `交${content.unit}核查。自发现线索或者收到材料之日起十五个工作日内核查，并决定是否立案。`,
          '',
          '',
          3,
        ),
      ],
    },
  ],
})
