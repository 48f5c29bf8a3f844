import { existsSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium'

export const DESKTOP = { width: 1440, height: 900 }
export const PHONE = { width: 390, height: 844 }
export const FIRST_PASSWORD = 'admin123'
export const PASSWORD = 'a calm lake at dawn 42'

export async function launch(): Promise<Browser> {
  if (!existsSync(EXECUTABLE)) {
    throw new Error(`the browser tests need Chromium at ${EXECUTABLE}: install it (apt-get install chromium), or name another in CHROMIUM`)
  }
  return await chromium.launch({ executablePath: EXECUTABLE, args: ['--no-sandbox'] })
}

/** A page that remembers what its console and its content policy complained about. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; context: BrowserContext; complaints: string[] }> {
  const context = await browser.newContext({ viewport: DESKTOP, locale: 'en-GB', reducedMotion: 'reduce', ...options })
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource|WebSocket connection/.test(message.text())) complaints.push(message.text())
  })
  return { page, context, complaints }
}

export async function signIn(page: Page, password: string, username = 'admin'): Promise<void> {
  await page.fill('[name=username]', username)
  await page.fill('[name=password]', password)
  await page.click('button[type=submit]')
}

/** A page that the administrator has signed in on, at an address of the app. */
export async function openSignedIn(browser: Browser, address: string, options: BrowserContextOptions = {}): ReturnType<typeof openPage> {
  const opened = await openPage(browser, options)
  await opened.page.goto(address)
  await signIn(opened.page, PASSWORD)
  await opened.page.waitForURL(({ pathname }) => pathname === new URL(address).pathname)
  return opened
}

/** On the page that asks for a new one: what a first sign-in leads to. */
export async function changePassword(page: Page, from: string, to: string): Promise<void> {
  await page.fill('[name=current_password]', from)
  await page.fill('[name=new_password]', to)
  await page.fill('[name=confirm_password]', to)
  await page.click('button[type=submit]')
}

/** The page has no fault that axe can find, once what fades in or loads has come to rest. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  await expect.poll(() => faultsOf(page, what), { interval: 250 }).toEqual([])
}

async function faultsOf(page: Page, what: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.flatMap((each) => each.nodes.map((node) => `${what}: ${each.id} at ${node.target.join(' ')}: ${node.failureSummary}`))
}
