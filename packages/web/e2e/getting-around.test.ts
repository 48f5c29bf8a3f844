import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launch, openPage, PASSWORD, signIn } from './browser.ts'
import { Hub } from './hub.ts'

let hub: Hub
let browser: Browser
let page: Page
let complaints: string[]

const app = (path: string) => `${hub.base}/app${path}`
const live = () => page.getByTestId('cpu-figure').filter({ hasText: /\d/ }).waitFor()
const place = () => page.evaluate(() => Math.round(window.scrollY))

beforeAll(async () => {
  hub = await Hub.create({ HYPERION_ADMIN_PASSWORD: PASSWORD })
  browser = await launch()
  ;({ page, complaints } = await openPage(browser))
  await page.goto(app('/hosts/1'))
  await signIn(page, PASSWORD)
  await page.waitForURL(/hosts\/1$/)
})

afterAll(async () => {
  await browser?.close()
  await hub?.remove()
})

it('begins each page at its top, and finds one that was left where it was', async () => {
  await live()
  await page.evaluate(() => window.scrollTo(0, 600))
  await expect.poll(place).toBe(600)
  await page.getByRole('link', { name: 'Overview', exact: true }).first().click()
  await page.waitForURL(/\/app\/$/)
  await live()
  await expect.poll(place).toBe(0)
  await page.goBack()
  await page.waitForURL(/hosts\/1$/)
  await expect.poll(place).toBe(600)
})

it('gives the focus back when a dialog closes', async () => {
  await page.goto(app('/incidents'))
  const opener = page.getByRole('button', { name: 'New incident' }).first()
  await opener.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => opener.evaluate((button) => button === document.activeElement)).toBe(true)
})

it('complains about nothing on the way', () => expect(complaints).toEqual([]))
