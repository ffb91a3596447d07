import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { startChromium } from '../test/chromium.ts'
import { now } from './testing/cases.ts'
import { startServer } from './testing/server.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

describe('the desk', () => {
  let browser: Browser
  let dist: string
  let server: Awaited<ReturnType<typeof startServer>>

  before(async () => {
    dist = await mkdtemp(join(tmpdir(), 'desk-'))
    await build({
      configFile: join(import.meta.dirname, 'vite.config.ts'),
      logLevel: 'error',
      build: { outDir: dist, emptyOutDir: true },
    })
    server = await startServer(dist)
    browser = await startChromium()
  })
  after(async () => {
    await browser.close()
    await server.stop()
    await rm(dist, { recursive: true })
  })

  /** A page of its own, signed in as somebody; fails the test on errors that nobody sees. */
  const open = async (path: string, who?: string, width = 1440): Promise<Page> => {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
    })
    if (who !== undefined) await context.addCookies([{ name: 'who', value: who, url: server.origin }])
    const page = await context.newPage()
    page.on('pageerror', (error) => assert.fail(error))
    await page.clock.setFixedTime(new Date(now))
    await page.goto(`${server.origin}/desk/${path}`)
    return page
  }
  const clean = async (page: Page) => {
    await page.evaluate(axe)
    const found = await page.evaluate(async () => {
      const { violations } = await (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run(document, {
        resultTypes: ['violations'],
      })
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
    })
    assert.deepEqual(found, [])
  }
  const fits = async (page: Page) =>
    assert.equal(
      await page.evaluate(() => document.body.scrollWidth - document.body.clientWidth),
      0,
      'nothing is wider than the page',
    )

  test('whoever is not signed in signs in and is where they wanted to be', async () => {
    const page = await open('cases/c1')
    await page.getByLabel('用户名').fill('zhao')
    await page.getByLabel('密码', { exact: true }).fill('wrong')
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByText('用户名或者密码不对').waitFor()
    await page.getByRole('button', { name: /赵一鸣/ }).click()
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByRole('heading', { name: '云朵食品店涉嫌经营超过保质期的食品案' }).waitFor()
    await page.context().close()
  })

  test('the work list leads to the case, by keyboard alone', async () => {
    const page = await open('work', 'zhao')
    await page.getByRole('link', { name: /等您批准立案/ }).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: '萤火文具店未按规定明码标价案' }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('c')
    await page.getByRole('heading', { level: 1, name: '案件' }).waitFor()
    assert.match(page.url(), /\/desk\/cases$/)
    await page.context().close()
  })

  test('an act is refused at its fields, then done once, however often the button is pressed', async () => {
    const page = await open('cases/c1?act=report-investigation', 'zhao')
    await page.getByRole('heading', { name: '提交调查终结报告' }).waitFor()
    assert.equal(await page.getByRole('checkbox', { name: /赵一鸣/ }).isChecked(), true, 'what is known is filled in')
    await page.getByLabel('调查经过').fill('经检查、询问和提取证据，已查明事实。')
    await page.getByRole('button', { name: '提交调查终结报告' }).click()
    await page.getByText('没有办成，请按下面的提示处理').waitFor()
    await page.locator('[data-path="facts"] .refused').waitFor()
    await page.getByLabel('查明的事实').fill('当事人经营超过保质期的糕点三盒。')
    await page.getByLabel('违法行为性质').fill('违反食品安全法。')
    await page.getByLabel('违法行为类型').fill('经营超过保质期的食品')
    await page.getByRole('checkbox', { name: '罚款' }).check()
    await page.getByLabel('罚款金额').fill('50,000')
    await page.getByLabel('没收违法所得金额').fill('0')
    await page.getByLabel('裁量阶次').click()
    await page.locator('.ant-select-item-option').filter({ hasText: '从轻' }).click()
    await page.getByLabel('裁量理由').fill('首次违法，货值金额小，及时下架。')
    await page.getByRole('button', { name: '提交调查终结报告' }).dblclick()
    await page.getByText('已办理：提交调查终结报告').waitFor()
    const sent = server.seen.filter(({ path }) => path === '/api/cases/c1/acts/report-investigation')
    assert.equal(sent.length, 2, 'one refused, one accepted')
    assert.equal(
      (sent[1]?.body as { data?: { penalty?: { fine: number } } } | undefined)?.data?.penalty?.fine,
      5_000_000,
      'yuan are sent as fen',
    )
    assert.equal(server.cases.state('c1')?.stage, 'review')
    await page.getByRole('heading', { name: '提交审核' }).waitFor()
    await page.context().close()
  })

  test('the inbox counts what is unread, leads to the case and forgets nothing that was read', async () => {
    for (const width of [360, 1440]) {
      const page = await open('notices', 'zhao', width)
      await page.getByRole('heading', { level: 1, name: '消息' }).waitFor()
      await page.getByRole('listitem').filter({ hasText: '快要到期' }).waitFor()
      await clean(page)
      await fits(page)
      await page.context().close()
    }
    const page = await open('work', 'zhao')
    await page.getByRole('link', { name: '消息 2 条未读' }).click()
    await page.getByRole('link', { name: /请补充进货票据/ }).click()
    await page.getByRole('heading', { level: 1, name: /云朵食品店/ }).waitFor()
    await page.getByRole('link', { name: '消息 1 条未读' }).click()
    await page.getByRole('button', { name: '全部标为已读' }).click()
    await page.getByRole('link', { name: '消息', exact: true }).waitFor()
    await page.getByRole('link', { name: /^未读/ }).click()
    await page.getByText('没有未读的消息').waitFor()
    await page.getByRole('link', { name: '全部', exact: true }).click()
    assert.equal(await page.getByRole('listitem').filter({ hasText: '云朵食品店' }).count(), 2)
    await page.context().close()
  })

  test('what was written outlives a change by somebody else and a reload', async () => {
    const page = await open('cases/c10?act=inspect-site', 'zhao')
    await page.getByLabel('现场情况').fill('货架第二层有三盒糕点。')
    const version = server.cases.state('c10')?.version
    server.cases.send('c10', 'qian', crypto.randomUUID(), version, {
      act: 'show-certificates',
      data: {
        officers: ['zhao', 'qian'],
        occasion: 'inspection',
        place: '望江路 18 号',
        shownTo: '云小朵',
        rightsTold: true,
        recusalAsked: 'no',
      },
    })
    await page.getByRole('button', { name: '现场检查' }).click()
    await page.getByText('没有保存：已被钱双喜在 10:32 更新').waitFor()
    assert.equal(await page.getByLabel('现场情况').inputValue(), '货架第二层有三盒糕点。')
    await page.getByRole('button', { name: '载入更新' }).click()
    await page.getByText('没有保存：已被钱双喜').waitFor({ state: 'detached' })
    assert.equal(await page.getByLabel('现场情况').inputValue(), '货架第二层有三盒糕点。')
    await page.reload()
    await page.getByText('已恢复您上次没有交出的内容').waitFor()
    assert.equal(await page.getByLabel('现场情况').inputValue(), '货架第二层有三盒糕点。')
    await page.context().close()
  })

  test('what is written while the answer is awaited stays, refused or not', async () => {
    const page = await open('cases/c10?act=inspect-site', 'qian')
    let answer = () => {}
    const held = new Promise<void>((free) => {
      answer = free
    })
    await page.route('**/acts/inspect-site', async (route) => {
      await held
      await route.continue()
    })
    await page.getByRole('button', { name: '现场检查' }).click()
    await page.getByText('正在交出').waitFor()
    await page.getByLabel('现场情况').fill('货架第三层有两盒糕点。')
    answer()
    await page.getByText('没有办成，请按下面的提示处理').waitFor()
    assert.equal(await page.getByLabel('现场情况').inputValue(), '货架第三层有两盒糕点。')
    await page.reload()
    await page.getByText('已恢复您上次没有交出的内容').waitFor()
    assert.equal(await page.getByLabel('现场情况').inputValue(), '货架第三层有两盒糕点。')
    await page.context().close()
  })

  test('what others do shows on an open page by itself', async () => {
    const page = await open('cases/c4', 'leader')
    await page.getByRole('heading', { name: '批准处罚建议' }).waitFor()
    await page.getByRole('button', { name: '批准处罚建议' }).click()
    const other = await open('cases/c4', 'zhao')
    await other.getByRole('heading', { level: 2, name: '批准处罚建议' }).waitFor()
    await page.getByRole('button', { name: /同意处罚建议，请依法告知/ }).click()
    await page.locator('form.act footer button[type=submit]').click()
    await page.getByText('已办理：批准处罚建议').waitFor()
    await other.getByRole('heading', { level: 2, name: '制作行政处罚告知书' }).waitFor()
    await page.context().close()
    await other.context().close()
  })

  test('a case says without a click what comes next, by whom, until when, under which article and what is missing', async () => {
    const page = await open('cases/c6', 'zhao')
    const next = page.getByRole('region', { name: '下一步' })
    await next.getByRole('heading', { name: '作出行政处罚决定' }).waitFor()
    const said = (await next.textContent()) ?? ''
    for (const answer of ['由谁办局负责人', '到哪天', '作出处理决定', '《行政处罚法》第五十七条'])
      assert.ok(said.includes(answer), `${answer}: ${said}`)
    const aside = page.getByRole('complementary')
    await aside.getByRole('heading', { level: 3, name: '中止和终止调查' }).waitFor()
    assert.equal(await aside.getByRole('button', { name: '申请中止案件调查' }).count(), 1)
    await page.context().close()
  })

  test('the stages to choose from are those of the chosen procedure', async () => {
    const page = await open('cases?procedure=simple-penalty', 'zhao')
    await page.getByRole('combobox', { name: '阶段' }).click()
    await page.locator('.ant-select-item-option').first().waitFor()
    assert.deepEqual(await page.locator('.ant-select-item-option').allTextContents(), [
      '当场查处',
      '执行与归档',
      '结案',
    ])
    await page.context().close()
  })

  test('an act that cannot be done says why, and the article opens beside it', async () => {
    const page = await open('cases/c3', 'zhao')
    await page.getByRole('heading', { level: 2, name: '出具审核意见' }).waitFor()
    await page.locator('.next .article').first().click()
    const sheet = page.getByRole('dialog')
    await sheet.getByText('应当主动出示执法证件').waitFor()
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'hidden' })
    await page.context().close()
  })

  test('a clue is registered and its case opens', async () => {
    const page = await open('cases/new', 'zhao')
    await page.getByRole('link', { name: /登记案件来源/ }).click()
    await page.getByLabel('案由').fill('小满仓便利店涉嫌经营超过保质期的食品案')
    await page.getByRole('combobox', { name: '线索来源' }).click()
    await page.locator('.ant-select-item-option').filter({ hasText: '举报' }).click()
    await page.getByLabel('线索内容').fill('群众举报货架上有超过保质期的饼干。')
    await page.locator('form.act footer button[type=submit]').click()
    await page.getByRole('heading', { level: 1, name: '小满仓便利店涉嫌经营超过保质期的食品案' }).waitFor()
    assert.match(page.url(), /\/desk\/cases\/[0-9a-f-]{36}$/)
    await page.context().close()
  })

  test('a reviewer answers point after point with one key', async () => {
    const page = await open('cases/c3?act=give-opinion', 'reviewer')
    await page.getByRole('radio', { name: '是' }).first().focus()
    for (const _point of [1, 2, 3, 4, 5, 6]) await page.keyboard.press('y')
    await page.keyboard.press('n')
    assert.equal(await page.getByRole('radio', { name: '是', checked: true }).count(), 6)
    await page.getByLabel('理由').fill('罚款金额低于裁量基准。')
    await page.context().close()
  })

  test('photos are uploaded and stand in the form', async () => {
    const page = await open('cases/c10?act=show-certificates', 'zhao')
    await page.goto(`${server.origin}/desk/cases/c10?act=take-evidence`)
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: '进货单.png', mimeType: 'image/png', buffer: Buffer.from('picture') })
    await page.getByRole('button', { name: '移去进货单.png' }).waitFor()
    await page.context().close()
  })

  test('a change of standing data needs a reason and leaves the old version', async () => {
    const page = await open('registry/unit/food', 'zhao')
    await page.getByRole('button', { name: '变更' }).click()
    await page.getByLabel('联系电话').fill('0588-8000 2000')
    await page.getByRole('button', { name: '保存为新的版本' }).click()
    await page.locator('[data-path="reason"] .refused').waitFor()
    await page.getByLabel('变更理由').fill('办公电话调整')
    await page.getByRole('button', { name: '保存为新的版本' }).click()
    await page.getByText('已变更，旧的版本仍可查看').waitFor()
    await page.getByText('0588-8000 2000').waitFor()
    await page.getByRole('button', { name: '第 1 版' }).click()
    await page.getByText('0588-8000 1000').waitFor()
    await page.context().close()
  })

  test('one changes the own password, and signs out everywhere', async () => {
    const page = await open('account', 'zhao')
    await page.getByLabel('现在的密码').fill('不对的密码')
    await page.getByLabel('新密码', { exact: true }).fill('很长很长的新密码')
    await page.getByLabel('再输入一次新密码').fill('很长很长的新密')
    const form = page.getByRole('form', { name: '修改密码' })
    await form.getByRole('button', { name: '修改密码' }).click()
    await page.getByText('两次输入的新密码不一样').waitFor()
    await page.getByLabel('再输入一次新密码').fill('很长很长的新密码')
    await form.getByRole('button', { name: '修改密码' }).click()
    await page.getByText('请核对现在的密码').waitFor()
    await page.getByLabel('现在的密码').fill('zhaoming-demo')
    await form.getByRole('button', { name: '修改密码' }).click()
    await page.getByText('密码已修改').waitFor()
    await page.getByRole('button', { name: '在所有设备上退出' }).click()
    await page.getByRole('button', { name: '登录' }).waitFor()
    await page.context().close()
  })

  test('a draft that was not handed in stands on the work list, and what was found leads to its evidence', async () => {
    const page = await open('cases/c10?act=inspect-site', 'qian')
    await page.getByLabel('现场情况').fill('货架第三层有糕点。')
    await page.goto(`${server.origin}/desk/work`)
    const drafts = page.getByRole('region', { name: '没有交出的草稿' })
    await drafts.getByRole('link', { name: /现场检查：鹿角咖啡馆/ }).click()
    assert.equal(await page.getByLabel('现场情况').inputValue(), '货架第三层有糕点。')
    await page.goto(`${server.origin}/desk/work`)
    await drafts.getByRole('button', { name: /放弃草稿/ }).click()
    await drafts.waitFor({ state: 'detached' })
    await page.goto(`${server.origin}/desk/cases/c4?tab=review`)
    await page.getByText('据以证明的证据').waitFor()
    await page.locator('.proofs a').first().click()
    await page.locator('.evidence [data-marked]').waitFor()
    await page.context().close()
  })

  test('standard phrases of the form, the field and the item are put in with a click', async () => {
    const page = await open('cases/c10?act=inspect-site', 'zhao')
    await page.getByLabel('现场情况').fill('上午九时许。')
    await page.getByRole('button', { name: '货架检查' }).click()
    assert.equal(await page.getByLabel('现场情况').inputValue(), '上午九时许。\n执法人员出示执法证件后检查货架。')
    assert.equal(await page.getByRole('button', { name: '别的事项' }).count(), 0)
    await page.context().close()
  })

  test('a search that is needed often is kept by name, and let go again', async () => {
    const page = await open('cases?procedure=simple-penalty', 'leader')
    await page.getByRole('button', { name: '存下这个查询' }).click()
    await page.getByLabel('查询的名称').fill('简易程序案件')
    await page.getByRole('button', { name: '存下', exact: true }).click()
    await page.getByRole('link', { name: '简易程序案件' }).waitFor()
    await page.goto(`${server.origin}/desk/deadlines`)
    await page.getByRole('link', { name: '简易程序案件' }).click()
    await page.getByText('共 2 件').waitFor()
    await page.getByRole('button', { name: '删去常用查询：简易程序案件' }).click()
    await page.getByRole('button', { name: '存下这个查询' }).waitFor()
    await page.context().close()
  })

  test('words are looked for from anywhere and lead to the history of a party', async () => {
    const page = await open('work', 'zhao')
    await page.getByRole('link', { name: /等您批准立案/ }).waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('白鹭')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: '查找：白鹭' }).waitFor()
    await page
      .getByRole('region', { name: '当事人' })
      .getByRole('link', { name: /白鹭副食店/ })
      .click()
    await page.getByRole('heading', { level: 1, name: /白鹭副食店/ }).waitFor()
    await page.getByText('罚款合计').waitFor()
    await page.context().close()
  })

  test('where a case has several parties a form asks which it concerns, and fills in what it knows of whom', async () => {
    const page = await open('cases/c10?act=inspect-site', 'qian')
    const which = page.getByLabel('涉及的当事人')
    await page.getByLabel('检查地点').waitFor()
    assert.equal(await which.count(), 0, 'with one party there is nothing to ask')
    const other = { id: 'party-2', name: '老秦副食店', address: '河埠路 3 号', contact: '秦守业' }
    await page.route('**/api/cases/c10', async (route) => {
      const answer = await route.fetch()
      const view = await answer.json()
      const acts = view.acts.map((act: { name: string; known: object }) =>
        act.name === 'inspect-site' ? { ...act, known: { ...act.known, place: '', presentPerson: '' } } : act,
      )
      await route.fulfill({
        response: answer,
        json: { ...view, acts, parties: [...view.parties, { ...view.parties[0], ...other }] },
      })
    })
    await page.reload()
    const choose = async (name: RegExp) => {
      await which.click()
      await page.locator('.ant-select-item-option', { hasText: name }).click()
      await page.locator('.ant-select-dropdown').last().waitFor({ state: 'hidden' })
    }
    await choose(/老秦副食店/)
    assert.equal(await page.getByLabel('检查地点').inputValue(), '河埠路 3 号')
    assert.equal(await page.getByLabel('到场人及身份').inputValue(), '秦守业')
    await page.getByLabel('检查地点').fill('河埠路 5 号仓库')
    await choose(/鹿角咖啡馆/)
    assert.equal(await page.getByLabel('检查地点').inputValue(), '河埠路 5 号仓库', 'what a person wrote stays')
    assert.equal(await page.getByLabel('到场人及身份').inputValue(), '祝云起')
    await choose(/全体当事人/)
    await fits(page)
    await clean(page)
    await page.context().close()
  })

  test('a deadline says why it is that day, in the list and on the calendar', async () => {
    const page = await open('calendar?month=2026-06', 'zhao')
    const day = page.locator('.calendar > li').filter({ hasText: '作出处理决定' }).first().getByRole('link').first()
    await day.click()
    const section = page.getByRole('region', { name: /届满的期限/ })
    await section.getByText('为什么是这一天？').first().click()
    await section
      .getByText(/立案之日起|立案/)
      .first()
      .waitFor()
    const why = page.getByRole('button', { name: '“作出处理决定”为什么是这一天' }).first()
    await why.focus()
    await page.keyboard.press('Enter')
    const because = page.locator('.because:popover-open')
    await because.getByText(/立案/).first().waitFor()
    await clean(page)
    await page.keyboard.press('Escape')
    await because.waitFor({ state: 'hidden' })
    await page.getByRole('link', { name: '下个月' }).click()
    await page.getByText('2026 年 7 月').waitFor()
    assert.equal(new URL(page.url()).searchParams.get('day'), null)
    await page.context().close()
  })

  test('closings are approved together from the work list; one that was changed meanwhile is refused and says why', async () => {
    const page = await open('work', 'leader', 360)
    await page.getByText('可以一并办理：批准结案（3 件）').click()
    const batch = page.locator('details.batch')
    await fits(page)
    await clean(page)
    await page.setViewportSize({ width: 1440, height: 900 })
    const one = (name: string) => batch.getByRole('listitem').filter({ hasText: name })
    for (const name of ['溪山书屋', '桐影裁缝铺', '云间花店']) await one(name).getByRole('checkbox').check()
    await batch.getByLabel('审批意见').fill('材料齐全，同意结案。')
    // While the leader reads, the handler of one records that the party asks for reconsideration.
    const meanwhile = server.cases.send('p2', 'zhao', 'meanwhile', undefined, {
      act: 'record-remedy',
      data: {
        kind: 'reconsideration',
        organ: '澄州市人民政府',
        document: '澄政复受〔2026〕9号',
        on: now.slice(0, 10),
        stayed: 'no',
        claim: '请求撤销处罚决定。',
        files: [{ blob: 'a'.repeat(64), name: '受理通知书.pdf', type: 'application/pdf', size: 1000 }],
      },
    })
    assert.ok('ok' in meanwhile, JSON.stringify(meanwhile))
    await batch.getByRole('button', { name: '批准结案 3 件' }).click()
    await one('桐影裁缝铺').getByText('没有保存：已被钱双喜').waitFor()
    await one('云间花店').getByText('已办').waitFor()
    assert.equal(await batch.getByText('已办').count(), 2)
    assert.ok(await one('溪山书屋').getByRole('checkbox').isDisabled())
    assert.equal(await batch.getByRole('button', { name: '批准结案 0 件' }).isDisabled(), true)
    await clean(page)
    const stages = ['p1', 'p2', 'p3'].map((id) => server.cases.state(id)?.stage)
    assert.deepEqual(stages, ['closed', 'performance', 'closed'])
    const sent = server.seen.filter(({ path }) => path.endsWith('/acts/approve-closing'))
    assert.equal(new Set(sent.map(({ body }) => (body as { key: string }).key)).size, 3)
    for (const { body } of sent) assert.deepEqual((body as { data: unknown }).data, { opinion: '材料齐全，同意结案。' })
    // What was refused stays to be chosen again; a new page asks on the case as it is now.
    assert.equal(await one('桐影裁缝铺').getByRole('checkbox').isEnabled(), true)
    await page.reload()
    await page
      .getByRole('link', { name: /桐影裁缝铺/ })
      .first()
      .waitFor()
    await page.context().close()
  })

  test('the filters of the case list stand in its address', async () => {
    const page = await open('cases?q=商铺&page=2', 'zhao')
    await page.getByText('共 54 件').waitFor()
    assert.equal(await page.locator('.ant-pagination-item-active').textContent(), '2')
    await page.getByLabel('在案件中查找').fill('云朵')
    await page.keyboard.press('Enter')
    await page.getByText('共 1 件').waitFor()
    assert.equal(new URL(page.url()).searchParams.get('q'), '云朵')
    assert.equal(new URL(page.url()).searchParams.get('page'), null)
    await page.getByRole('link', { name: '我办的' }).click()
    await page.locator('.words [aria-current]').filter({ hasText: '我办的' }).waitFor()
    assert.deepEqual(await page.locator('.words [aria-current]').allTextContents(), ['我办的'])
    await page.context().close()
  })

  const pages: readonly (readonly [path: string, ready: string, who?: string])[] = [
    ['', '演示账号'],
    ['work', '等您批准立案', 'zhao'],
    ['deadlines?show=all', '为什么是这一天', 'zhao'],
    ['calendar?month=2026-03&day=2026-03-25', '届满的期限', 'zhao'],
    ['ledger', '作废：当事人的地址写错', 'zhao'],
    ['ledger?voided=1', '没有缺号', 'zhao'],
    ['cases', '登记案件', 'zhao'],
    ['cases/new?procedure=simple-penalty', '当场查明的事实', 'zhao'],
    ['cases/c2', '更早的记录', 'zhao'],
    ['cases/c2?tab=papers', '案件调查终结报告', 'zhao'],
    ['cases/c5?act=serve', '已自动存在本机', 'zhao'],
    ['cases/c3?act=give-opinion', '已自动存在本机', 'reviewer'],
    ['registry/officer', '骆浩升', 'zhao'],
    ['laws/行政处罚法?article=42', '应当主动出示执法证件', 'zhao'],
    ['board', '29 项措施', 'zhao'],
    ['parties?q=白鹭', '白鹭副食店', 'zhao'],
    ['parties/澄州市云岭区白鹭副食店', '罚款合计', 'zhao'],
    ['search?q=白鹭', '当事人', 'zhao'],
    ['account', '修改密码', 'zhao'],
    ['cases/c4?tab=review', '据以证明的证据', 'zhao'],
  ]
  for (const [path, ready, who] of pages)
    test(`/desk/${path} reads well to everybody and fits a small phone`, async () => {
      const page = await open(path, who, 360)
      await page.getByText(ready).first().waitFor()
      await fits(page)
      await page.setViewportSize({ width: 1440, height: 900 })
      await page.emulateMedia({ reducedMotion: 'reduce' })
      await fits(page)
      await clean(page)
      await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
      await clean(page)
      await page.context().close()
    })
})
