import { SIGNING_SECRET, SlackWorkspace, WORKSPACE_TOKEN } from '@hyperion/testkit/slack'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectAccessible, launch, openSignedIn, PHONE } from './browser.ts'
import { Hub } from './hub.ts'

let hub: Hub
let workspace: SlackWorkspace
let browser: Browser
let page: Page
let complaints: string[]

async function look(name: string): Promise<void> {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true })
}

beforeAll(async () => {
  workspace = await SlackWorkspace.start(Date.now)
  hub = await Hub.create({ HYPERION_ALLOW_PRIVATE_WEBHOOKS: workspace.address })
  browser = await launch()
  ;({ page, complaints } = await openSignedIn(browser, `${hub.base}/app/settings/slack`))
})

afterAll(async () => {
  await browser?.close()
  await hub?.remove()
  await workspace?.close()
})

it('leads from nothing to an app that Slack knows', async () => {
  await page.getByRole('heading', { name: 'Make the app in Slack' }).waitFor()
  await expect.poll(() => page.locator('figure pre').textContent()).toContain(`${hub.base}/api/v1/slack/events/`)
  await expectAccessible(page, 'Slack before it is set up')
  await look('empty')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Required', { exact: true }).first().waitFor()
  await page.getByLabel('Bot token').fill('xoxb-nobody-knows-it')
  await page.getByLabel('Signing secret').fill(SIGNING_SECRET)
  await page.getByLabel('Default channel').fill('#incidents')
  await page.getByLabel('Slack’s address').fill(workspace.origin)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Must be the id of a channel').waitFor()
  await page.getByLabel('Default channel').fill('C0DEFAULT')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Slack does not take this token').waitFor()
  await look('refused')
  await page.getByLabel('Bot token').fill(WORKSPACE_TOKEN)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Stand-in', { exact: true }).waitFor()
  await page.getByText('Saved', { exact: true }).waitFor()
})

it('tries it, and tells of trouble and of what was heard', async () => {
  await page.getByRole('button', { name: 'Test' }).click()
  await page.getByText('the app is in the workspace Stand-in').waitFor()
  workspace.next('auth.test', 'token_revoked')
  await page.getByRole('button', { name: 'Test' }).click()
  await page.getByText('token_revoked').first().waitFor()
  const { url, method, headers, payload } = workspace.send.command('U1', 'help', workspace.responseUrl)
  expect((await fetch(hub.base + url, { method, headers, body: payload })).status).toBe(200)
  await page.reload()
  await page.getByText('nothing yet').waitFor({ state: 'detached' })
  await page.getByText('Slack refused auth.test: token_revoked').waitFor()
  await expectAccessible(page, 'Slack with trouble')
  await look('trouble')
})

it('is fit for a phone, for the dark and for French', async () => {
  await page.setViewportSize(PHONE)
  await look('phone')
  await page.waitForFunction(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)
  const { page: other, context } = await openSignedIn(browser, `${hub.base}/app/settings/slack`, {
    viewport: PHONE,
    colorScheme: 'dark',
    locale: 'fr-FR',
  })
  await other.getByRole('heading', { name: 'Réglages' }).waitFor()
  await expectAccessible(other, 'Slack in French, dark, on a phone')
  if (process.env.SHOTS) await other.screenshot({ path: `${process.env.SHOTS}/phone-fr-dark.png`, fullPage: true })
  await context.close()
})

it('is taken away, after a question that has an address', async () => {
  await page.getByRole('button', { name: 'Take Slack away' }).click()
  await page.waitForURL(/dialog=remove/)
  await page.getByRole('dialog').getByRole('button', { name: 'Take Slack away' }).click()
  await page.getByRole('heading', { name: 'Make the app in Slack' }).waitFor()
  expect(complaints).toEqual([])
})
