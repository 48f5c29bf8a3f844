import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectAccessible, launch, openPage, openSignedIn, PHONE } from './browser.ts'
import { Hub } from './hub.ts'

let hub: Hub
let browser: Browser
let page: Page
let context: BrowserContext
let complaints: string[]

const app = (path: string) => `${hub.base}/app${path}`
const summary = (where: Page) => where.getByRole('region', { name: 'Is anything wrong?' })
const width = (where: Page) => where.evaluate(() => document.documentElement.scrollWidth)

beforeAll(async () => {
  hub = await Hub.create()
  browser = await launch()
  ;({ page, context, complaints } = await openSignedIn(browser, app('/alerts')))
})

afterAll(async () => {
  await browser?.close()
  await hub?.remove()
})

it('says so when all is well', async () => {
  await summary(page).getByText('All is well').waitFor()
  await page.getByText('No alert has ended yet').waitFor()
  await expectAccessible(page, 'no alerts')
})

it('shows an alert as it fires, with its story and its chart', async () => {
  await page.getByText('Live', { exact: true }).waitFor()
  const low = { disk: { warning: 0, critical: 100 } }
  expect((await page.request.put(`${hub.base}/api/thresholds`, { data: low, headers: { origin: hub.base } })).status()).toBe(200)
  await summary(page).getByText('1 alert needs someone').waitFor()
  await page.getByRole('navigation').getByText('1 alert needs someone').waitFor({ state: 'attached' })
  await page.getByRole('row').getByRole('button', { name: 'Disk', exact: true }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByText('Fired: Warning').waitFor()
  await drawer.locator('canvas').waitFor()
  await page.waitForURL(/alert=\d+/)
  await expectAccessible(page, 'story of an alert')
  await page.keyboard.press('Escape')
  await expect.poll(() => page.url()).not.toContain('alert=')
})

it('is taken on and silenced on a phone, two taps each at most', async () => {
  const phone = await openPage(browser, { viewport: PHONE, hasTouch: true, storageState: await context.storageState() })
  await phone.page.goto(app('/alerts'))
  await phone.page.getByRole('button', { name: /^Acknowledge/ }).tap()
  await phone.page.getByText('1 alert is now in your hands').waitFor()
  await phone.page.getByText('Taken on by admin').waitFor()
  await phone.page.getByRole('button', { name: /^Silence/ }).tap()
  await phone.page.getByRole('menuitem', { name: /^For 1 hour/ }).tap()
  await phone.page.getByText(/^Silenced until /).waitFor()
  expect(await width(phone.page)).toBe(PHONE.width)
  await expectAccessible(phone.page, 'alerts on a phone')
  expect(phone.complaints).toEqual([])
  await phone.context.close()
  await page.goto(app('/settings/maintenance'))
  await page.getByRole('button', { name: 'End now' }).waitFor()
})

it('is handed back, and silenced with a reason, many at once', async () => {
  await page.goto(app('/alerts'))
  await page.getByRole('button', { name: /^Hand back/ }).click()
  await page.getByText('waits for someone again').waitFor()
  await page.getByRole('checkbox', { name: 'Choose all alerts' }).check()
  await page.getByRole('button', { name: 'Acknowledge those chosen' }).click()
  await page.getByText('1 alert is now in your hands').waitFor()
  await page.getByRole('checkbox', { name: /^Choose .* · Disk/ }).check()
  await page.getByRole('button', { name: 'Silence those chosen' }).click()
  await page.getByRole('menuitem', { name: 'Until another time' }).click()
  await page.fill('[name=to]', '2020-01-01T00:00')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Silence' }).click()
  await dialog.getByText('A time to come').waitFor()
  await expectAccessible(page, 'silence refused')
  await page.fill('[name=to]', new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 16))
  await page.fill('[name=reason]', 'The disk is being replaced')
  await dialog.getByRole('button', { name: 'Silence' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.goto(app('/settings/maintenance'))
  await page.getByText('The disk is being replaced').waitFor()
})

it('finds by search and filter, which are in the address', async () => {
  await page.goto(app('/alerts?q=nothing+like+this'))
  await page.getByText('No alert matches').first().waitFor()
  await page.getByRole('button', { name: 'Clear the filters' }).click()
  await page.getByRole('button', { name: 'Rule', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Disk', exact: true }).click()
  await page.waitForURL(/rule=disk/)
  await page.getByRole('row').getByRole('button', { name: 'Disk', exact: true }).waitFor()
})

it('tries a rule on the past before it is saved', async () => {
  await page.goto(app('/settings/rules'))
  await page.locator('[data-rule="Disk filling"]').getByText('built in').waitFor()
  await expectAccessible(page, 'rules')
  await page.getByRole('link', { name: 'New rule' }).click()
  await page.getByRole('button', { name: 'Create rule' }).click()
  await page.getByText('Required').first().waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('name')
  await page.fill('[name=name]', 'Memory in use')
  await page.selectOption('[name=metric]', 'memory.used')
  await page.fill('[name=warning]', '1 TiB')
  await page.fill('[name=for_seconds]', '0')
  await page.getByTestId('trial-sentence').getByText('Would not have fired').waitFor()
  await page.fill('[name=warning]', '1 KiB')
  await page
    .getByTestId('trial-sentence')
    .getByText(/Would have fired once, .* in all, 1 notification/)
    .waitFor()
  await page.getByRole('region', { name: 'Tried on the past' }).locator('canvas').waitFor()
  await expectAccessible(page, 'form of a rule')
  await page.fill('[name=critical]', '1 B')
  await page.getByText('Say what is watched').waitFor()
  await page.fill('[name=critical]', '')
  await page.getByRole('button', { name: 'Create rule' }).click()
  await page.waitForURL(/settings\/rules$/)
})

it('marks the charts of the host where a rule fires', async () => {
  const rule = page.locator('[data-rule="Memory in use"]')
  await rule.getByRole('link', { name: '1 firing' }).waitFor()
  await page.goto(app('/'))
  const state = page.getByRole('region', { name: 'State of this machine' })
  await state.getByRole('link', { name: '2 alerts firing' }).waitFor()
  await page
    .locator('#memory')
    .getByRole('link', { name: /^Warning · Memory in use/ })
    .click()
  await page.getByRole('dialog').getByText('Fired: Warning').waitFor()
})

it('asks before a rule is deleted, and ends its alerts', async () => {
  await page.goto(app('/settings/rules'))
  await page.getByRole('link', { name: 'Memory in use' }).click()
  await page.getByRole('button', { name: 'Delete rule' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('The alert that fires now ends').waitFor()
  await dialog.getByRole('button', { name: 'Delete rule' }).click()
  await page.waitForURL(/settings\/rules$/)
  await page.locator('[data-rule="Memory in use"]').waitFor({ state: 'hidden' })
  await page.goto(app('/alerts?state=resolved'))
  await page.getByRole('row').getByRole('button', { name: 'Memory in use' }).waitFor()
})

it('left no complaint in the console', () => {
  expect(complaints).toEqual([])
})
