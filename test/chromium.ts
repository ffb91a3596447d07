import { type Browser, chromium } from 'playwright-core'

/** Debian's Chromium as every test and picture starts it: its headless shell, which draws no window and so takes less of the processor. */
export const chromiumOptions = {
  executablePath: '/usr/bin/chromium-headless-shell',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-dev-shm-usage',
    '--no-first-run',
    '--lang=zh-CN',
  ],
}

export const startChromium = (): Promise<Browser> => chromium.launch(chromiumOptions)
