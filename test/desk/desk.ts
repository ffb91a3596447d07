import type { Browser, Locator } from 'playwright-core'
import { freshCode } from '../codes.ts'

/** A file as a person chooses it. */
export interface Chosen {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

/**
 * What is filled in, by the titles that stand at the fields: a text or the title of an option; true for a box to tick; several
 * titles for boxes; a file; a group of fields; rows of fields.
 */
export type Filled = string | true | readonly string[] | Chosen | Values | readonly Values[]
export interface Values {
  readonly [title: string]: Filled
}

const isFile = (value: Filled): value is Chosen => typeof value === 'object' && 'buffer' in value
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\（）]/g, '\\$&')
const startsWith = (title: string) => new RegExp(`^${escaped(title)}`)

/** Somebody at the desk: everything goes through what a person sees and touches, found by its title and role. */
export const signIn = async (
  browser: Browser,
  url: string,
  username: string,
  { width = 1440, password = 'zhaoming-demo' }: { readonly width?: number; readonly password?: string } = {},
) => {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
  // A server that was just started on a new demo still finishes its papers: two of them on two processors are slow for a while.
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(`${url}/desk/`)
  await page.getByRole('textbox', { name: '用户名' }).fill(username)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: /登\s*录/ }).click()
  await page.getByRole('heading', { level: 1, name: '待办' }).waitFor()

  const code = () => freshCode(url, username)
  const desk = {
    page,
    /** Errors in the page that nobody saw. */
    errors: errors as readonly string[],
    async openCase(id: string) {
      await page.goto(`${url}/desk/cases/${id}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
    },
    /** Begins a case and gives its id, from the address to which the desk goes. */
    async begin(title: string, values: Values): Promise<string> {
      await page.goto(`${url}/desk/cases/new`)
      await page.getByRole('link', { name: startsWith(title) }).click()
      const form = page.getByRole('form', { name: title })
      await fill(form, values)
      await handOver(form, title, code)
      await page.waitForURL(/\/desk\/cases\/[0-9a-f-]{36}/)
      return page.url().match(/[0-9a-f-]{36}/)?.[0] ?? ''
    },
    /** The form of an act: as it stands open, or opened by its button on the case's page. */
    async open(title: string): Promise<Locator> {
      const form = page.getByRole('form', { name: title })
      const button = page.getByRole('button', { name: title, exact: true }).first()
      await form.or(button).first().waitFor()
      if (!(await form.isVisible())) await button.click()
      await form.waitFor()
      return form
    },
    /** Leaves off what was written before and begins the form anew. */
    async startAgain(title: string) {
      await page.reload()
      const form = await desk.open(title)
      await form.getByRole('button', { name: '放弃草稿', exact: true }).click()
    },
    /** Fills the open form of an act in and leaves it open. */
    async fill(title: string, values: Values): Promise<void> {
      await fill(await desk.open(title), values)
    },
    /**
     * Fills the form of an act in and hands it over; ends when the desk says that it is done. `at`: when it happened, if that was
     * before now, as a field for date and time takes it.
     */
    async act(title: string, values: Values = {}, at?: string) {
      const form = await desk.open(title)
      await fill(form, values)
      if (at !== undefined) await happenedAt(form, at)
      await handOver(form, title, code)
      const done = page.getByRole('status').filter({ hasText: `已办理：${title}` })
      const refusals = form.getByRole('alert').filter({ hasText: '没有办成' })
      await done.or(refusals).first().waitFor()
      if (await refusals.isVisible()) throw new Error(`${title}: ${await refusals.textContent()}`)
    },
    /** Hands the form over as it is and waits for what is refused; the form stays open, with what was written. */
    async refused(title: string, values: Values, sentence: RegExp, at?: string) {
      const form = await desk.open(title)
      await fill(form, values)
      if (at !== undefined) await happenedAt(form, at)
      await handOver(form, title, code)
      await form.getByRole('alert').getByText(sentence).first().waitFor()
    },
    /** Why an act can't be done now, as the page says it. */
    async reasons(title: string): Promise<string> {
      const next = page.getByRole('region', { name: '下一步' })
      const here = next.filter({ has: page.getByRole('heading', { name: title }) })
      const line = page.getByRole('listitem').filter({ has: page.getByText(title, { exact: true }) })
      return (await here.or(line).first().textContent()) ?? ''
    },
    leave: () => context.close(),
  }
  return desk
}
export type Desk = Awaited<ReturnType<typeof signIn>>

/** Presses the form's button, with a code where it asks for one; then what stood there against an earlier try is gone. */
const handOver = async (form: Locator, title: string, code: () => Promise<string>): Promise<void> => {
  const asked = form.getByLabel('动态口令', { exact: true })
  if (await asked.isVisible()) await asked.fill(await code())
  await form.getByRole('button', { name: title, exact: true }).click()
  await form.page().evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)))
}

const happenedAt = async (form: Locator, at: string): Promise<void> => {
  await form.getByRole('checkbox', { name: '事情发生在更早的时候（补录）' }).check()
  await form.getByLabel('发生时间', { exact: true }).fill(at)
}

/** Fills fields in, each by its title, within a form, a group or a row. */
const fill = async (scope: Locator, values: Values): Promise<void> => {
  for (const [title, value] of Object.entries(values)) {
    const group = scope.getByRole('group', { name: startsWith(title) }).first()
    if (value === true)
      await scope
        .getByRole('checkbox', { name: startsWith(title) })
        .first()
        .check()
    else if (isFile(value)) {
      await group.getByLabel(`上传${title}`).setInputFiles([value])
      await group.getByRole('button', { name: `移去${value.name}` }).waitFor()
    } else if (typeof value === 'string') await fillOne(scope, group, title, value)
    else if (isList(value)) await fillMany(scope, group, title, value)
    else await fill(group, value)
  }
}

const isList = (
  value: Values | readonly string[] | readonly Values[],
): value is readonly string[] | readonly Values[] => Array.isArray(value)

const fillOne = async (scope: Locator, group: Locator, title: string, value: string): Promise<void> => {
  const box = scope.getByRole('combobox', { name: startsWith(title) }).first()
  const text = scope.getByLabel(startsWith(title)).first()
  const option = group.getByRole('radio', { name: value, exact: true })
  await box.or(text).or(option).first().waitFor()
  if (await option.isVisible()) await option.check()
  else if (await box.isVisible()) await choose(box, value)
  else await text.fill(value)
}

const fillMany = async (
  scope: Locator,
  group: Locator,
  title: string,
  values: readonly string[] | readonly Values[],
): Promise<void> => {
  const box = scope.getByRole('combobox', { name: startsWith(title) }).first()
  for (const [n, value] of values.entries())
    if (typeof value !== 'string') {
      const rows = group.getByRole('listitem').filter({ has: scope.page().getByRole('button', { name: /^删除/ }) })
      if ((await rows.count()) <= n) await group.getByRole('button', { name: '添加一条' }).click()
      await fill(rows.nth(n), value)
    } else if (await box.isVisible()) await choose(box, value)
    else await group.getByRole('checkbox', { name: startsWith(value) }).check()
}

/** Types what is looked for and takes the first that is offered, once it is: a key that comes before the list takes what stood there. */
const choose = async (box: Locator, value: string): Promise<void> => {
  await box.click()
  await box.fill(value)
  await box.page().locator('.ant-select-item-option-active:visible').filter({ hasText: value }).first().waitFor()
  await box.press('Enter')
  await box.press('Escape')
}

/** Minutes ago, as a field for date and time takes it, in China's time. */
export const minutesAgo = (minutes: number): string =>
  new Date(Date.now() - minutes * 60_000 + 8 * 3_600_000).toISOString().slice(0, 16)
export const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
