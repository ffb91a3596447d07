import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { chromiumOptions } from '../../test/chromium.ts'

const root = join(import.meta.dirname, '../..')

/** Builds the application as it is served. */
export const buildField = (): void => {
  const built = spawnSync(
    process.execPath,
    [join(root, 'node_modules/vite/bin/vite.js'), 'build', 'field', '--logLevel', 'error'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  )
  if (built.status !== 0) throw new Error(built.stdout + built.stderr)
}

export interface Phone {
  readonly context: BrowserContext
  readonly page: Page
  /** Errors that happened in the page and that nobody saw. */
  readonly errors: readonly string[]
  /** The battery dies: every process of this phone's browser ends at once, without a word. */
  kill(): Promise<void>
}

/** A phone: a browser with a camera, a microphone and a place of its own, whose storage is the folder `profile`. */
export const phone = async (
  url: string,
  profile: string,
  { width = 360, height = 780, colorScheme = 'light' as 'light' | 'dark' } = {},
): Promise<Phone> => {
  const context = await chromium.launchPersistentContext(profile, {
    ...chromiumOptions,
    args: [...chromiumOptions.args, '--use-fake-device-for-media-stream=fps=5', '--use-fake-ui-for-media-stream'],
    baseURL: url,
    viewport: { width, height },
    colorScheme,
    isMobile: true,
    hasTouch: true,
    deviceScaleFactor: 2,
    reducedMotion: 'reduce',
    geolocation: { latitude: 28.97, longitude: 118.87, accuracy: 15 },
    permissions: ['geolocation', 'camera', 'microphone'],
  })
  // A machine that does ten things at once takes its time.
  context.setDefaultTimeout(120_000)
  const errors: string[] = []
  const page = context.pages()[0] ?? (await context.newPage())
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (/Content.Security.Policy|Permissions.Policy/i.test(message.text())) errors.push(message.text())
  })
  const kill = async (): Promise<void> => {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
        if (command.includes(`--user-data-dir=${profile}`)) process.kill(Number(pid), 'SIGKILL')
      } catch {
        // It ended by itself meanwhile.
      }
    }
    await context.close().catch(() => undefined)
  }
  return { context, page, errors, kill }
}

export const signIn = async (page: Page, username: string): Promise<void> => {
  await page.goto('/field/')
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码').fill('zhaoming-demo')
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { name: '今日任务' }).waitFor()
}
