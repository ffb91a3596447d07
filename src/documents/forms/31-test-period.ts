import { z } from 'zod'
import type { Body, TestData } from '../../procedure/index.ts'
import { flush, paragraph, rows } from '../blocks.ts'
import { form } from '../form.ts'
import { agencyContent, agencyOf, dateText, partyContent, partyOf, text } from './parts.ts'
import { daysText, samplesTable, testContent, testContentOf } from './tests.ts'

/** The period, fixed and told in writing (程序规定 art. 38 (3); 行政强制法 art. 25 (3)); anew when it is made longer. */
export const testPeriod = form({
  no: 31,
  name: '检测/检验/检疫/鉴定期间告知书',
  layout: 'letter',
  content: z.strictObject({
    party: partyContent,
    test: testContent,
    /** First, made longer, or of a second test. */
    occasion: z.enum(['first', 'longer', 'again']),
    from: text,
    by: text,
    period: text,
    seized: z.boolean(),
    reasons: text.optional(),
    agency: agencyContent,
    on: text,
  }),
  fill: ({ state, act, input, record, facts, at, party }) => {
    const known = record.test as (TestData & { readonly source?: string }) | undefined
    const test = known ?? (input as unknown as TestData)
    const body = (input.body as Body | undefined) ?? test.body
    const occasion: 'longer' | 'again' | 'first' =
      act === 'extend-test' ? 'longer' : act === 'handle-retest' ? 'again' : 'first'
    const from = occasion === 'longer' ? test.since : at
    return {
      party: partyOf(state, party),
      test: testContentOf(test, body),
      occasion,
      from: dateText(from),
      by: dateText(String(input.by)),
      period: daysText(from, String(input.by)),
      seized: (known?.source ?? input.source) === 'seized',
      ...(occasion === 'longer' ? { reasons: String(input.reasons) } : {}),
      agency: agencyOf(facts),
      on: dateText(at),
    }
  },
  heading: ({ test, occasion }) => `${occasion === 'again' ? '复检' : test.kind}期间告知书`,
  blocks: ({ party, test, occasion, by, period, seized, reasons, agency, on }) => [
    flush(party.name, '：'),
    paragraph(
      occasion === 'longer'
        ? `本局委托${test.body}对下列物品进行${test.kind}，因${reasons?.replace(/[。.；;\s]+$/u, '')}，期间延长至${by}：`
        : occasion === 'again'
          ? `你（单位）申请复检，本局依法受理，现委托${test.body}对下列物品进行复检：`
          : `因案件办理需要，本局委托${test.body}对下列物品进行${test.kind}：`,
    ),
    samplesTable(test),
    rows([`${test.kind}事项`, test.matter], ['期间', period]),
    paragraph(
      seized
        ? '依照《行政强制法》第二十五条第三款和《市场监督管理行政处罚程序规定》第三十八条第三款、第六十四条第二款，上述期间不计入查封、扣押的期限，也不计入案件办理期限。费用由本局承担。'
        : '依照《市场监督管理行政处罚程序规定》第六十四条第二款，上述期间不计入案件办理期限。费用由本局承担。',
    ),
    paragraph(`结果作出后，本局将书面告知你（单位）。联系电话：${agency.phone}`),
    { kind: 'seal', agency: agency.name, date: on },
  ],
})
