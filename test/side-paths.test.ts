import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { officers } from '../data/bureau.ts'
import {
  approve,
  clue,
  decide,
  file,
  investigate,
  notice,
  publish,
  report,
  review,
  serveDecision,
  untilNotice,
  untilPublished,
} from '../data/ordinary-story.ts'
import { type BureauAtWork, bureauAtWork } from './desk/bureau.ts'
import type { Desk } from './desk/desk.ts'
import { bill } from './desk/invented.ts'
import { signAll } from './desk/signing.ts'
import { type Told, tellCase } from './desk/told.ts'

const nameOf = (username: string): string => officers.find((each) => each.username === username)?.data.name ?? username
const dayOf = (at: string): string => at.slice(0, 10)

describe('side paths, clicked through', () => {
  let work: BureauAtWork
  before(async () => {
    work = await bureauAtWork()
  })
  after(() => work?.end())

  /** The people of a told case at their desks, on its page. */
  const peopleOf = ({ ordinary: { story, leader }, id }: Told) => ({
    officer: (): Promise<Desk> => work.at(story.first, id()),
    leader: () => work.at(leader, id()),
    at: (username: string) => work.at(username, id()),
  })
  /** The text of the public page of a case's decision, and how it was answered. */
  const onThePortal = async (told: Told): Promise<{ readonly status: number; readonly text: string }> => {
    const { papers } = await (await work.person('jiang.siqi')).get<{
      papers: readonly { title: string; number?: string }[]
    }>(`/api/cases/${told.id()}`)
    const number = papers.find(({ title }) => title === '行政处罚决定书')?.number ?? ''
    const page = await work.browser.newPage({ javaScriptEnabled: false })
    const answer = await page.goto(`${work.bureau.url}/decisions/${encodeURIComponent(number)}`)
    const text = (await page.locator('main').textContent()) ?? ''
    await page.close()
    return { status: answer?.status() ?? 0, text }
  }

  test('a hearing is asked for, held seven working days after its notice, reported, and the case goes on to its decision', async () => {
    const told = await tellCase(work, { n: 1, daysAgo: 70, item: 'trade-mark', fine: 15_000 })
    const { ordinary, later } = told
    const { officer, leader, at } = peopleOf(told)
    untilNotice(ordinary)
    await told.send()
    const asked = later(2)
    await (await officer()).act(
      '登记听证申请',
      { 提出日期: dayOf(asked), 提出方式: '书面申请', 听证请求和理由: '对罚款数额有异议，要求听证。', 申请材料: bill },
      asked,
    )
    // Whoever investigated can't preside.
    const appointed = later(1)
    const desk = await leader()
    await desk.refused(
      '确定听证主持人',
      { 听证主持人: nameOf(ordinary.story.first) },
      /办案人员|参与本案调查|不得/,
      appointed,
    )
    const chair = ordinary.reviewer === 'gu.qingyan' ? 'bai.luoshu' : 'gu.qingyan'
    await desk.act('确定听证主持人', { 听证主持人: nameOf(chair) })
    await (await officer()).act('移交听证材料', { 案件材料已全部移交听证主持人: true }, later(1))
    const scheduled = later(1)
    const presiding = await at(chair)
    const hearing = (day: number) =>
      new Date(Date.parse(ordinary.story.timeIn(day, 9)) + 8 * 3_600_000).toISOString().slice(0, 16)
    const place = { 听证地点: '澄州市市场监督管理局听证室', 是否公开举行: '公开举行', 记录员: '邱安澜' }
    await presiding.refused('确定听证时间、地点', { ...place, 听证时间: hearing(6) }, /七个工作日/, scheduled)
    const time = hearing(10)
    await presiding.act('确定听证时间、地点', { 听证时间: time }, scheduled)
    await (await officer()).act('送达文书', {}, later(1))
    const announced = later(1)
    await (await at(chair)).act('公告听证', { 公告日期: dayOf(announced), 公告载体: '本局门户网站' }, announced)
    const held = later(9)
    const until = `${time.slice(0, 11)}11:00`
    await (await at(chair)).act(
      '举行听证',
      {
        听证开始时间: time,
        听证结束时间: until,
        到场人员: [
          { 身份: '办案人员', 姓名: nameOf(ordinary.story.first) },
          { 身份: '当事人', 姓名: told.party.representative ?? told.party.name },
        ],
        '已查明到场人员、宣布听证纪律': true,
        '办案人员提出的事实、证据、处罚建议及依据': '当事人销售侵犯注册商标专用权的商品，建议罚款。',
        当事人及其代理人的陈述和申辩: '数额偏高，请求从轻。',
        质证: '当事人对证据没有异议。',
        辩论: '双方就裁量进行了辩论。',
        各方最后意见: '办案人员坚持处罚建议；当事人请求从轻。',
      },
      later(1) > held ? undefined : held,
    )
    await (await at(chair)).act(
      '提交听证报告',
      {
        听证的基本情况: '听证公开举行，各方充分陈述、质证和辩论。',
        当事人的主要意见: '认为罚款数额偏高。',
        处理意见: '事实清楚、证据充分，建议维持拟作出的处罚',
        理由和建议: '处罚建议已经适用从轻阶次。',
      },
      later(2),
    )
    review(ordinary)
    approve(ordinary)
    await told.send()
    assert.match(await (await leader()).reasons('作出行政处罚决定'), /集体讨论/)
    await (await leader()).act(
      '集体讨论',
      {
        讨论地点: '局会议室',
        参加人意见: [
          { 参加人: '江思齐', 意见: '同意处罚建议。' },
          { 参加人: '何闻舟', 意见: '同意，裁量适当。' },
        ],
        讨论结论: '同意按处罚建议作出决定。',
      },
      later(1),
    )
    await (await leader()).act(
      '作出行政处罚决定',
      { 决定意见: '经集体讨论，同意按处罚建议作出行政处罚决定。' },
      later(0),
    )
    serveDecision(ordinary)
    publish(ordinary)
    await told.send()
    const { status, text } = await onThePortal(told)
    assert.equal(status, 200)
    assert.match(text, /听证/)
    assert.deepEqual(work.errors(), [])
  })

  test('a case that looks like a crime goes to the police, stands still, comes back and is decided', async () => {
    const told = await tellCase(work, { n: 2, daysAgo: 80, item: 'trade-mark', fine: 8_000 })
    const { ordinary, later } = told
    const { officer, leader } = peopleOf(told)
    clue(ordinary)
    file(ordinary)
    investigate(ordinary)
    await told.send()
    await (await officer()).act(
      '报告涉嫌犯罪',
      {
        涉嫌罪名: '销售假冒注册商标的商品罪',
        涉嫌犯罪的事实: '历次销售金额累计可能达到追诉标准。',
        追诉标准及理由: '销售金额累计达到立案追诉标准，存在犯罪的合理嫌疑。',
      },
      later(2),
    )
    assert.match(await (await officer()).reasons('提交调查终结报告'), /移送/)
    await (await leader()).act('审批移送', { 审批结论: '批准移送', 审批意见和理由: '同意移送公安机关。' }, later(1))
    await (await officer()).act(
      '移送公安机关',
      {
        受移送的公安机关: '澄州市公安局',
        移送材料清单: '涉嫌犯罪案件移送书；调查报告；涉案物品清单。',
        公安机关签收的回执: bill,
      },
      later(0),
    )
    await (await officer()).act(
      '登记公安机关答复',
      {
        答复: '决定立案',
        通知书文号: '澄公立字〔2026〕2号',
        情况和理由: '有犯罪事实，决定立案侦查。',
        通知书: bill,
      },
      later(3),
    )
    assert.match(await (await officer()).reasons('提交调查终结报告'), /移送/)
    await (await officer()).act(
      '登记案件退回',
      {
        退回机关: '人民检察院',
        文书名称及文号: '澄检不诉〔2026〕2号',
        退回的情况和意见: '犯罪情节轻微，不需要判处刑罚，建议给予行政处罚。',
        文书: bill,
      },
      later(20),
    )
    report(ordinary)
    review(ordinary)
    notice(ordinary)
    decide(ordinary)
    serveDecision(ordinary)
    publish(ordinary)
    await told.send()
    const { status, text } = await onThePortal(told)
    assert.equal(status, 200)
    assert.match(text, /注册商标/)
    assert.deepEqual(work.errors(), [])
  })

  test('a fine is paid in instalments; the second is late, is demanded with its surcharge, and is paid', async () => {
    const told = await tellCase(work, { n: 5, daysAgo: 120, item: 'trade-mark', fine: 6_000 })
    const { ordinary, later } = told
    const { officer, leader } = peopleOf(told)
    const { story } = ordinary
    untilPublished(ordinary)
    await told.send()
    const asked = later(0)
    await (await officer()).act(
      '申请延期（分期）缴纳罚款',
      {
        方式: '分期缴纳',
        缴纳计划: [
          { 缴纳日期: story.dayIn(15), 金额: '3000' },
          { 缴纳日期: story.dayIn(30), 金额: '3000' },
        ],
        当事人的书面申请和困难证明: bill,
        理由: '经营困难，一次缴清确有困难。',
      },
      asked,
    )
    await (await leader()).act('审批延期（分期）缴纳罚款', { 审批结论: '同意', 审批意见: '同意分两期缴纳。' }, later(1))
    await (await officer()).act('送达文书', {}, later(1))
    const first = later(10)
    await (await officer()).act('登记缴款', { 缴款金额: '3000', 缴款日期: dayOf(first), 票据号码: '浙财缴 11' }, first)
    const late = later(22)
    await (await officer()).refused(
      '加处罚款',
      { 截至今天的加处罚款总额: '6001', 计算说明: '按日加处。' },
      /不得超出罚款的数额/,
      late,
    )
    await (await officer()).act(
      '加处罚款',
      { 截至今天的加处罚款总额: '90', 计算说明: '逾期一日，每日按罚款数额的百分之三加处。' },
      late,
    )
    await (await officer()).act(
      '催告履行',
      { 催告内容: '请自收到本催告书之日起十个工作日内缴清余款和加处罚款。' },
      late,
    )
    await (await officer()).act('送达文书', {}, later(1))
    const last = later(4)
    await (await officer()).act('登记缴款', { 缴款金额: '3090', 缴款日期: dayOf(last), 票据号码: '浙财缴 12' }, last)
    await signAll(work.person, told.id())
    await (await officer()).act('申请结案', { 案件办理和执行情况: '罚款和加处罚款已全部缴清。' }, later(1))
    await (await leader()).act('批准结案', { 审批意见: '同意结案，请按规定立卷归档。' }, later(1))
    const { money } = await (await work.person(story.first)).get<{ money: Readonly<Record<string, number>> }>(
      `/api/cases/${told.id()}`,
    )
    assert.deepEqual([money.paid, money.surcharge, money.open], [609_000, 9_000, 0])
    assert.deepEqual(work.errors(), [])
  })

  test('a decision is changed after reconsideration: less is paid, and the public page says that it was withdrawn', async () => {
    const told = await tellCase(work, { n: 4, daysAgo: 90, item: 'trade-mark', fine: 9_000 })
    const { ordinary, later } = told
    const { officer, leader, at } = peopleOf(told)
    untilPublished(ordinary)
    await told.send()
    assert.equal((await onThePortal(told)).status, 200)
    const accepted = later(6)
    await (await officer()).act(
      '登记复议、诉讼',
      {
        种类: '行政复议',
        复议机关或者受理法院: '澄州市人民政府',
        通知书文号: '澄政复受〔2026〕4号',
        受理日期: dayOf(accepted),
        是否停止执行: '不停止执行',
        请求和理由: '请求变更处罚决定。',
        '受理通知书、申请书副本': bill,
      },
      accepted,
    )
    const decided = later(25)
    await (await officer()).act(
      '登记复议、诉讼结果',
      {
        结果: '变更处罚决定',
        文书名称及文号: '澄政复决〔2026〕4号',
        收到日期: dayOf(decided),
        主要理由: '适用裁量基准不当。',
        变更后的罚款金额: '5000',
        '决定书、裁判文书': bill,
      },
      decided,
    )
    await (await at('qiu.anlan')).act('撤回公示', { 撤回理由: '处罚决定经行政复议变更，撤回原公示信息。' }, later(2))
    const withdrawn = await onThePortal(told)
    assert.equal(withdrawn.status, 410)
    assert.match(withdrawn.text, /撤回/)
    const paid = later(3)
    await (await officer()).act('登记缴款', { 缴款金额: '5000', 缴款日期: dayOf(paid), 票据号码: '浙财缴 13' }, paid)
    await signAll(work.person, told.id())
    await (await officer()).act('申请结案', { 案件办理和执行情况: '变更后的罚款已缴清。' }, later(1))
    await (await leader()).act('批准结案', { 审批意见: '同意结案，请按规定立卷归档。' }, later(1))
    assert.deepEqual(work.errors(), [])
  })
})
