import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { usccCheckDigit } from '../../kernel/index.ts'
import { ordinarySteps, type Step, scenes, shop, simpleSteps } from '../../procedure/testing.ts'
import { toldCase } from '../testing.ts'
import { type ComparedPaper, compareWithCase, comparisons, ofDrafts } from './index.ts'
import { almostIn } from './names.ts'
import { readPaper } from './paper.ts'
import { spanOf } from './times.ts'

const comparedOf = (steps: readonly Step[]) => {
  const { state, papers } = toldCase(steps)
  return {
    state,
    papers: papers.map(
      ({ id, form, title, number, content }): ComparedPaper => ({
        id,
        form,
        title,
        ...(number === undefined ? {} : { number: number.text }),
        content,
      }),
    ),
  }
}
const ordinary = comparedOf(Object.values(ordinarySteps))
const seizure = comparedOf(scenes.seizure ?? [])

/** The papers of a case, one of them with other content. */
const changed = (
  { state, papers }: typeof ordinary,
  form: number,
  change: (content: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
) => {
  assert.ok(
    papers.some((paper) => paper.form === form),
    `there is no form ${form}`,
  )
  return {
    state,
    papers: papers.map((paper) =>
      paper.form === form ? { ...paper, content: { ...paper.content, ...change(paper.content) } } : paper,
    ),
  }
}
const asked = (name: string, { state, papers }: typeof ordinary) => {
  const compare = comparisons[name]
  assert.ok(compare !== undefined, `there is no comparison ${name}`)
  return compare({ state, papers: papers.map(readPaper) })
}
const said = (name: string, compared: typeof ordinary) =>
  asked(name, compared).map(({ verdict, sentence }) => `${verdict} ${sentence}`)
const party = (more: Readonly<Record<string, unknown>>) => (content: Readonly<Record<string, unknown>>) => ({
  party: { ...(content.party as object), ...more },
})
const facts = (text: string) => () => ({ facts: text })

test('the papers of every told case agree with it: what the machine fills in, it does not complain of', () => {
  for (const [name, steps] of Object.entries({
    ordinary: Object.values(ordinarySteps),
    simple: Object.values(simpleSteps),
    ...scenes,
  })) {
    const { state, papers } = comparedOf(steps as readonly Step[])
    assert.deepEqual(
      compareWithCase(state, papers).map(({ sentence }) => sentence),
      [],
      name,
    )
  }
})

/** Each comparison once where it finds something: what is changed, and the sentence. */
const wrong: Readonly<Record<string, readonly (readonly [compared: typeof ordinary, sentence: RegExp])[]>> = {
  partyNames: [
    [
      changed(ordinary, 45, party({ name: '澄州市东浦区云朵食品厂' })),
      /^differs 《行政处罚决定书》的当事人写作“澄州市东浦区云朵食品厂”/,
    ],
  ],
  almostNames: [
    [
      changed(ordinary, 37, facts('当事人澄州市东浦区云朶食品店经营糕点。')),
      /^differs .*“澄州市东浦区云朶食品店”，与登记的“澄州市东浦区云朵食品店”差一个字/,
    ],
    [changed(ordinary, 37, facts('糕点购自澄州市东浦区云朵食品厂。')), /^unclear .*只差一个字/],
    [changed(ordinary, 37, facts('经查，澄州市东浦区云食品店没有进货记录。')), /^unclear .*“澄州市东浦区云食品店”/],
  ],
  otherParties: [
    [
      changed(ordinary, 45, facts('当事人澄州市云岭区晨光文具有限公司销售玩具。')),
      /^differs .*称当事人为“澄州市云岭区晨光文具有限公司”/,
    ],
  ],
  representatives: [
    [changed(ordinary, 45, party({ representative: '云大朵' })), /^differs .*写作“云大朵”/],
    [changed(ordinary, 45, facts('经营者云小朶在场。')), /^unclear .*“云小朶”与登记的“云小朵”只差一个字/],
  ],
  partyCodes: [
    [changed(ordinary, 45, party({ code: '92339901MA0000002X' })), /^differs .*统一社会信用代码是 92339901MA0000002X/],
  ],
  identityNumbers: [
    [
      changed(ordinary, 14, () => ({
        person: { name: '云小朵', role: '经营者', idNumber: '339901199001011249' },
      })),
      /^differs 云小朵的居民身份证号码在《询问笔录》是 339901199001011249/,
    ],
  ],
  codesInText: [
    [changed(ordinary, 37, facts('统一社会信用代码：92339901MA00000019。')), /^differs .*一定有错字/],
    [
      changed(ordinary, 37, facts(`供货商统一社会信用代码 91339901MA0000077${usccCheckDigit('91339901MA0000077')}。`)),
      /^unclear .*不是案件登记的/,
    ],
  ],
  certificates: [
    [
      changed(ordinary, 14, () => ({ officers: [{ name: '赵一鸣', certificate: '浙澄旧号' }] })),
      /^unclear 赵一鸣的执法证号在《询问笔录》是 浙澄旧号/,
    ],
  ],
  partyAddresses: [
    [changed(ordinary, 45, party({ address: '澄州市东浦区望江路 81 号' })), /^differs .*“澄州市东浦区望江路 81 号”/],
  ],
  addressesInText: [
    [
      changed(ordinary, 37, facts('当事人住所为澄州市东浦区望江路81号。')),
      /^differs .*称当事人住所为“澄州市东浦区望江路81号”/,
    ],
    [changed(ordinary, 37, facts('另有经营场所位于澄州市云岭区山前路2号。')), /^unclear .*请核对是不是另一处/],
  ],
  twoPlacesAtOnce: [
    [
      changed(ordinary, 14, () => ({ period: '2026年3月5日9时30分至10时30分' })),
      /^differs 赵一鸣、钱双喜同一时间在两处/,
    ],
    [
      changed(
        {
          ...ordinary,
          papers: [
            ...ordinary.papers,
            ...ordinary.papers
              .filter(({ form }) => form === 14)
              .map((paper) => ({
                ...paper,
                id: 'other',
                content: { ...paper.content, person: { name: '店员甲', role: '员工' } },
              })),
          ],
        },
        14,
        (content) => content,
      ),
      /^differs 赵一鸣、钱双喜同一时间询问云小朵和店员甲，询问应当个别进行/,
    ],
  ],
  endings: [
    [
      changed(ordinary, 35, () => ({ course: '检查于10时40分结束。' })),
      /^differs .*写检查 10 时 40 分结束，《现场笔录》记的是2026年3月5日9时10分至10时10分/,
    ],
  ],
  impossibleDays: [[changed(ordinary, 37, facts('2026年2月30日购进糕点。')), /^differs .*没有这一天/]],
  daysOfActs: [
    [
      changed(ordinary, 35, () => ({ course: '2026年3月6日，执法人员进行现场检查。' })),
      /^differs .*写 2026年3月6日现场检查，现场笔录记的是 2026年3月5日/,
    ],
    [
      changed(ordinary, 35, () => ({ course: '2026年3月5日，本局立案调查。' })),
      /^differs .*案件登记记的是 2026年3月4日/,
    ],
  ],
  wordsAndFigures: [
    [
      changed(ordinary, 45, () => ({ penalty: ['罚款人民币伍仟元整（¥50,000.00元）。'] })),
      /^differs .*大写“伍仟元整”与小写“50,000.00元”不是同一个数/,
    ],
    [changed(ordinary, 45, facts('货款500元（大写：伍佰伍拾元整）。')), /^differs .*“伍佰伍拾元整”与小写“500元”/],
  ],
  penaltyAmounts: [
    [
      changed(ordinary, 45, () => ({ reasons: '首次违法，决定罚款5000元。' })),
      /^differs .*写“决定罚款5000元”，处罚内容是罚款 50,000.00 元/,
    ],
    [changed(ordinary, 45, () => ({ reasons: '曾于上年被罚款2000元。' })), /^unclear .*请核对说的是不是这次处罚/],
    [
      changed(ordinary, 45, () => ({
        penalty: ['没收违法所得人民币叁拾元整（¥30.00元）。'],
        facts: '违法所得共计300元。',
      })),
      /^differs .*写违法所得300元，处罚内容是没收违法所得 30.00 元/,
    ],
    [
      {
        ...changed(ordinary, 45, facts('货值 900 元。')),
        state: {
          ...ordinary.state,
          dossier: {
            ...ordinary.state.dossier,
            ...(ordinary.state.dossier.proposal === undefined
              ? {}
              : { proposal: { ...ordinary.state.dossier.proposal, baseValue: 9_000 } }),
          },
        },
      },
      /^unclear .*写货值900 元，处罚建议按 90.00 元裁量/,
    ],
    [changed(ordinary, 45, facts('违法所得30元。')), /^unclear .*没有没收违法所得/],
  ],
  goodsValues: [[changed(ordinary, 45, facts('当事人经营超过保质期的糕点，货值 900 元。')), /^unclear .*货值90 元/]],
  sums: [[changed(ordinary, 45, () => ({ due: 4_000_000 })), /^differs .*少于罚款 50,000.00 元/]],
  documentNumbers: [
    [
      changed(ordinary, 45, () => ({ notice: '澄市监罚告〔2026〕3号' })),
      /^differs .*《行政处罚告知书》的文号是 澄市监罚告〔2026〕3号，本案的是 澄市监罚告〔2026〕1号/,
    ],
    [
      changed(ordinary, 45, () => ({ reasons: '两年内曾受处罚（澄市监罚〔2025〕7号）。' })),
      /^unclear .*请核对是不是另一案件的/,
    ],
  ],
  settledGoods: [
    [
      changed(seizure, 52, ({ things }) => ({
        things: (things as readonly Record<string, unknown>[]).map((thing) => ({ ...thing, quantity: '7 盒' })),
      })),
      /^differs “.*”在清单中是 \d+ .*处理的是 7 盒/,
    ],
    [
      changed(seizure, 52, ({ things }) => ({
        things: (things as readonly Record<string, unknown>[]).map((thing) => ({ ...thing, name: '月饼' })),
      })),
      /^differs .*处理的“月饼.*不在清单中/,
    ],
  ],
  goodsInText: [
    [changed(seizure, 9, () => ({ course: '当场扣押云朵酥七盒。' })), /^unclear .*写“云朵酥”七盒，清单是 120 盒/],
  ],
  articles: [
    [
      changed(ordinary, 45, () => ({ nature: '当事人的行为违反《中华人民共和国食品安全法》第三十四条第（一）项。' })),
      /^differs .*写违反《中华人民共和国食品安全法》第三十四条第（一）项/,
    ],
    [
      changed(ordinary, 45, () => ({ reasons: '依据《食品安全法》第一百二十三条从轻。' })),
      /^unclear .*请核对条、款、项/,
    ],
  ],
}

describe('what is compared', () => {
  for (const name of Object.keys(comparisons))
    test(`${name} finds what differs and is silent where nothing does`, () => {
      assert.deepEqual(said(name, ordinary), [])
      assert.deepEqual(said(name, seizure), [])
      assert.ok(wrong[name] !== undefined, 'it is tried where it finds something')
      for (const [compared, sentence] of wrong[name] ?? []) {
        const sentences = said(name, compared)
        assert.ok(sentences.length > 0, `${name}: ${sentence}`)
        for (const each of sentences) assert.match(each, sentence)
      }
    })
})

/** What could be taken for a difference and is none. */
const right: readonly (readonly [form: number, text: string])[] = [
  [37, '当事人“澄州市东浦区云朵食品店”经营糕点。'],
  [37, '当事人云朵食品店的店员在场。'],
  [37, '罚没款缴至澄州银行，账号 6222020000000000001。'],
  [37, '商品条形码 690123456789012345。'],
  [37, '当事人住所：澄州市东浦区望江路18号。'],
  [45, '违反了《中华人民共和国食品安全法》第三十四条第十项的规定。'],
  [45, '依据《行政处罚法》第三十二条从轻处罚。'],
  [45, '《行政处罚告知书》（澄市监罚告[2026]1号）已送达。'],
  [45, '决定罚款5万元（大写伍万元整）。'],
  [45, '2026年3月5日，执法人员进行现场检查；2026年3月4日，本局立案。'],
  [45, '货值金额90元。'],
  [45, '违法所得30元，案发后已全部退还消费者。'],
]
test('what is written otherwise and means the same is no difference', () => {
  for (const [form, text] of right) {
    const { state, papers } = changed(ordinary, form, facts(text))
    assert.deepEqual(
      compareWithCase(state, papers).map(({ sentence }) => sentence),
      [],
      text,
    )
  }
})

test('a finding names both places in words that stand there', () => {
  const compared = changed(ordinary, 45, facts('当事人澄州市东浦区云朶食品店经营糕点。'))
  const [finding] = asked('almostNames', compared)
  assert.deepEqual(finding?.places, [
    {
      title: '行政处罚决定书（澄市监罚〔2026〕1号）',
      paper: ordinary.papers.find(({ form }) => form === 45)?.id,
      field: '查明的事实',
      text: '当事人澄州市东浦区云朶食品店经营糕点。',
    },
    { title: '案件登记', field: '当事人', text: shop.name },
  ])
})

test('of what concerns only issued papers, a form about to be handed in is not told', () => {
  const { state, papers } = changed(ordinary, 37, facts('2026年2月30日购进糕点。'))
  const draft = { form: 33, title: '责令改正通知书', content: draftContent('2026年2月31日前没有标价。') }
  const findings = compareWithCase(state, [...papers, draft])
  assert.equal(findings.length, 2)
  assert.deepEqual(
    ofDrafts(findings).map(({ places: [{ draft: form, text }] }) => [form, text.includes('2月31日')]),
    [[33, true]],
  )
})
const draftContent = (breach: string) => ({
  party: ordinary.papers.find(({ form }) => form === 45)?.content.party,
  breach,
  breached: '《食品安全法》第三十四条第（十）项',
  measures: '停止销售。',
  by: '2026年4月1日',
  agency: { name: '澄州市市场监督管理局', address: '', phone: '', reconsideration: '', court: '', bank: '' },
  on: '2026年3月20日',
})

test('a name is almost there with one character changed, lost or added inside it, and not where it stands itself', () => {
  const name = '云朵食品店'
  assert.deepEqual(almostIn('去了云朵食品店。', name), [])
  assert.deepEqual(
    almostIn('去了云朵食杂店。', name).map(({ text }) => text),
    ['云朵食杂店'],
  )
  assert.deepEqual(
    almostIn('去了云食品店。', name).map(({ text }) => text),
    ['云食品店'],
  )
  assert.deepEqual(
    almostIn('去了云朵小食品店。', name).map(({ text }) => text),
    ['云朵小食品店'],
  )
  assert.deepEqual(almostIn('去了彩虹食品店。', name), [])
  assert.deepEqual(almostIn('云朵食品', name), [], 'who says less says nothing else')
})

test('a record tells from when to when, on the next day too', () => {
  assert.equal(
    (spanOf('2026年3月2日23时50分至2026年3月3日0时10分')?.until ?? 0) -
      (spanOf('2026年3月2日23时50分至23时55分')?.from ?? 0),
    20,
  )
  assert.equal(spanOf('上午九点'), undefined)
})
