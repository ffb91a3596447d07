import { z } from 'zod'
import { type Body, type TestData, testStandings } from '../../procedure/index.ts'
import { flush, paragraph, rows } from '../blocks.ts'
import { form } from '../form.ts'
import { agencyContent, agencyOf, dateText, text } from './parts.ts'
import { samplesTable, testContent, testContentOf } from './tests.ts'

/** To the body, what to find out, of which samples, by which standard and until when (程序规定 art. 32). */
export const testEntrusted = form({
  no: 30,
  name: '检测/检验/检疫/鉴定委托书',
  layout: 'letter',
  content: z.strictObject({
    test: testContent,
    again: z.boolean(),
    standing: text,
    standard: text,
    by: text,
    handlers: text,
    agency: agencyContent,
    on: text,
  }),
  fill: ({ state, input, record, facts, at }) => {
    // A second test is of what the first one was of.
    const again = record.test !== undefined
    const test = (again ? record.test : input) as TestData
    const body = input.body as Body
    return {
      test: testContentOf(test, body),
      again,
      standing: `${testStandings[body.standing]}：${body.proof}`,
      standard: test.standard,
      by: dateText(String(input.by)),
      handlers: state.dossier.handlers.map(({ name }) => name).join('、'),
      agency: agencyOf(facts),
      on: dateText(at),
    }
  },
  heading: ({ test, again }) => `${again ? '复检' : test.kind}委托书`,
  blocks: ({ test, again, standing, standard, by, handlers, agency, on }) => [
    flush(test.body, '：'),
    paragraph(
      `本局在办理案件中，需要对下列物品${again ? `进行复检。初检结论当事人有异议，本局已依法受理其申请。现` : `的专门事项进行${test.kind}。`}依照《市场监督管理行政处罚程序规定》第三十二条，委托你单位${again ? '复检' : test.kind}：`,
    ),
    samplesTable(test),
    rows(
      [`${test.kind}事项`, test.matter],
      ['依据的标准或者方法', standard],
      ['机构资质', standing],
      ['完成期限', `${by}前`],
    ),
    paragraph(
      `请核对样品和封样情况，如有异常，收样时告知本局。请在上述期限内出具书面报告，由${test.kind}人员签名并加盖机构印章；不能按期完成的，请在期限届满前书面说明。${test.kind}费用由本局承担，不得向当事人收取。`,
    ),
    paragraph(`联系人：${handlers}　联系电话：${agency.phone}`),
    { kind: 'seal', agency: agency.name, date: on },
  ],
})
