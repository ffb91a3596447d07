import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { reviewPoints } from '../src/review/index.ts'
import { type BureauAtWork, bureauAtWork } from './desk/bureau.ts'
import { minutesAgo, signIn } from './desk/desk.ts'
import { bill, photo, reviewAnswers, shop, shopFields } from './desk/invented.ts'
import { signAll } from './desk/signing.ts'
import { person } from './server.ts'

/** Of somebody beside the party, named in the decision's text. */
const witness = '13900000077'
const secrets = [shop.idNumber, shop.phone, witness, '林晓白']

describe('a bureau at work', () => {
  let work: BureauAtWork
  before(async () => {
    work = await bureauAtWork()
  })
  after(() => work?.end())

  const at = (username: string, id?: string) => work.at(username, id)
  const officer = (id?: string) => at('song.qiaoyun', id)
  const leader = (id: string) => at('jiang.siqi', id)
  const reviewer = (id: string) => at('gu.qingyan', id)

  test('an ordinary case is clicked through from the clue to the public page, by the people it takes', async () => {
    const opening = await officer()
    const id = await opening.begin('登记案件来源', {
      案由: '星河炒货店涉嫌经营无标签预包装食品案',
      线索来源: '监督检查',
      线索内容: '货架上有无标签炒货。',
      承办机构: '稽查支队',
    })
    let desk = await officer(id)
    await desk.act('记录核查情况', { 核查人员: ['宋巧云', '杜仁杰'], 核查情况: '情况属实。', 核查意见: '建议立案' })
    const filing = {
      当事人: shopFields,
      涉嫌违反的事项: '经营无标签',
      立案理由和依据: '有证据初步证明存在违法行为，建议立案。',
      有证据初步证明存在违法行为: true,
      依法应当给予行政处罚: true,
      属于本部门管辖: true,
      在给予行政处罚的法定期限内: true,
    } as const
    await desk.refused(
      '提出立案建议',
      { ...filing, 当事人: { ...shopFields, 统一社会信用代码: shop.wrongCode } },
      /校验|不正确|有误/,
    )
    await desk.refused(
      '提出立案建议',
      { 当事人: { 统一社会信用代码: shop.code, 联系电话: '12345' } },
      /联系电话格式不对/,
    )
    await desk.act('提出立案建议', { 当事人: { 联系电话: shop.phone } })
    assert.match(await desk.reasons('批准立案'), /由局负责人来做/)

    await (await leader(id)).act('批准立案', { 审批意见: '同意立案，请承办机构指定办案人员依法调查。' })
    const head = await at('luo.haosheng', id)
    await head.refused('指定办案人员', { 办案人员: ['宋巧云'] }, /不得少于两人/)
    await head.refused('指定办案人员', { 办案人员: ['卓立帆'] }, /有效期|已过期|失效/)
    await head.startAgain('指定办案人员')
    await head.act('指定办案人员', { 办案人员: ['宋巧云', '杜仁杰'] })

    desk = await officer(id)
    assert.match(await desk.reasons('现场检查'), /请先记录“出示执法证件/)
    await desk.act('出示执法证件、告知权利', { '已告知陈述权、申辩权和申请回避的权利': true })
    await desk.refused(
      '现场检查',
      { 检查开始时间: minutesAgo(-30), 检查结束时间: minutesAgo(-10), 现场情况: '货架上有 18 袋无标签炒货。' },
      /结束时间不能晚于录入时间/,
    )
    await desk.act('现场检查', {
      检查开始时间: minutesAgo(40),
      检查结束时间: minutesAgo(10),
      到场人及身份: '栾星河（经营者）',
      证明清单中的哪些事项: ['主体资格', '违法行为', '标签缺失', '经营事实'],
      现场照片: photo,
    })
    const second = await at('du.renjie', id)
    const questioning = await second.open('询问')
    await questioning.getByRole('button', { name: '插入询问提纲' }).click()
    await questioning.getByRole('checkbox', { name: /检查时的情况是否属实/ }).uncheck()
    await questioning.getByRole('button', { name: /^插入 \d+ 个问题$/ }).click()
    const asked = questioning.getByRole('textbox', { name: /^问$/ })
    assert.match(await asked.first().inputValue(), /澄州市市场监督管理局的执法人员宋巧云、杜仁杰/)
    const all = await asked.evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value))
    assert.ok(all.length > 15 && all.some((question) => question.includes('没有标签的预包装食品')), all.join('\n'))
    assert.ok(!all.some((question) => question.includes('检查时的情况')), 'what was left out is not put in')
    await questioning.getByRole('button', { name: '第 2 条上移' }).click()
    assert.equal(await asked.first().inputValue(), all[1])
    await questioning.getByLabel(/^答/).first().fill('听清楚了，不申请回避。')
    await questioning.getByRole('button', { name: /^去掉没有回答的/ }).click()
    assert.equal(await asked.count(), 1)
    await second.act('询问', {
      询问开始时间: minutesAgo(9),
      询问结束时间: minutesAgo(3),
      询问地点: '稽查支队询问室',
      '笔录已交被询问人核对（阅读有困难的已宣读）': true,
    })
    desk = await officer(id)
    const evidence = (证据名称: string) =>
      ({
        证据种类: '书证',
        证据名称,
        证据出处: '星河炒货店',
        证据提供人: '栾星河',
        证明内容: '购进数量和进价',
        原件或者复制件: '原件、原物、原始载体',
        证据文件: bill,
      }) as const
    await desk.act('提取证据', evidence('进货记账本'))

    const report = {
      调查经过: '经检查、询问和提取证据，已查明事实。',
      查明的事实: '当事人经营无标签炒货 18 袋，货值 540 元。',
      违法行为性质: '违反食品安全法。',
      违法行为类型: '经营无标签的预包装食品',
      处罚建议: {
        罚款: true,
        '货值金额（违法经营额、广告费用）': '540',
        主动改正并配合调查: true,
        罚款金额: '990000',
        没收违法所得金额: '0',
        裁量阶次: '从轻处罚',
        裁量理由: '初次违法，货值小，主动下架。',
      },
    } as const
    await desk.refused('提交调查终结报告', report, /罚款.*(超过|高于|不得)/)
    assert.match((await desk.page.locator('.factors output').textContent()) ?? '', /罚款幅度为 5,000.+建议 11,700/)
    await desk.refused('提交调查终结报告', { 处罚建议: { 罚款金额: '8000' } }, /“数量金额”还没有对应的证据/)
    desk = await officer(id)
    await desk.act('对照证据清单', { 应当证明的事项: { 数量金额: ['进货记账本'] } })
    await desk.act('提交调查终结报告')
    assert.match(await desk.reasons('提交审核'), /还缺签名：.*现场笔录 检查人员杜仁杰签名/)
    await signAll(work.person, id)
    desk = await officer(id)
    await desk.act('提交审核', { '送审材料真实、准确、完整': true })

    // Sent back once, then passed.
    await (await reviewer(id)).act('受理送审', { 送审材料齐全: true })
    await (await reviewer(id)).act('出具审核意见', {
      审核内容: reviewAnswers({ point: reviewPoints.facts, reason: '缺少进货票据' }),
      审核结论: '建议补充调查',
      审核意见: '请补充进货票据后重新送审。',
    })
    desk = await officer(id)
    await desk.act('提取证据', evidence('进货票据'))
    await desk.act('提交调查终结报告', { 调查经过: '已补充进货票据。', 处罚建议: { 罚款: true, 罚款金额: '8000' } })
    await signAll(work.person, id)
    desk = await officer(id)
    await desk.act('提交审核', { '送审材料真实、准确、完整': true })
    assert.match(await (await leader(id)).reasons('批准处罚建议'), /审核/)
    await (await reviewer(id)).act('受理送审', { 送审材料齐全: true })
    await (await reviewer(id)).act('出具审核意见', {
      审核内容: reviewAnswers(),
      审核结论: '同意处理意见',
      审核意见: '事实清楚，证据充分，同意。',
    })
    await (await leader(id)).act('批准处罚建议', { 审批意见: '同意处罚建议，请依法告知当事人。' })
    desk = await officer(id)
    await desk.act('制作行政处罚告知书', { 释法说理: '没有标签的食品，出了问题无从追查。' })
    await desk.act('送达文书')
    assert.match(await (await leader(id)).reasons('作出行政处罚决定'), /陈述申辩期到/)
    desk = await officer(id)
    await desk.act('听取陈述申辩', {
      开始时间: minutesAgo(2),
      结束时间: minutesAgo(1),
      地点: '稽查支队',
      陈述申辩内容: `请求从轻。联系电话 ${shop.phone}，证人林晓白的电话 ${witness} 。`,
    })
    await desk.act('复核陈述申辩', { 复核结果: '不采纳，维持处罚建议', 复核情况及理由: '已按从轻确定。' })

    // A page that is older than the case says so, keeps what was written, and does nothing.
    const stale = await leader(id)
    const form = await stale.open('作出行政处罚决定')
    await form.getByLabel(/^决定意见/).fill('同意，按处罚建议作出决定。')
    await (await at('he.wenzhou', id)).act('作出行政处罚决定', { 决定意见: '同意，按处罚建议作出行政处罚决定。' })
    await form.getByRole('button', { name: '载入更新' }).waitFor()
    assert.equal(await form.getByLabel(/^决定意见/).inputValue(), '同意，按处罚建议作出决定。')

    desk = await officer(id)
    await desk.act('送达文书')
    const paying = await desk.open('登记缴款')
    await paying.getByLabel(/^票据号码/).fill('浙财缴 1')
    // Pressed twice, done once.
    await paying.getByRole('button', { name: '登记缴款', exact: true }).dblclick()
    await desk.page.getByRole('status').filter({ hasText: '已办理：登记缴款' }).waitFor()
    await signAll(work.person, id)
    desk = await officer(id)
    await desk.act('申请结案', { 案件办理和执行情况: '罚款已缴清，违法行为已改正。' })
    await (await leader(id)).act('批准结案', { 审批意见: '同意结案，请按规定立卷归档。' })
    desk = await officer(id)
    const draft = await desk.open('拟公示处罚决定')
    await desk.refused('拟公示处罚决定', {}, /还有 2 处隐去建议没有答复/)
    await draft.getByRole('group', { name: '自然人电话' }).getByRole('button', { name: '隐去' }).click()
    // In the text itself, too.
    await draft.getByRole('button', { name: '林晓白' }).first().click()
    await desk.act('拟公示处罚决定')
    await (await at('qiu.anlan', id)).act('公示处罚决定', { 已经保密审查: true })
    assert.deepEqual(work.errors(), [])
    await onThePortal(id, '行政处罚决定书')
  })

  test('a simple case is clicked through on a phone, and is public too', async () => {
    const phone = await signIn(work.browser, work.bureau.url, 'song.qiaoyun', { width: 360 })
    const id = await phone.begin('当场处罚', {
      办案人员: ['杜仁杰'],
      案由: '星河炒货店未按规定明码标价案',
      当事人: shopFields,
      违反的事项: '不按规定明码标价',
      违法行为地点: shop.address,
      当场查明的事实: '12 种商品没有标价。',
      现场照片: photo,
    })
    await phone.act('出示执法证件、告知权利', { '已告知陈述权、申辩权和申请回避的权利': true })
    const penalty = {
      罚款: true,
      罚款金额: '201',
      裁量阶次: '从轻处罚',
      裁量理由: '当场改正。',
    } as const
    const told = { 拟处罚的内容: penalty, 当事人是否陈述申辩: '不陈述申辩' } as const
    await phone.refused('当场告知并听取意见', told, /二百元|200/)
    await phone.act('当场告知并听取意见', { 拟处罚的内容: { 罚款金额: '200' } })
    await phone.act('当场作出处罚决定')
    await phone.act('登记缴款', { 票据号码: '浙财缴 2' })
    await phone.act('交回当场处罚材料', { 材料清单: '当场行政处罚决定书一份、照片、票据。' })
    assert.equal(
      await phone.page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
      true,
      'nothing is wider than the phone',
    )
    assert.match(await (await at('luo.haosheng', id)).reasons('结案'), /还缺签名/)
    await signAll(work.person, id)
    await (await at('luo.haosheng', id)).act('结案', { 说明: '罚款已缴清，材料齐全，同意结案。' })
    await (await officer(id)).act('拟公示处罚决定')
    await (await at('qiu.anlan', id)).act('公示处罚决定', { 已经保密审查: true })
    assert.deepEqual(phone.errors, [])
    await phone.leave()
    await onThePortal(id, '当场行政处罚决定书')
  })

  /** Finds the decision as a stranger: by a search, in Chromium; then proves it with the command line. */
  const onThePortal = async (id: string, title: string) => {
    const seen = await (await work.person('jiang.siqi')).get<{
      papers: readonly { title: string; number?: string; id: string }[]
      publication: { href: string }
    }>(`/api/cases/${id}`)
    const number = seen.papers.find((paper) => paper.title === title)?.number ?? ''
    const page = await work.browser.newPage({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: false })
    await page.goto(`${work.bureau.url}/decisions?q=${encodeURIComponent('星河')}`)
    await page.getByText(number).first().waitFor()
    await page.goto(`${work.bureau.url}/decisions/${encodeURIComponent(number)}`)
    const text = (await page.locator('main').textContent()) ?? ''
    assert.ok(text.includes('星河炒货店'), text.slice(0, 200))
    for (const secret of secrets) assert.ok(!text.includes(secret), 'what must be masked is shown')
    await page.close()

    const pdf = join(work.scratch, `${id}.pdf`)
    writeFileSync(
      pdf,
      Buffer.from(await (await fetch(`${work.bureau.url}/decisions/${encodeURIComponent(number)}.pdf`)).arrayBuffer()),
    )
    const printed = spawnSync('pdftotext', [pdf, '-'], { encoding: 'utf8' }).stdout
    assert.ok(printed.includes('已隐去'))
    for (const secret of secrets) assert.ok(!printed.includes(secret), 'what must be masked is printed')

    const receipt = join(work.scratch, `${id}.tlog-proof`)
    let body = ''
    for (let n = 0; n < 50 && !body.startsWith('c2sp.org'); n++) {
      await new Promise((resolve) => setTimeout(resolve, 200))
      body = await (await fetch(`${work.bureau.url}/decisions/${encodeURIComponent(number)}/receipt`)).text()
    }
    writeFileSync(receipt, body)
    const key = join(work.scratch, 'key')
    writeFileSync(key, await (await fetch(`${work.bureau.url}/log.vkey`)).text())
    const proved = await work.bureau.cli('verify', receipt, '--key', key)
    assert.equal(proved.code, 0, proved.out)
    const hidden = Buffer.from(body.split('\n')[1]?.slice(6) ?? '', 'base64').toString()
    for (const secret of secrets) assert.ok(!hidden.includes(secret), 'what must be masked is in the receipt')
    writeFileSync(receipt, body.replace(/^index \d+$/m, 'index 0'))
    assert.equal((await work.bureau.cli('verify', receipt, '--key', key)).code, 1)
  }

  test('the case list shows a case to who may see it, and to nobody else', async () => {
    const { page } = await officer()
    await page.goto(`${work.bureau.url}/desk/cases?q=${encodeURIComponent('星河')}`)
    await page.getByText('星河炒货店涉嫌经营无标签预包装食品案').first().click()
    await page.getByText('作出行政处罚决定').first().waitFor()
    const [id = ''] = page.url().match(/[0-9a-f-]{36}/) ?? []
    const stranger = await at('xing.kaifeng')
    await stranger.page.goto(`${work.bureau.url}/desk/cases/${id}`)
    await stranger.page
      .getByText(/无权|不能查看/)
      .first()
      .waitFor()
    assert.equal(await (await work.person('xing.kaifeng')).status(`/api/cases/${id}`), 403)
    assert.equal((await fetch(`${work.bureau.url}/api/cases/${id}`)).status, 401)
  })

  test('the same click sent three times at once is done once', async () => {
    const hand = await person(work.bureau.url, 'song.qiaoyun')
    const opened = await hand.post('/api/procedures/ordinary-penalty/register-clue', {
      title: '双击',
      source: 'other',
      receivedAt: new Date().toISOString(),
      content: '双击试验',
      unit: 'inspection',
    })
    const data = { officers: ['song.qiaoyun', 'du.renjie'], facts: '核查', suggestion: 'file' }
    const key = `double-${Date.now()}`
    const answers = await Promise.all(
      [1, 2, 3].map(() => hand.post(`/api/cases/${opened.id}/acts/verify-clue`, data, { key })),
    )
    for (const { status, version } of answers) assert.deepEqual([status, version], [200, 2])
  })

  test('a stranger verifies the whole log; after a hard kill nothing is missing and the log goes on', async () => {
    const before = await work.bureau.cli('verify', '--url', work.bureau.url)
    assert.equal(before.code, 0, before.out)
    const hand = await person(work.bureau.url, 'song.qiaoyun')
    const opened = await hand.post('/api/procedures/ordinary-penalty/register-clue', {
      title: '断电之前',
      source: 'other',
      receivedAt: new Date().toISOString(),
      content: '断电之前登记',
      unit: 'inspection',
    })
    assert.equal(opened.status, 200)
    await work.bureau.stop('SIGKILL')
    const whole = await work.bureau.cli('verify')
    assert.equal(whole.code, 0, whole.out)
    const rebuilt = await work.bureau.cli('rebuild', '--check')
    assert.equal(rebuilt.code, 0, rebuilt.out)
    await work.bureau.start()
    const again = await person(work.bureau.url, 'song.qiaoyun')
    assert.equal((await again.get<{ title: string }>(`/api/cases/${opened.id}`)).title, '断电之前')
    const later = await work.bureau.cli('verify', '--url', work.bureau.url)
    assert.equal(later.code, 0, later.out)
  })
})
