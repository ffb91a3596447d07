import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { type Browser, chromium } from 'playwright-core'
import { shelfPicture } from '../data/picture.ts'
import { identityCardCheckDigit, usccCheckDigit } from '../src/kernel/index.ts'
import { reviewPoints } from '../src/review/index.ts'
import { type Person, person, type RunningBureau, startBureau } from './server.ts'

const code17 = '92339901MA9000001'
const id17 = '33990119850315077'
const shop = {
  kind: 'household',
  name: '澄州市东浦区星河炒货店',
  code: code17 + usccCheckDigit(code17),
  licence: '营业执照',
  idNumber: id17 + identityCardCheckDigit(id17),
  address: '澄州市东浦区东浦大街 7 号',
  representative: '栾星河',
  phone: '13900112233',
}
const minutesAgo = (n: number) => new Date(Date.now() - n * 60_000).toISOString()
const yes = Object.fromEntries(Object.keys(reviewPoints).map((name) => [name, { answer: 'yes' }]))

describe('a bureau at work', () => {
  let bureau: RunningBureau
  let browser: Browser
  let officer: Person
  let second: Person
  let head: Person
  let leader: Person
  let reviewer: Person
  let publisher: Person
  const scratch = mkdtempSync(join(tmpdir(), 'zhaoming-whole-'))
  before(async () => {
    bureau = await startBureau()
    browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    })
    ;[officer, second, head, leader, reviewer, publisher] = (await Promise.all(
      ['song.qiaoyun', 'du.renjie', 'luo.haosheng', 'jiang.siqi', 'gu.qingyan', 'qiu.anlan'].map((name) =>
        person(bureau.url, name),
      ),
    )) as [Person, Person, Person, Person, Person, Person]
  })
  after(async () => {
    await browser?.close()
    await bureau?.stop()
    bureau?.remove()
    rmSync(scratch, { recursive: true, force: true })
  })

  const team = ['song.qiaoyun', 'du.renjie']
  const act = async (who: Person, id: string, name: string, data: object, more: object = {}) => {
    const answer = await who.post(`/api/cases/${id}/acts/${name}`, data, more)
    assert.equal(answer.status, 200, `${name}: ${JSON.stringify(answer.refusals)}`)
    return answer
  }
  const refused = async (who: Person, id: string, name: string, data: object, code: string, more: object = {}) => {
    const answer = await who.post(`/api/cases/${id}/acts/${name}`, data, more)
    assert.ok(answer.status === 422 || answer.status === 409, `${name} was not refused`)
    assert.ok(
      answer.refusals?.some((each) => each.code === code),
      `${name}: ${JSON.stringify(answer.refusals)}`,
    )
  }

  test('an ordinary case goes from the clue to the public page, worked by the people it takes', async () => {
    const opened = await officer.post('/api/procedures/ordinary-penalty/register-clue', {
      title: '星河炒货店涉嫌经营无标签预包装食品案',
      source: 'inspection',
      receivedAt: minutesAgo(60),
      content: '货架上有无标签炒货。',
      unit: 'inspection',
    })
    assert.equal(opened.status, 200, JSON.stringify(opened))
    const { id } = opened
    await act(officer, id, 'verify-clue', { officers: team, facts: '情况属实。', suggestion: 'file' })
    await refused(
      officer,
      id,
      'propose-filing',
      {
        party: { ...shop, code: `${shop.code.slice(0, 17)}0` },
        item: 'unlabelled-food',
        facts: '建议立案',
        evidenceOfBreach: true,
        punishable: true,
        ours: true,
        inTime: true,
      },
      'bad-field',
    )
    await act(officer, id, 'propose-filing', {
      party: shop,
      item: 'unlabelled-food',
      facts: '建议立案',
      evidenceOfBreach: true,
      punishable: true,
      ours: true,
      inTime: true,
    })
    await refused(officer, id, 'approve-filing', { opinion: '同意' }, 'not-your-role')
    await act(leader, id, 'approve-filing', { opinion: '同意立案。' })
    await refused(head, id, 'assign-handlers', { handlers: ['song.qiaoyun', 'zhuo.lifan'] }, 'certificate-lapsed')
    await act(head, id, 'assign-handlers', { handlers: team })
    await refused(
      officer,
      id,
      'inspect-site',
      {
        officers: team,
        from: minutesAgo(20),
        until: minutesAgo(10),
        place: shop.address,
        presence: 'present',
        course: '检查',
        signed: 'signed',
        photos: [],
      },
      'certificates-not-shown',
    )
    await act(officer, id, 'show-certificates', {
      officers: team,
      occasion: 'inspection',
      place: shop.address,
      shownTo: '栾星河（经营者）',
      rightsTold: true,
      recusalAsked: 'no',
    })
    const uploaded = await officer.upload('现场.png', shelfPicture(3))
    assert.equal(uploaded.status, 200)
    const { href: _href, ...photo } = (await uploaded.json()) as { href: string }
    assert.equal((await officer.upload('合同.pdf', shelfPicture(3))).status, 422)
    await act(officer, id, 'inspect-site', {
      officers: team,
      from: minutesAgo(40),
      until: minutesAgo(10),
      place: shop.address,
      presence: 'present',
      presentPerson: '栾星河',
      course: '货架上有 18 袋无标签炒货。',
      signed: 'signed',
      photos: [photo],
    })
    await act(second, id, 'question-person', {
      officers: team,
      from: minutesAgo(9),
      until: minutesAgo(3),
      place: '稽查支队询问室',
      person: { name: '栾星河', role: 'representative' },
      answers: [{ question: '货从哪里来？', answer: '农贸市场。' }],
      readOver: true,
      signed: 'signed',
    })
    await act(officer, id, 'take-evidence', {
      officers: team,
      kind: 'documentary',
      title: '进货记账本',
      source: '星河炒货店',
      provider: '栾星河',
      proves: '购进数量',
      original: 'original',
      files: [photo],
      signed: 'signed',
    })
    const penalty = {
      kinds: ['fine'],
      fine: 800_000,
      gains: 0,
      step: 'lighter',
      reasons: '初次违法，货值小，主动下架。',
    }
    const report = {
      officers: team,
      course: '已查明。',
      facts: '当事人经营无标签炒货 18 袋，货值 540 元。',
      nature: '违反食品安全法。',
      violation: '经营无标签的预包装食品',
      penalty,
    }
    await refused(
      officer,
      id,
      'report-investigation',
      { ...report, penalty: { ...penalty, fine: 99_000_000 } },
      'fine-above-law',
    )
    await act(officer, id, 'report-investigation', report)

    // Reviewed twice: sent back once, then passed.
    await act(officer, id, 'submit-for-review', { complete: true })
    await refused(leader, id, 'approve-proposal', { opinion: '同意' }, 'review-not-passed')
    await act(reviewer, id, 'accept-review', { complete: true })
    await act(reviewer, id, 'give-opinion', {
      points: { ...yes, facts: { answer: 'no', reason: '缺少进货票据' } },
      outcome: 'supplement',
      opinion: '请补充票据。',
    })
    await act(officer, id, 'take-evidence', {
      officers: team,
      kind: 'documentary',
      title: '进货票据',
      source: '星河炒货店',
      provider: '栾星河',
      proves: '进价',
      original: 'original',
      files: [photo],
      signed: 'signed',
    })
    await act(officer, id, 'report-investigation', report)
    await act(officer, id, 'submit-for-review', { complete: true, note: '已补充进货票据。' })
    await act(reviewer, id, 'accept-review', { complete: true })
    await act(reviewer, id, 'give-opinion', { points: yes, outcome: 'agree', opinion: '同意。' })
    await act(leader, id, 'approve-proposal', { opinion: '同意处罚建议。' })
    await act(officer, id, 'issue-notice', { explanation: '没有标签的食品，出了问题无从追查。' })
    await refused(leader, id, 'make-decision', { opinion: '同意' }, 'notice-not-served')
    await act(officer, id, 'serve', {
      officers: team,
      way: 'direct',
      place: shop.address,
      receiver: '栾星河',
      relation: 'self',
      proof: [],
    })
    await refused(leader, id, 'make-decision', { opinion: '同意' }, 'defence-period-running')
    await act(officer, id, 'hear-defence', {
      officers: team,
      from: minutesAgo(2),
      until: minutesAgo(1),
      place: '稽查支队',
      person: '栾星河（经营者）',
      content: '请求从轻。联系电话 13900112233。',
      files: [],
      signed: 'signed',
    })
    await refused(leader, id, 'make-decision', { opinion: '同意' }, 'defence-not-rechecked')
    await act(officer, id, 'recheck', { officers: team, result: 'rejected', reasons: '已按从轻确定。' })

    // A stale page is told so; nothing is lost and nothing is done.
    const seen = await leader.get<{ version: number; next: { act: string } }>(`/api/cases/${id}`)
    assert.equal(seen.next.act, 'make-decision')
    await refused(leader, id, 'make-decision', { opinion: '同意' }, 'stale', { expectedVersion: seen.version - 1 })
    await act(leader, id, 'make-decision', { opinion: '同意，按处罚建议作出决定。' }, { expectedVersion: seen.version })
    await act(officer, id, 'serve', {
      officers: team,
      way: 'direct',
      place: shop.address,
      receiver: '栾星河',
      relation: 'self',
      proof: [],
    })
    await act(officer, id, 'record-payment', {
      amount: 800_000,
      on: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10),
      channel: 'bank',
      receipt: '浙财缴 1',
      files: [],
    })
    await act(officer, id, 'propose-closing', { result: 'performed', summary: '罚款已缴清。' })
    await act(leader, id, 'approve-closing', { opinion: '同意结案。' })
    await act(publisher, id, 'publish-decision', { secrecy: true, period: 'three-years', hide: [] })

    await onThePortal(id, '行政处罚决定书')
  })

  test('a simple case is decided on the spot and is public too', async () => {
    const opened = await officer.post('/api/procedures/simple-penalty/open-on-the-spot', {
      officers: team,
      title: '星河炒货店未按规定明码标价案',
      party: shop,
      item: 'no-price-tag',
      place: shop.address,
      facts: '12 种商品没有标价。',
      photos: [],
    })
    assert.equal(opened.status, 200, JSON.stringify(opened))
    const { id } = opened
    await act(officer, id, 'show-certificates', {
      officers: team,
      occasion: 'on-the-spot',
      place: shop.address,
      shownTo: '栾星河',
      rightsTold: true,
      recusalAsked: 'no',
    })
    const tell = (fine: number) => ({
      officers: team,
      penalty: { kinds: ['fine'], fine, gains: 0, step: 'lighter', reasons: '当场改正。' },
      defence: 'no',
    })
    await refused(officer, id, 'tell-on-the-spot', tell(20_100), 'fine-above-on-the-spot')
    await act(officer, id, 'tell-on-the-spot', tell(20_000))
    await act(officer, id, 'decide-on-the-spot', { officers: team, signed: 'signed', place: shop.address })
    await act(officer, id, 'record-payment', {
      amount: 20_000,
      on: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10),
      channel: 'electronic',
      receipt: '浙财缴 2',
      files: [],
    })
    await act(officer, id, 'hand-in-papers', { materials: '决定书一份。' })
    await act(head, id, 'close-on-the-spot', { note: '罚款缴清，材料齐全。' })
    await act(publisher, id, 'publish-decision', { secrecy: true, period: 'three-months', hide: [] })
    await onThePortal(id, '当场行政处罚决定书')
  })

  /** Finds the decision as a stranger: by a search, in Chromium; then proves it with the command line. */
  const onThePortal = async (id: string, title: string) => {
    const seen = await leader.get<{
      papers: readonly { title: string; number?: string; id: string }[]
      publication: { href: string }
    }>(`/api/cases/${id}`)
    const number = seen.papers.find((paper) => paper.title === title)?.number ?? ''
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: false })
    await page.goto(`${bureau.url}/decisions?q=${encodeURIComponent('星河')}`)
    await page.getByText(number).first().waitFor()
    await page.goto(`${bureau.url}/decisions/${encodeURIComponent(number)}`)
    const text = (await page.locator('main').textContent()) ?? ''
    assert.ok(text.includes('星河炒货店'), text.slice(0, 200))
    assert.ok(!text.includes(shop.idNumber) && !text.includes(shop.phone), 'what must be masked is shown')
    await page.close()

    const pdf = join(scratch, `${id}.pdf`)
    writeFileSync(
      pdf,
      Buffer.from(await (await fetch(`${bureau.url}/decisions/${encodeURIComponent(number)}.pdf`)).arrayBuffer()),
    )
    const printed = spawnSync('pdftotext', [pdf, '-'], { encoding: 'utf8' }).stdout
    assert.ok(printed.includes('已隐去') && !printed.includes(shop.phone) && !printed.includes(shop.idNumber))

    const receipt = join(scratch, `${id}.tlog-proof`)
    let body = ''
    for (let n = 0; n < 50 && !body.startsWith('c2sp.org'); n++) {
      await new Promise((resolve) => setTimeout(resolve, 200))
      body = await (await fetch(`${bureau.url}/decisions/${encodeURIComponent(number)}/receipt`)).text()
    }
    writeFileSync(receipt, body)
    const key = join(scratch, 'key')
    writeFileSync(key, await (await fetch(`${bureau.url}/log.vkey`)).text())
    const proved = await bureau.cli('verify', receipt, '--key', key)
    assert.equal(proved.code, 0, proved.out)
    const hidden = Buffer.from(body.split('\n')[1]?.slice(6) ?? '', 'base64').toString()
    assert.ok(!hidden.includes(shop.phone) && !hidden.includes(shop.idNumber))
    writeFileSync(receipt, body.replace(/^index \d+$/m, 'index 0'))
    assert.equal((await bureau.cli('verify', receipt, '--key', key)).code, 1)
  }

  test('the desk shows the case to who may see it, and to nobody else', async () => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    await page.goto(`${bureau.url}/desk/`)
    await page.getByLabel('用户名').fill('song.qiaoyun')
    await page.getByLabel('密码', { exact: true }).fill('zhaoming-demo')
    await page.getByRole('button', { name: /登\s*录/ }).click()
    await page.getByRole('heading', { name: '待办' }).waitFor()
    await page.goto(`${bureau.url}/desk/cases?q=${encodeURIComponent('星河')}`)
    await page.getByText('星河炒货店涉嫌经营无标签预包装食品案').first().click()
    await page.getByText('作出行政处罚决定').first().waitFor()
    assert.deepEqual(errors, [])
    await context.close()
    const [row] = (await officer.get<{ rows: readonly { id: string }[] }>('/api/cases?q=星河')).rows
    const stranger = await person(bureau.url, 'xing.kaifeng')
    assert.equal(await stranger.status(`/api/cases/${row?.id}`), 403)
    assert.equal((await fetch(`${bureau.url}/api/cases/${row?.id}`)).status, 401)
  })

  test('a double click is done once', async () => {
    const key = `double-${Date.now()}`
    const body = { title: '双击', source: 'other', receivedAt: minutesAgo(1), content: '双击试验', unit: 'inspection' }
    const opened = await officer.post('/api/procedures/ordinary-penalty/register-clue', body)
    const data = { officers: team, facts: '核查', suggestion: 'file' }
    const answers = await Promise.all(
      [1, 2, 3].map(() => officer.post(`/api/cases/${opened.id}/acts/verify-clue`, data, { key })),
    )
    assert.deepEqual(
      answers.map(({ status, version }) => [status, version]),
      [
        [200, 2],
        [200, 2],
        [200, 2],
      ],
    )
  })

  test('a stranger verifies the whole log; after a hard kill nothing is missing and the log goes on', async () => {
    const before = await bureau.cli('verify', '--url', bureau.url)
    assert.equal(before.code, 0, before.out)
    const opened = await officer.post('/api/procedures/ordinary-penalty/register-clue', {
      title: '断电之前',
      source: 'other',
      receivedAt: minutesAgo(1),
      content: '断电之前登记',
      unit: 'inspection',
    })
    assert.equal(opened.status, 200)
    await bureau.stop('SIGKILL')
    const whole = await bureau.cli('verify')
    assert.equal(whole.code, 0, whole.out)
    const rebuilt = await bureau.cli('rebuild', '--check')
    assert.equal(rebuilt.code, 0, rebuilt.out)
    await bureau.start()
    const again = await person(bureau.url, 'song.qiaoyun')
    assert.equal((await again.get<{ title: string }>(`/api/cases/${opened.id}`)).title, '断电之前')
    const later = await bureau.cli('verify', '--url', bureau.url)
    assert.equal(later.code, 0, later.out)
  })
})
