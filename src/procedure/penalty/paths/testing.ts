import { type Citation, compulsionLaw, drugLaw, foodLaw, productLaw, refusal, rules } from '../../../kernel/index.ts'
import type { Gate } from '../../act.ts'
import type { Extension } from '../../procedure.ts'
import type { Strand } from '../../state.ts'
import { endTest, entrustTest, extendTest, testOverran } from '../acts/entrust-test.ts'
import {
  acceptTestResult,
  handleRetest,
  recordTestResult,
  requestRetest,
  retestLapsed,
  tellResult,
} from '../acts/test-result.ts'
import { asOrdered } from '../ordered.ts'
import { retestLaws, testOf } from '../tests.ts'

const basis: readonly Citation[] = [rules(32), rules(64, 2)]

/** What stands open of a test, and what ends it. */
const waits: Readonly<Record<string, string>> = {
  running: '结果还没有出来，请等待结果，或者终止委托',
  overdue: '期间已经届满仍没有结果，请登记结果、延长期间或者终止委托',
  reported: '结果告知书还没有送达当事人，请先送达',
  told: '当事人申请复检的期限还没有届满；当事人无异议的，请记录其书面声明',
  objected: '当事人已经申请复检，请先审查',
}

/** 程序规定 art. 32, 48: what was sent to be found out is found out, told, and no longer open to objection. */
const testsSettled: Gate = {
  name: 'tests-settled',
  title: '检测、检验、检疫、鉴定有结果并已告知当事人',
  basis,
  test: ({ state }) =>
    state.strands.flatMap((strand) => {
      const why = strand.kind === 'test' ? waits[strand.state] : undefined
      return why === undefined ? [] : [refusal('test-open', `${strand.title}：${why}`, { basis })]
    }),
}

const retestAmount = (strand: Strand) => {
  const { remedy = 'none' } = testOf(strand)
  if (remedy === 'none') throw new Error(`${strand.id} was told as open to a new test, and no law gives one`)
  return retestLaws[remedy].amount
}

/** 检测、检验、检疫、鉴定 (程序规定 art. 32, 38 (3), 64 (2)): entrusted, told, reported, and once more where the party objects. */
export const testing: Extension = {
  title: '检测、检验、检疫、鉴定',
  acts: [
    entrustTest,
    extendTest,
    testOverran,
    endTest,
    recordTestResult,
    acceptTestResult,
    requestRetest,
    handleRetest,
    retestLapsed,
  ],
  strands: [
    {
      kind: 'test',
      title: '检测、检验、检疫、鉴定',
      states: {
        running: '等待结果',
        overdue: '期间届满，尚无结果',
        reported: '结果待告知',
        told: '已告知，可以申请复检',
        objected: '申请复检，待审查',
        final: '结果已确定',
        ended: '已终止委托',
      },
      initial: 'running',
      next: { running: 'record-test-result', overdue: 'record-test-result', objected: 'handle-retest' },
    },
  ],
  limits: [
    {
      name: 'test',
      title: '得出检测、检验、检疫、鉴定结果',
      amount: asOrdered,
      basis: [rules(38, 3), compulsionLaw(25, 3)],
      startTitle: '委托',
      strand: 'test',
      fromOpening: true,
      from: ['extend-test', { act: 'handle-retest', into: 'running' }],
      until: ['record-test-result', 'end-test', 'test-overran'],
      onExpiry: 'test-overran',
    },
    {
      name: 'retest',
      title: '当事人申请复检',
      amount: retestAmount,
      basis: [foodLaw(88, 1), productLaw(15, 4), drugLaw(102)],
      startTitle: '收到结果告知书',
      strand: 'test',
      from: [
        { act: 'serve', into: 'told' },
        { act: 'service-deemed', into: 'told' },
      ],
      until: ['accept-test-result', 'request-retest', 'retest-lapsed'],
      onExpiry: 'retest-lapsed',
      right: true,
    },
  ],
  moves: { serve: tellResult, 'service-deemed': tellResult },
  gates: { 'report-investigation': [testsSettled], 'report-otherwise': [testsSettled] },
  clocks: {
    decision: {
      excludes: [{ strand: 'test', in: ['running', 'overdue'], why: '检测、检验、检疫、鉴定的时间不计入办案期限' }],
    },
    seizure: {
      excludes: [
        {
          strand: 'test',
          in: ['running'],
          of: (strand, clocked) => testOf(strand).seizure === clocked,
          why: '检测、检验、检疫、鉴定的期间不计入查封、扣押的期限',
        },
      ],
    },
  },
}
