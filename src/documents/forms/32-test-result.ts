import { z } from 'zod'
import { type TestData, testConclusions } from '../../procedure/index.ts'
import { flush, heading, paragraph, paragraphs, rows } from '../blocks.ts'
import { form } from '../form.ts'
import { agencyContent, agencyOf, dateText, partyContent, partyOf, text } from './parts.ts'
import { samplesText, testContent, testContentOf } from './tests.ts'

const objections = {
  food: '如对检验结论有异议，可以自收到本告知书之日起七个工作日内，向本局或者上一级市场监督管理部门提出复检申请（《食品安全法》第八十八条）。由受理申请的部门在公布的复检机构名录中随机确定复检机构，复检结论为最终检验结论。',
  product:
    '如对检验结果有异议，可以自收到本告知书之日起十五日内，向本局或者上级市场监督管理部门申请复检（《产品质量法》第十五条）。',
  drug: '如对检验结果有异议，可以自收到本告知书之日起七日内，向原药品检验机构或者上一级药品监督管理部门设置或者指定的药品检验机构申请复验，也可以直接向国务院药品监督管理部门设置或者指定的药品检验机构申请复验（《药品管理法》第一百零二条），并请同时告知本局。',
  none: '你（单位）对结果有意见的，可以向本局陈述、申辩，提交证据。',
} as const

/** 程序规定 art. 32: the result is told, with what the party may do about it. */
export const testResult = form({
  no: 32,
  name: '检测/检验/检疫/鉴定结果告知书',
  layout: 'letter',
  content: z.strictObject({
    party: partyContent,
    test: testContent,
    again: z.boolean(),
    report: text,
    reportedOn: text,
    conclusion: text,
    finding: text,
    remedy: z.enum(['food', 'product', 'drug', 'none']),
    agency: agencyContent,
    handlers: text,
    on: text,
  }),
  fill: ({ state, input, record, facts, at, party }) => {
    const test = record.test as TestData
    return {
      party: partyOf(state, party),
      test: testContentOf(test, test.body),
      again: test.retest === true,
      report: String(input.report),
      reportedOn: dateText(String(input.on)),
      conclusion: testConclusions[input.conclusion as keyof typeof testConclusions],
      finding: String(input.finding),
      remedy: input.remedy as keyof typeof objections,
      agency: agencyOf(facts),
      handlers: state.dossier.handlers.map(({ name }) => name).join('、'),
      on: dateText(at),
    }
  },
  heading: ({ test, again }) => `${again ? '复检' : test.kind}结果告知书`,
  blocks: (content) => {
    const { party, test, again, agency } = content
    const what = again ? '复检' : test.kind
    return [
      flush(party.name, '：'),
      paragraph(
        `本局委托${test.body}对${samplesText(test)}进行${what}，该机构已于${content.reportedOn}出具报告。依照《市场监督管理行政处罚程序规定》第三十二条，现将结果告知如下：`,
      ),
      rows(['报告编号', content.report], [`${what}事项`, test.matter], ['结论', content.conclusion]),
      ...paragraphs(content.finding),
      heading('你（单位）的权利'),
      paragraph(again ? `复检结论为最终结论。${objections.none}` : objections[content.remedy]),
      paragraph(`联系人：${content.handlers}　联系电话：${agency.phone}`),
      { kind: 'seal', agency: agency.name, date: content.on },
    ]
  },
})
