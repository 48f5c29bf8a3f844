import { type SmtpServer, startSmtp } from '@hyperion/testkit/smtp'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectAccessible, launch, openPage, openSignedIn, PHONE } from './browser.ts'
import { Hub } from './hub.ts'

let hub: Hub
let smtp: SmtpServer
let browser: Browser
let page: Page
let complaints: string[]

const app = (path: string) => `${hub.base}/app${path}`

beforeAll(async () => {
  smtp = await startSmtp()
  hub = await Hub.create({ HYPERION_SMTP_URL: smtp.url, HYPERION_MAIL_FROM: 'hyperion@hub.example' })
  browser = await launch()
  ;({ page, complaints } = await openSignedIn(browser, app('/reports'), { acceptDownloads: true, timezoneId: 'Europe/Paris' }))
})

afterAll(async () => {
  await browser?.close()
  await hub?.remove()
  await smtp?.close()
})

it('leads to the first report, follows it, opens and removes it', async () => {
  await page.getByText('No report yet').waitFor()
  await expectAccessible(page, 'reports, empty')
  await page.goto(app('/reports?new=1&host=1&range=7d'))
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Make the report' }).waitFor()
  expect(await page.inputValue('select[name=hours]')).toBe('168')
  await dialog.getByText('HTML').click()
  await expectAccessible(page, 'form of a report')
  await dialog.getByRole('button', { name: 'Make the report' }).click()
  await page.getByText('The report is being made').waitFor()
  await page.getByText('Completed').waitFor()
  await page.getByText('7 days up to').waitFor()
  await expectAccessible(page, 'reports')

  const [opened] = await Promise.all([page.waitForEvent('popup'), page.getByRole('link', { name: /^Open the report of/ }).click()])
  await opened.getByRole('heading', { name: /^Performance report/ }).waitFor()
  await expect.poll(() => opened.locator('header').textContent()).toContain('(Europe/Paris)')
  await opened.close()
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /^Download the report of/ }).click()])
  expect(file.suggestedFilename()).toMatch(/^report_1_\d{8}\.html$/)

  await page.getByRole('button', { name: /^Delete the report of/ }).click()
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await page.getByText('No report yet').waitFor()
})

it('schedules reports by mail, tells so in a sentence, and sends them now', async () => {
  await page.getByRole('link', { name: 'By mail' }).click()
  await page.getByText('No report is mailed by plan').waitFor()
  await expectAccessible(page, 'schedules, empty')
  await page.getByRole('button', { name: 'Schedule reports' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByText('Give it a name').waitFor()
  await page.fill('[name=name]', 'Monday overview')
  const recipients = dialog.getByLabel('Recipients')
  await recipients.fill('ops')
  await recipients.press('Enter')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByText('Must be plain mail addresses').waitFor()
  await recipients.press('Backspace')
  await recipients.fill('ops@example.org')
  await recipients.press('Enter')
  await dialog.getByText('PDF about the seven days before of all hosts, every Monday at 08:00 (Europe/Paris), to ops@example.org').waitFor()
  await expectAccessible(page, 'form of a schedule')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Monday overview is saved').waitFor()
  await expectAccessible(page, 'schedules')

  await page.getByRole('button', { name: 'Actions of Monday overview' }).click()
  await page.getByRole('menuitem', { name: 'Send now' }).click()
  await page.getByText(/^Sent/).waitFor()
  expect(smtp.mails.map(({ to, attachments }) => [to, attachments.length])).toEqual([[['ops@example.org'], 1]])
  await page.getByRole('link', { name: 'Reports', exact: true }).last().click()
  await page.getByLabel('By plan').waitFor()
})

it('looks at history as its user prefers', async () => {
  await page.goto(app('/settings/preferences'))
  await page.getByLabel('Time shown at first').selectOption('6h')
  await page.getByText('Dark', { exact: true }).click()
  await page.getByRole('checkbox', { name: 'Network' }).uncheck()
  await expectAccessible(page, 'preferences')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved', { exact: true }).waitFor()
  await expect.poll(() => page.getAttribute('html', 'data-mantine-color-scheme')).toBe('dark')
  await expectAccessible(page, 'preferences, dark')
  await page.goto(app('/'))
  await page.locator('#memory').waitFor()
  await page.getByRole('radio', { name: '6 h', checked: true }).waitFor({ state: 'attached' })
  await page.locator('#network').waitFor({ state: 'detached' })

  const other = await openSignedIn(browser, app('/settings/preferences'))
  await other.page.locator('html[data-mantine-color-scheme=dark]').waitFor()
  await other.context.close()
})

it('fits a phone', async () => {
  const phone = await openPage(browser, { viewport: PHONE, storageState: await page.context().storageState() })
  for (const path of ['/reports', '/reports?new=1', '/reports/schedules', '/reports/schedules?dialog=add', '/settings/preferences']) {
    await phone.page.goto(app(path))
    await phone.page.getByRole('heading', { level: 1 }).waitFor()
    await expect
      .poll(() => phone.page.evaluate(() => document.documentElement.scrollWidth), { message: path })
      .toBeLessThanOrEqual(PHONE.width)
    await expectAccessible(phone.page, `${path} on a phone`)
  }
  await phone.context.close()
  expect(complaints).toEqual([])
})
