import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { startChromium } from '../test/chromium.ts'
import { type RunningBureau, startDemo } from '../test/server.ts'
import { buildField, type Phone, phone, signIn } from './testing/phone.ts'

describe('a phone in the field', () => {
  const profile = mkdtempSync(join(tmpdir(), 'zhaoming-phone-'))
  let bureau: RunningBureau
  let own: Phone
  before(async () => {
    buildField()
    bureau = await startDemo()
    own = await phone(bureau.url, profile)
  })
  after(async () => {
    await own?.context.close()
    await bureau?.stop()
    bureau?.remove()
    rmSync(profile, { recursive: true, force: true })
  })

  /** What a party sees who has no script and no account. */
  const party = async (address: string) => {
    const browser = await startChromium()
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } })
    context.setDefaultTimeout(120_000)
    const page = await context.newPage()
    await page.goto(bureau.url + address)
    return { page, end: () => browser.close() }
  }
  const code = async () => ((await own.page.getByTestId('code').textContent()) ?? '').replace(' ', '')

  test('only the field may ask for camera, microphone and place', async () => {
    const policy = async (path: string) => (await fetch(bureau.url + path)).headers.get('permissions-policy') ?? ''
    for (const path of ['/', '/desk/', '/officers/check', '/api/me'])
      assert.match(await policy(path), /camera=\(\), microphone=\(\), geolocation=\(\)/, path)
    assert.match(await policy('/field/'), /camera=\(self\), microphone=\(self\), geolocation=\(self\)/)
    const csp = (await fetch(`${bureau.url}/field/`)).headers.get('content-security-policy') ?? ''
    assert.match(csp, /default-src 'self'; style-src 'self';/)
    assert.ok(!csp.includes('unsafe'))
  })

  test('an officer signs in, sees what waits, and shows a card that the party checks by its code, without a script', async () => {
    const { page } = own
    await signIn(page, 'song.qiaoyun')
    await page.getByText('我承办的其他案件').or(page.locator('.rows a').first()).first().waitFor()
    await page.getByRole('link', { name: '亮证' }).click()
    await page.getByRole('radio', { name: '询问了解情况' }).check()
    await page.getByLabel('地点（可以不填）').fill('澄州市云岭区云间路 8 号')
    await page.getByRole('button', { name: '出示证件' }).click()
    await page.getByRole('heading', { name: '行政执法证' }).waitFor()
    await page.waitForFunction(() =>
      /\d{3} \d{3}/.test(document.querySelector('[data-testid=code]')?.textContent ?? ''),
    )
    const certificate = (await page.locator('.live dd').nth(3).textContent()) ?? ''
    assert.match(certificate, /^浙澄/)
    // The showing waits for the phone's place, then it is with the bureau.
    await page.getByText('已记录时间地点').waitFor()
    await page.waitForFunction(async () => {
      const request = indexedDB.open('zhaoming-field')
      const database = await new Promise<IDBDatabase>((resolve) => {
        request.onsuccess = () => resolve(request.result)
      })
      return new Promise<boolean>((resolve) => {
        const count = database.transaction('outbox').objectStore('outbox').count()
        count.onsuccess = () => resolve(count.result === 0)
      })
    })

    const visitor = await party('/officers/check')
    await visitor.page.getByLabel('执法证号').fill(certificate)
    await visitor.page.getByLabel('动态码').fill(await code())
    await visitor.page.getByRole('button', { name: '核对' }).click()
    await visitor.page.getByRole('heading', { name: '宋巧云是本局的执法人员' }).waitFor()
    await visitor.page.getByText('询问了解情况').waitFor()
    await visitor.page.getByText('云间路 8 号').waitFor()
    const picture = visitor.page.getByAltText('宋巧云的证件照片')
    const bytes = await visitor.page.request.get(new URL((await picture.getAttribute('src')) ?? '', bureau.url).href)
    assert.equal(bytes.headers()['content-type'], 'image/png')
    await visitor.page.getByLabel('想说的话（可以不写）').fill('说得很清楚')
    await visitor.page.getByRole('button', { name: '确认看到了证件' }).click()
    await visitor.page.getByRole('heading', { name: '谢谢您的确认' }).waitFor()
    await visitor.end()
    await page.getByText(/当事人 \d\d:\d\d 确认看到了证件/).waitFor()

    const wrong = await party(`/officers/check?n=${encodeURIComponent(certificate)}&c=12345`)
    await wrong.page.getByText('动态码是 6 位数字').waitFor()
    await wrong.page.goto(`${bureau.url}/officers/check?n=${encodeURIComponent('浙澄00000000')}&c=123456`)
    await wrong.page.getByRole('heading', { name: '没有这个执法证号' }).waitFor()
    await wrong.end()
    await page.getByRole('button', { name: '出示完毕' }).click()
  })

  test('with no network the application opens and the card is shown; the code holds, the task is in the QR, the showing follows', async () => {
    const investigated = await own.page.evaluate(async () => {
      const { rows } = await (await fetch('/api/cases?mine=1')).json()
      return rows.find(({ stage }: { stage: string }) => stage === 'investigation') as { id: string; title: string }
    })
    await own.page.evaluate(() => navigator.serviceWorker.ready)
    await own.context.setOffline(true)
    await own.page.goto('/field/')
    await own.page.getByRole('heading', { name: '今日任务' }).waitFor()
    await own.page.getByText('没有网络').first().waitFor()
    await own.page.goto(`/field/#/cases/${investigated.id}`)
    await own.page.getByRole('heading', { name: investigated.title }).waitFor()
    const { title } = investigated
    await own.page.getByRole('main').getByRole('link', { name: '亮证' }).click()
    assert.equal(
      await own.page.getByLabel('哪个案件').evaluate((each) => (each as HTMLSelectElement).selectedOptions[0]?.text),
      title,
    )
    await own.page.getByRole('button', { name: '出示证件' }).click()
    const qr = own.page.locator('.live svg.qr')
    await own.page.waitForFunction(() =>
      /\d{3} \d{3}/.test(document.querySelector('[data-testid=code]')?.textContent ?? ''),
    )
    const address = (await qr.getAttribute('data-address')) ?? ''
    const visitor = await party(address.slice(new URL(address).origin.length))
    await visitor.page.getByRole('heading', { name: '宋巧云是本局的执法人员' }).waitFor()
    await visitor.page.getByText('现场检查', { exact: true }).waitFor()
    await visitor.end()
    await own.page.getByText('这次亮证联网后补报').waitFor()
    await own.page.getByRole('button', { name: '出示完毕' }).click()

    // Time and place are known already: the act on the case asks only for what the phone can't know.
    await own.page.getByText('记入案件').first().waitFor()
    await own.page.getByLabel('向谁出示').fill('店主（经营者）')
    await own.page.getByText('已告知陈述权、申辩权和申请回避的权利').click()
    const beside = own.page.getByRole('group', { name: '一起出示证件的' }).locator('label').first()
    if (!(await beside.locator('input').isChecked())) await beside.click()
    await own.page.getByRole('button', { name: '记入案件', exact: true }).click()
    await own.page.getByText('待上传 2 项').waitFor()

    // The phone is switched off, and on again where there is a network.
    await own.context.close()
    own = await phone(bureau.url, profile)
    await own.page.goto('/field/')
    await own.page.getByText('全部已上传').waitFor()
    const entries = await own.page.evaluate(async (id) => {
      const answer = await fetch(`/api/cases/${id}/timeline`)
      return ((await answer.json()) as { entries: { sentence: string }[] }).entries.map(({ sentence }) => sentence)
    }, investigated.id)
    assert.match(entries[0] ?? '', /向店主（经营者）出示执法证件（手机亮证）/)
    assert.deepEqual(own.errors, [])
  })
})
