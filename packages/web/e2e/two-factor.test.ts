import { codeAt } from '@hyperion/testkit/authenticator'
import { type SmtpServer, startSmtp } from '@hyperion/testkit/smtp'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectAccessible, FIRST_PASSWORD, launch, openPage, PASSWORD, PHONE, signIn } from './browser.ts'
import { Hub } from './hub.ts'

const NEXT = 'a stormy lake at noon 43'

let hub: Hub
let smtp: SmtpServer
let browser: Browser
let page: Page
/** Signed in before, with the password alone. */
let old: Awaited<ReturnType<typeof openPage>>
let complaints: string[]
let key: string
let recovery: string[]

const app = (path: string) => `${hub.base}/app${path}`

beforeAll(async () => {
  smtp = await startSmtp()
  hub = await Hub.create({ HYPERION_SMTP_URL: smtp.url, HYPERION_ADMIN_PASSWORD: FIRST_PASSWORD })
  browser = await launch()
  ;({ page, complaints } = await openPage(browser))
  old = await openPage(browser)
  await old.page.goto(app('/settings/security'))
  await signIn(old.page, FIRST_PASSWORD)
  await old.page.getByRole('button', { name: 'Turn on' }).waitFor()
})

afterAll(async () => {
  await browser?.close()
  await hub?.remove()
  await smtp?.close()
})

it('turns two-factor authentication on with a picture or a key, and shows the recovery codes', async () => {
  await page.goto(app('/settings/security'))
  await signIn(page, FIRST_PASSWORD)
  await page.getByRole('button', { name: 'Turn on' }).click()
  await page.fill('[name=password]', 'wrong')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByText('The password is not correct').waitFor()
  await page.fill('[name=password]', FIRST_PASSWORD)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('img', { name: 'QR code' }).waitFor()
  await page.getByText('Type the key in instead').click()
  key = ((await page.getByTestId('two-factor-key').textContent()) ?? '').replaceAll(' ', '')
  await expectAccessible(page, 'enrolment')
  await page.fill('[name=otp]', codeAt(key, Date.now()))
  await page.getByRole('dialog').getByRole('button', { name: 'Turn on' }).click()
  await page.getByTestId('recovery-codes').waitFor()
  recovery = await page.getByTestId('recovery-codes').locator('code').allTextContents()
  expect(recovery).toHaveLength(10)
  await expectAccessible(page, 'recovery codes')
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByText('10 recovery codes left').waitFor()
})

it('asks for a code at the next sign-in, on a phone for digits', async () => {
  const phone = await openPage(browser, { viewport: PHONE, hasTouch: true, isMobile: true })
  await phone.page.goto(app('/settings/security'))
  await signIn(phone.page, FIRST_PASSWORD)
  const field = phone.page.locator('[name=otp]')
  await field.waitFor()
  await expect.poll(() => field.getAttribute('inputmode')).toBe('numeric')
  await expect.poll(() => field.getAttribute('autocomplete')).toBe('one-time-code')
  await field.fill('000000')
  await phone.page.click('button[type=submit]')
  await phone.page.getByText('This code is wrong').waitFor()
  await expectAccessible(phone.page, 'the code at sign-in')
  // The code of now was used up by the enrolment; clocks may be a step apart.
  await field.fill(codeAt(key, Date.now() + 30_000))
  await phone.page.click('button[type=submit]')
  await phone.page.waitForURL(/\/settings\/security$/)
  expect(phone.complaints).toEqual([])
  await phone.context.close()
})

it('asks a session that gave no code for one before a dangerous change, which then goes on', async () => {
  await old.page.goto(app('/settings/users?dialog=add'))
  await old.page.fill('[name=username]', 'ines')
  await old.page.getByRole('button', { name: 'Create' }).click()
  const dialog = old.page.getByRole('dialog', { name: 'Confirm with a code' })
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await old.page.getByText('a code is needed').waitFor()
  await old.page.getByRole('button', { name: 'Create' }).click()
  await dialog.getByRole('button', { name: 'Use a recovery code' }).click()
  await dialog.locator('[name=otp]').fill(recovery[0] as string)
  await expectAccessible(old.page, 'step-up')
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await old.page.getByTestId('one-time-secret').waitFor()
  expect(old.complaints).toEqual([])
  await old.context.close()
})

it('sets a forgotten password by a link in a mail', async () => {
  await page.goto(app('/settings/profile'))
  await page.fill('[name=email]', 'admin@example.org')
  await page.fill('[name=password]', FIRST_PASSWORD)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Your mail address was saved').waitFor()
  const lost = await openPage(browser)
  await lost.page.goto(app('/sign-in'))
  await lost.page.getByRole('link', { name: 'Forgotten password?' }).click()
  await lost.page.fill('[name=account]', 'admin')
  await lost.page.click('button[type=submit]')
  await lost.page.getByText('a link is on its way').waitFor()
  await expectAccessible(lost.page, 'forgotten password')
  await expect.poll(() => smtp.mails.length).toBe(1)
  const link = /http:\S+/.exec(smtp.mails[0]?.text ?? '')?.[0] as string
  await lost.page.goto(link)
  await lost.page.fill('[name=new_password]', NEXT)
  await lost.page.fill('[name=confirm_password]', PASSWORD)
  await lost.page.click('button[type=submit]')
  await lost.page.getByText('The two new passwords differ').waitFor()
  await expectAccessible(lost.page, 'a new password')
  await lost.page.fill('[name=confirm_password]', NEXT)
  await lost.page.click('button[type=submit]')
  await lost.page.getByText('Your password is set').waitFor()
  await lost.page.goto(link)
  await lost.page.fill('[name=new_password]', NEXT)
  await lost.page.fill('[name=confirm_password]', NEXT)
  await lost.page.click('button[type=submit]')
  await lost.page.getByText('This link was used already').waitFor()
  await page.goto(app('/settings/profile'))
  await page.waitForURL(/\/app\/sign-in/)
  expect([...complaints, ...lost.complaints]).toEqual([])
  await lost.context.close()
})
