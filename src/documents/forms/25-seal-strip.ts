import { z } from 'zod'
import { paragraph, rows } from '../blocks.ts'
import { form } from '../form.ts'
import { agencyContent, agencyOf, dateText, text } from './parts.ts'

/** 封条: what is pasted on, in as many pieces as were used (程序规定 art. 41 (2)). */
export const sealStrip = form({
  no: 25,
  name: '封条',
  layout: 'letter',
  content: z.strictObject({ place: text, pieces: z.int(), decision: text, agency: agencyContent, on: text }),
  fill: ({ input, facts, at }) => ({
    place: String(input.place),
    pieces: Number(input.seals),
    decision: facts.numbers.get('强制')?.text ?? '',
    agency: agencyOf(facts),
    on: dateText(at),
  }),
  blocks: (content) => [
    paragraph('依照《行政强制法》和《市场监督管理行政处罚程序规定》第四十一条第二款，予以封存。'),
    paragraph('未经本局许可，任何人不得随意动用、启封或者损毁。'),
    rows(['决定书文号', content.decision], ['加贴地点', content.place], ['加贴数量', `${content.pieces} 张`]),
    { kind: 'seal', agency: content.agency.name, date: content.on },
  ],
})
