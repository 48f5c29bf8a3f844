import { type SmtpServer, startSmtp } from '@hyperion/testkit/smtp'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectAccessible, launch, openSignedIn, PASSWORD, PHONE } from './browser.ts'
import { Hub } from './hub.ts'

let hub: Hub
let smtp: SmtpServer
let browser: Browser
let page: Page
let complaints: string[]

const app = (path: string) => `${hub.base}/app${path}`

async function api<T>(method: string, path: string, body: object, authorization?: string): Promise<T> {
  const headers = { 'content-type': 'application/json', ...(authorization && { authorization }) }
  const answer = await fetch(`${hub.base}${path}`, { method, headers, body: JSON.stringify(body) })
  expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true)
  return (await answer.json()) as T
}

beforeAll(async () => {
  smtp = await startSmtp()
  hub = await Hub.create({ HYPERION_SMTP_URL: smtp.url, HYPERION_MAIL_FROM: 'hyperion@example.org' })
  const { token } = await api<{ token: string }>('POST', '/login', { username: 'admin', password: PASSWORD })
  await api('PUT', '/api/profile', { password: PASSWORD, email: 'admin@example.org' }, `Bearer ${token}`)
  browser = await launch()
  ;({ page, complaints } = await openSignedIn(browser, app('/on-call/policies')))
  await page.getByText('No escalation policy yet').waitFor()
})

afterAll(async () => {
  await browser?.close()
  await hub?.remove()
  await smtp?.close()
})

it('makes a policy, and says at its field what is wrong', async () => {
  await expectAccessible(page, 'no policies')
  await page.getByRole('button', { name: 'Add a policy' }).first().click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Give it a name').waitFor()
  await page.getByText('Say who is paged').waitFor()
  await page.fill('[name=name]', 'Web, day and night')
  await page.getByRole('combobox', { name: 'Who is paged' }).click()
  await page.getByRole('option', { name: 'admin' }).click()
  await page.getByRole('button', { name: 'Add a step' }).click()
  await page.getByRole('combobox', { name: 'Who is paged' }).last().click()
  await page.getByRole('option', { name: 'admin' }).last().click()
  await page.getByRole('button', { name: 'Move step 2 up' }).click()
  await expectAccessible(page, 'a policy')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Web, day and night is saved').waitFor()
  await expectAccessible(page, 'policies')
})

it('chooses how one is paged, and tries it', async () => {
  await page.goto(app('/settings/paging'))
  await page.getByRole('button', { name: 'Test Mail' }).click()
  await page.getByText('Mail: the example has been taken').waitFor()
  expect(smtp.mails.at(-1)?.to).toEqual(['admin@example.org'])
  await page.getByRole('button', { name: 'Add a rule (Urgent: SEV1 and SEV2)' }).click()
  await page.getByRole('button', { name: 'Save the rules' }).click()
  await page.getByText('Your rules are saved').waitFor()
  await expectAccessible(page, 'paging')
  await page.getByRole('button', { name: 'Add a way' }).click()
  await page.selectOption('[name=kind]', { label: 'ntfy' })
  await page.fill('[name=label]', 'My phone')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Required').waitFor()
  await page.fill('[name=topic]', 'hyperion-x7Kq2')
  await expectAccessible(page, 'a way to be paged')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('My phone is saved').waitFor()
})

it('sends a test page, and shows how it arrives', async () => {
  await page.goto(app('/on-call/readiness'))
  await page.getByText('Web, day and night (policy)').waitFor()
  await page.getByRole('button', { name: 'Send a test page' }).click()
  await page.waitForURL(/test=/)
  await page.getByText('admin (mail)').waitFor()
  await expect.poll(() => smtp.mails.some(({ subject }) => subject?.includes('[TEST]') && subject.includes('INC-'))).toBe(true)
  await expectAccessible(page, 'readiness')
  await page.getByRole('button', { name: 'End the test' }).click()
  await page.getByText('The test is over').waitFor()
  expect(complaints).toEqual([])
})

it('fits a phone, in French and in the dark', async () => {
  const phone = await openSignedIn(browser, app('/on-call/readiness'), { viewport: PHONE, locale: 'fr-FR', colorScheme: 'dark' })
  await phone.page.waitForURL(/app\/on-call/)
  for (const [path, text] of [
    ['/on-call/readiness', 'Joignabilité'],
    ['/on-call/policies', 'Web, day and night'],
    ['/settings/paging', 'Moyens de vous joindre'],
  ] as const) {
    await phone.page.goto(app(path))
    await phone.page.locator(`text=${text}`).or(phone.page.getByLabel(text)).first().waitFor()
    const [width, room] = await phone.page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth])
    expect(width, path).toBeLessThanOrEqual(room as number)
    await expectAccessible(phone.page, `${path} on a phone`)
  }
  expect(phone.complaints).toEqual([])
})
