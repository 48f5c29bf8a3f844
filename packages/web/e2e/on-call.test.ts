import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectAccessible, launch, openPage, openSignedIn, PHONE } from './browser.ts'
import { Hub } from './hub.ts'

let hub: Hub
let browser: Browser
let page: Page
let complaints: string[]

const app = (path: string) => `${hub.base}/app${path}`

beforeAll(async () => {
  hub = await Hub.create()
  browser = await launch()
  ;({ page, complaints } = await openSignedIn(browser, app('/on-call'), { timezoneId: 'Europe/Paris' }))
  const user = { username: 'bob', password: 'a long enough password', role: 'technicien' }
  const answer = await page.request.post(`${hub.base}/api/users`, { data: user, headers: { origin: hub.base } })
  expect(answer.status()).toBe(201)
})

afterAll(async () => {
  await browser?.close()
  await hub?.remove()
})

async function add(name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Add a person …' }).first().click()
  await page.getByRole('option', { name, exact: true }).click()
}

it('leads to the first schedule, which is shown before it is saved', async () => {
  await page.getByText('Nobody is on call yet').waitFor()
  await expectAccessible(page, 'on call, empty')
  await page.getByRole('link', { name: 'Add a schedule' }).click()
  await page.getByRole('heading', { name: 'Add a schedule' }).waitFor()
  await page.getByText('It is shown as soon as').waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Give it a name').waitFor()
  await page.getByText('Choose at least one person').waitFor()
  await page.fill('[name=name]', 'Primary')
  await add('admin')
  await add('bob')
  await page.locator('[data-final] [title^="bob"]').first().waitFor()
  await page.getByRole('button', { name: 'Move bob up' }).click()
  await page.getByRole('button', { name: 'Move bob down' }).click()
  await expectAccessible(page, 'editor')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.waitForURL(/\/app\/on-call\?schedule=/)
  await page.getByRole('button', { name: 'Primary', exact: true }).waitFor()
  await page.getByText(/^until .* then bob$/).waitFor()
  await expectAccessible(page, 'on call')
})

it('has a shift taken, and given back', async () => {
  await page
    .getByRole('button', { name: /^Take or give: bob/ })
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Reason').fill('Holiday swap')
  await expectAccessible(page, 'taking a shift')
  const to = await page.inputValue('[name=to]')
  await page.fill('[name=to]', await page.inputValue('[name=from]'))
  await dialog.getByRole('button', { name: 'Take over' }).click()
  await dialog.getByText('Must be after the beginning').waitFor()
  await page.fill('[name=to]', to)
  await dialog.getByRole('button', { name: 'Take over' }).click()
  await page.getByText('admin has the shift of Primary').waitFor()
  await page.getByText('Holiday swap').waitFor()
  await page.locator('[data-override]').first().waitFor()
  await expectAccessible(page, 'on call, with an override')
  await page.getByRole('button', { name: /^Remove the override of admin/ }).click()
  await dialog.getByRole('button', { name: 'Remove the override' }).click()
  await page.getByText('Holiday swap').waitFor({ state: 'detached' })
})

it('shows gaps in words, and who is on call in other weeks', async () => {
  await page.getByRole('button', { name: 'Actions of Primary' }).click()
  await page.getByRole('menuitem', { name: 'Edit the schedule' }).click()
  await page.getByLabel('Applies').selectOption('work')
  await page.locator('[data-final] [data-gap]').first().waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  await page
    .getByRole('button', { name: /^Take or give: Nobody/ })
    .first()
    .waitFor()
  await page.getByRole('button', { name: 'Later' }).click()
  await page.waitForURL(/week=\d{4}-\d\d-\d\d/)
  await page.getByRole('button', { name: 'This week' }).click()
  await page.waitForURL((url) => !url.search.includes('week='))
})

it('gives a calendar address that programs read', async () => {
  await page.getByRole('button', { name: 'Actions of Primary' }).click()
  await page.getByRole('menuitem', { name: 'Calendar address (iCal)' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Make my address' }).click()
  const address = await dialog.getByLabel('Address', { exact: true }).inputValue()
  await expectAccessible(page, 'a calendar address')
  const calendar = await (await fetch(address)).text()
  expect(calendar).toContain('BEGIN:VEVENT')
  await dialog.getByRole('button', { name: 'Done' }).click()
})

it('fits a phone, where the calendar is a list', async () => {
  const phone = await openPage(browser, { viewport: PHONE, storageState: await page.context().storageState() })
  for (const path of ['/on-call', '/on-call/new']) {
    await phone.page.goto(app(path))
    await phone.page.getByRole('heading', { level: 1 }).waitFor()
    if (path === '/on-call')
      await phone.page
        .getByRole('button', { name: /^Take or give: / })
        .first()
        .waitFor()
    await expect
      .poll(() => phone.page.evaluate(() => document.documentElement.scrollWidth), { message: path })
      .toBeLessThanOrEqual(PHONE.width)
    await expectAccessible(phone.page, `${path} on a phone`)
  }
  await phone.context.close()
})

it('is deleted by name', async () => {
  await page.getByRole('button', { name: 'Actions of Primary' }).click()
  await page.getByRole('menuitem', { name: 'Delete the schedule' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete the schedule' }).click()
  await page.getByText('Nobody is on call yet').waitFor()
  expect(complaints).toEqual([])
})
