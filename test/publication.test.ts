import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { decisionPaths, fileOf } from '../portal/tree.ts'
import { type BureauAtWork, bureauAtWork } from './desk/bureau.ts'
import { today } from './desk/desk.ts'
import { photo, shop } from './desk/invented.ts'

const party = '澄州市东浦区栗暖炒货店'
/** Of two characters, and of nobody else in the demo bureau. */
const word = '栗暖'
const witness = '林晓白'
const phone = '13900000077'

describe('a decision on the portal, from its draft to its tombstone', () => {
  const site = mkdtempSync(join(tmpdir(), 'zhaoming-tree-'))
  let work: BureauAtWork
  let citizen: Page
  let id = ''
  let number = ''
  let address = ''
  before(async () => {
    work = await bureauAtWork({ ZHAOMING_SITE: site })
    citizen = await work.browser.newPage({ baseURL: work.bureau.url, locale: 'zh-CN' })
  })
  after(async () => {
    await work?.end()
    rmSync(site, { recursive: true, force: true })
  })

  const bytes = async (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Buffer> =>
    Buffer.from(await (await fetch(`${work.bureau.url}${path}`, { headers })).arrayBuffer())
  const printed = (pdf: Buffer): string => {
    const file = join(work.scratch, 'printed.pdf')
    writeFileSync(file, pdf)
    return spawnSync('pdftotext', [file, '-'], { encoding: 'utf8' }).stdout.replaceAll(/\s/g, '')
  }
  /** What the tree has at an address. */
  const filed = (path: string): string => {
    const file = join(site, fileOf(path) ?? '')
    return existsSync(file) ? readFileSync(file, 'utf8') : ''
  }
  const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
    for (let tries = 0; !(await holds()); tries++) {
      if (tries > 600) throw new Error(`waited in vain: ${holds}`)
      await setTimeout(100)
    }
  }
  /** Every public answer that lists or shows decisions. */
  const everywhere = () => [
    '/',
    '/decisions',
    `/decisions?q=${encodeURIComponent(word)}`,
    `/search?q=${encodeURIComponent(word)}`,
    '/decisions.json',
    `/decisions.json?q=${encodeURIComponent(word)}`,
    '/decisions.csv',
    '/decisions.atom',
    `/decisions.atom?q=${encodeURIComponent(word)}`,
    '/updates',
    '/ledger',
    '/ledger.json',
    '/ledger.csv',
    '/sitemap.xml',
    `/sitemaps/${today().slice(0, 7)}.xml`,
    ...decisionPaths(number),
  ]

  test('it is prepared by one, with what must be hidden, and published by another', async () => {
    const officer = await work.person('song.qiaoyun')
    const { href: _, ...picture } = (await (await officer.upload(photo.name, photo.buffer)).json()) as { href: string }
    const did = async (path: string, data: unknown) => {
      const answer = await officer.post(path, data)
      assert.equal(answer.status, 200, JSON.stringify(answer))
      return answer
    }
    const officers = ['song.qiaoyun', 'du.renjie']
    const opened = await did('/api/procedures/simple-penalty/open-on-the-spot', {
      officers,
      title: `${party}未按规定明码标价案`,
      party: {
        kind: 'household',
        name: party,
        code: shop.code,
        idNumber: shop.idNumber,
        address: shop.address,
        representative: shop.owner,
        phone: shop.phone,
      },
      item: 'no-price-tag',
      place: shop.address,
      facts: `十二种商品没有标价；顾客${witness}（电话 ${phone} ）在场看到。`,
      photos: [picture],
    })
    id = opened.id
    const act = (name: string, data: unknown) => did(`/api/cases/${id}/acts/${name}`, data)
    await act('show-certificates', {
      officers,
      occasion: 'on-the-spot',
      place: shop.address,
      shownTo: shop.owner,
      rightsTold: true,
      recusalAsked: 'no',
    })
    await act('tell-on-the-spot', {
      officers,
      penalty: { kinds: ['fine'], fine: 20_000, gains: 0, step: 'lighter', reasons: '当场改正。' },
      defence: 'no',
    })
    await act('decide-on-the-spot', { officers, signed: 'signed', place: shop.address })

    const desk = await work.at('song.qiaoyun', id)
    const draft = await desk.open('拟公示处罚决定')
    await desk.refused('拟公示处罚决定', {}, /隐去建议没有答复/)
    await draft.getByRole('group', { name: '自然人电话' }).getByRole('button', { name: '隐去' }).click()
    // By mistake the name is kept; it is corrected later.
    await draft.getByRole('group', { name: '当事人以外自然人的姓名' }).getByRole('button', { name: '保留' }).click()
    await desk.act('拟公示处罚决定')
    assert.equal((await officer.post(`/api/cases/${id}/acts/publish-decision`, { secrecy: true })).status, 422)
    const publisher = await work.at('qiu.anlan', id)
    await publisher.open('公示处罚决定')
    await publisher.act('公示处罚决定', { 已经保密审查: true })
    const seen = await officer.get<{ papers: readonly { title: string; number?: string }[] }>(`/api/cases/${id}`)
    number = seen.papers.find((paper) => paper.title === '当场行政处罚决定书')?.number ?? ''
    address = `/decisions/${encodeURIComponent(number)}`
  })

  test('a citizen finds it by two characters, and reads it without what is hidden', async () => {
    assert.notEqual(number, '')
    await citizen.goto('/')
    await citizen.getByRole('searchbox').fill(word)
    await citizen.getByRole('button', { name: '查询' }).click()
    await citizen.getByRole('link', { name: party }).first().click()
    await citizen.getByRole('heading', { level: 1, name: party }).waitFor()
    assert.equal(decodeURIComponent(new URL(citizen.url()).pathname), `/decisions/${number}`)
    const text = (await citizen.locator('main').textContent()) ?? ''
    assert.ok(text.includes('已隐去：自然人电话') && text.includes(witness))
    for (const hidden of [phone, shop.idNumber, shop.phone]) assert.ok(!text.includes(hidden), hidden)
  })

  test('its receipt, its PDF and the code on the paper hold; changed ones are refused', async () => {
    assert.notEqual(number, '')
    let receipt: Buffer = Buffer.alloc(0)
    await until(async () => {
      receipt = await bytes(`${address}/receipt`)
      return receipt.toString().startsWith('c2sp.org')
    })
    const pdf = await bytes(`${address}.pdf`)
    const changed = (file: Buffer) => {
      const copy = Buffer.from(file)
      copy[copy.length >> 1] = (copy[copy.length >> 1] ?? 0) ^ 1
      return copy
    }
    const verdict = async (name: string, buffer: Buffer) => {
      await citizen.goto('/verify')
      await citizen.waitForFunction(() => document.documentElement.dataset.checks === 'here')
      const files = [{ name, buffer, mimeType: 'application/octet-stream' }]
      await citizen.getByLabel('凭证、PDF 文书或者导出的案件').setInputFiles(files)
      const found = citizen.locator('#answer .verdict')
      await found.first().waitFor()
      return (await found.allTextContents()).join()
    }
    assert.match(await verdict(`${number}凭证.txt`, receipt), /核验通过[\s\S]*当场行政处罚决定书/)
    assert.match(await verdict(`${number}凭证.txt`, changed(receipt)), /核验没有通过/)
    assert.match(await verdict(`${number}.pdf`, pdf), /核验通过[\s\S]*逐字节相同/)
    assert.match(await verdict(`${number}.pdf`, changed(pdf)), /核验没有通过/)
    // Under each code its address is printed: of the public copy its page, of the paper that was handed over what proves it.
    assert.ok(printed(pdf).includes(`${work.bureau.url}${address}`))
    const { cookie, get } = await work.person('song.qiaoyun')
    const { papers } = await get<{ papers: readonly { id: string; number?: string; digest: string }[] }>(
      `/api/cases/${id}`,
    )
    const paper = papers.find((each) => each.number === number)
    const code = `${work.bureau.url}/papers/${paper?.id}?d=${paper?.digest}`
    assert.ok(printed(await bytes(`/api/papers/${paper?.id}.pdf`, { cookie })).includes(code))
    await citizen.goto(code)
    await citizen.getByRole('heading', { name: '这份文书是真的' }).waitFor()
    assert.ok((await citizen.locator('main').textContent())?.includes(number))
    const last = code.endsWith('0') ? '1' : '0'
    await citizen.goto(`${code.slice(0, -1)}${last}`)
    await citizen.getByRole('heading', { name: '内容对不上' }).waitFor()
  })

  test('on application it is corrected: what should have been hidden is gone from page, data, PDF and tree', async () => {
    assert.notEqual(number, '')
    await until(
      () => filed(`${address}.json`).includes(witness) && existsSync(join(site, fileOf(`${address}.pdf`) ?? '')),
    )
    const before = await fetch(`${work.bureau.url}${address}`)
    const tag = before.headers.get('etag') ?? ''
    assert.ok((await before.text()).includes(witness) && tag !== '')
    const desk = await work.at('song.qiaoyun', id)
    await desk.act('登记更正公示申请', {
      申请人: '其他公民、法人或者组织',
      认为不准确的内容和理由: '我是在场的顾客，公示的决定书写了我的姓名。',
    })
    const publisher = await work.at('qiu.anlan', id)
    await publisher.refused('更正公示信息', { 更正说明: '补充隐去一处个人姓名。' }, /请写明更正的内容/)
    await publisher.act('更正公示信息', { 补充隐去的文字: witness })
    // Who kept the page asks again and is given the new one.
    const again = await fetch(`${work.bureau.url}${address}`, { headers: { 'if-none-match': tag } })
    assert.equal(again.status, 200)
    const page = await again.text()
    assert.ok(page.includes('补充隐去一处个人姓名') && !page.includes(witness))
    await citizen.goto(address)
    await citizen.getByText('补充隐去一处个人姓名').first().waitFor()
    for (const path of decisionPaths(number).filter((each) => !each.endsWith('.pdf')))
      assert.ok(!(await bytes(path)).toString().includes(witness), path)
    const pdf = printed(await bytes(`${address}.pdf`))
    assert.ok(pdf.includes('已隐去') && !pdf.includes(witness))
    await until(() =>
      [address, `${address}.json`].every((path) => !filed(path).includes(witness) && filed(path) !== ''),
    )
    await until(() => {
      const file = join(site, fileOf(`${address}.pdf`) ?? '')
      return existsSync(file) && !printed(readFileSync(file)).includes(witness)
    })
    assert.match(await (await fetch(`${work.bureau.url}/updates`)).text(), /补充隐去一处个人姓名/)
  })

  test('revoked by the bureau itself, it is withdrawn within three working days and leaves number, day and reason alone', async () => {
    assert.notEqual(number, '')
    await (await work.at('jiang.siqi', id)).act('自行撤销处罚决定', {
      撤销后的处理: '撤销，不再处罚',
      撤销理由: '复查发现标价签在盘点时临时取下，事实认定有误。',
      告知当事人的方式: '当面送达撤销决定',
    })
    const clocks = async () => {
      const { limits } = await (await work.person('jiang.siqi')).get<{
        limits: readonly { name: string; state: string; due?: string }[]
      }>(`/api/cases/${id}`)
      return limits.find(({ name }) => name === 'withdraw')
    }
    const running = await clocks()
    assert.equal(running?.state, 'running')
    assert.ok((running?.due ?? '') > today())
    const kept = new Map<string, string>()
    for (const path of everywhere()) {
      const answer = await fetch(`${work.bureau.url}${path}`)
      kept.set(path, answer.headers.get('etag') ?? '')
      await answer.arrayBuffer()
    }
    await (await work.at('qiu.anlan', id)).act('撤回公示', { 撤回理由: '处罚决定被本局自行撤销。' })
    assert.equal((await clocks())?.state, 'met')

    await citizen.goto(address)
    await citizen.getByText('这份决定已经撤回公示').waitFor()
    const tombstone = (await citizen.locator('main').textContent()) ?? ''
    const [year = '', month = '', day = ''] = today()
      .split('-')
      .map((part) => String(Number(part)))
    for (const part of [number, '处罚决定被本局自行撤销。', `${year}年${month}月${day}日`])
      assert.ok(tombstone.includes(part), `${part} in ${tombstone}`)

    const gone = [party, shop.code, '十二种商品', shop.address]
    /** What an answer still has of the decision; the word that was searched for is said again. */
    const left = (text: string, path = '') =>
      [...gone, ...(path.includes('?q=') ? [] : [word])].filter((each) => text.includes(each))
    for (const path of everywhere()) {
      const answer = await fetch(`${work.bureau.url}${path}`, {
        headers: { 'if-none-match': kept.get(path) ?? '', accept: '*/*' },
      })
      if (decisionPaths(number).includes(path)) assert.equal(answer.status, 410, path)
      assert.deepEqual(left(await answer.text(), path), [], path)
    }
    for (const [path, says] of [
      ['/ledger', /撤回/],
      ['/updates', /处罚决定被本局自行撤销/],
      ['/decisions.atom', /撤回：/],
    ] as const) {
      const text = (await bytes(path)).toString()
      assert.ok(text.includes(number), path)
      assert.match(text, says, path)
    }

    assert.ok(!existsSync(join(work.bureau.data, 'public-copies', encodeURIComponent(number))))
    await until(() => filed(address).includes('已经撤回公示'))
    const [page = '', ...files] = decisionPaths(number).toReversed()
    for (const path of files) assert.ok(!existsSync(join(site, fileOf(path) ?? '')), path)
    await until(() => filed('/ledger').includes('撤回'))
    const tree = readdirSync(site, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    await until(() =>
      tree.every(({ parentPath, name }) => {
        const file = join(parentPath, name)
        return !existsSync(file) || /\.pdf$/.test(name) || left(readFileSync(file, 'utf8')).length === 0
      }),
    )
    assert.ok(filed(page).includes(number))
    assert.deepEqual(work.errors(), [])
  })
})
