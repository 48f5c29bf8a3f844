import { type Program, startNodeExporter } from '@hyperion/testkit/prometheus'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, launch, openSignedIn, PHONE } from './browser.ts'
import { Hub } from './hub.ts'

let exporter: Program
let hub: Hub
let browser: Browser
let page: Page
let complaints: string[]

beforeAll(async () => {
  exporter = await startNodeExporter()
  hub = await Hub.create()
  browser = await launch()
  ;({ page, complaints } = await openSignedIn(browser, `${hub.base}/app/settings/prometheus`))
})

afterAll(async () => {
  await browser?.close()
  await hub?.remove()
  await exporter?.stop()
})

const button = (name: string | RegExp) => page.getByRole('button', { name })
const dialog = () => page.getByRole('dialog')

describe('scrape targets', () => {
  it('say what they are while there are none', async () => {
    await page.getByText('Nothing is scraped yet.').waitFor()
    await expectAccessible(page, 'no targets')
  })

  it('say why one does not answer, and take it all the same when told to', async () => {
    await button('Scrape a node_exporter').click()
    await dialog().getByRole('button', { name: 'Scrape a node_exporter' }).click()
    await dialog().getByText('This field is required').or(dialog().getByText('Required')).first().waitFor()
    await page.fill('[name=url]', 'http://127.0.0.1:1')
    await page.keyboard.press('Enter')
    await dialog()
      .getByText(/Nothing listens there/)
      .waitFor()
    await expectAccessible(page, 'a refused target')
    await page.fill('[name=name]', 'later')
    await dialog().getByLabel('Add it though it does not answer yet').check()
    await page.keyboard.press('Enter')
    await page.getByText('The target was added and is scraped from now on.').waitFor()
    await page.locator('[data-target=later]').getByText('No answer').waitFor()
  })

  it('show what a machine told of itself', async () => {
    await button('Scrape a node_exporter').click()
    await page.fill('[name=url]', exporter.base)
    await page.selectOption('[name=interval_seconds]', '5')
    await dialog().getByRole('button', { name: 'Scrape a node_exporter' }).click()
    await dialog().waitFor({ state: 'hidden' })
    await page
      .locator('[data-target]', { hasText: exporter.base })
      .getByText(/Answered/)
      .waitFor()
  })

  it('are changed, and go with the name of their host', async () => {
    await page.locator('[data-target=later]').getByRole('button', { name: 'Change later' }).click()
    await page.fill('[name=url]', 'http://127.0.0.1:2/metrics')
    await page.keyboard.press('Enter')
    await dialog()
      .getByText(/Nothing listens there/)
      .waitFor()
    await page.keyboard.press('Escape')
    await page.locator('[data-target=later]').getByRole('button', { name: 'Delete later' }).click()
    await expectAccessible(page, 'deleting a target')
    await expect.poll(() => dialog().getByRole('button', { name: 'Delete the host' }).isDisabled()).toBe(true)
    await page.fill('[name=confirm]', 'later')
    await page.keyboard.press('Enter')
    await page.getByText('later was deleted.').waitFor()
    await expect.poll(() => page.locator('[data-target=later]').count()).toBe(0)
  })
})

describe('receivers of remote write', () => {
  it('give their token once, with what to paste', async () => {
    await button('Let a Prometheus write').click()
    await page.fill('[name=name]', 'paris')
    await page.keyboard.press('Enter')
    const token = await page.getByTestId('one-time-secret').inputValue()
    expect(token).toMatch(/^hypw_/)
    await expectAccessible(page, 'a new token')
    await expect.poll(() => dialog().locator('pre').textContent()).toContain(`credentials: ${token}`)
    await dialog().getByRole('button', { name: 'Done' }).click()
    await page.locator('[data-receiver=paris]').getByText('never used').waitFor()
    await dialog().waitFor({ state: 'detached' })
    expect(await page.content()).not.toContain(token)
  })

  it('are set, given a new token and removed', async () => {
    const row = page.locator('[data-receiver=paris]')
    await row.getByLabel('Instances never seen before become hosts').click()
    await expect.poll(() => row.getByLabel('Instances never seen before become hosts').isChecked()).toBe(false)
    await row.getByRole('button', { name: 'New token for paris' }).click()
    await dialog().getByRole('button', { name: 'Make a new token' }).click()
    await page.getByTestId('one-time-secret').waitFor()
    await dialog().getByRole('button', { name: 'Done' }).click()
    await row.getByRole('button', { name: 'Remove paris' }).click()
    await dialog().getByRole('button', { name: 'Remove the receiver' }).click()
    await page.getByText('The receiver “paris” was removed.').waitFor()
  })
})

describe('the page', () => {
  it('reads well on a phone, in French and in the dark', async () => {
    const { page: phone, context } = await openSignedIn(browser, `${hub.base}/app/settings/prometheus`, {
      viewport: PHONE,
      locale: 'fr-FR',
      colorScheme: 'dark',
      hasTouch: true,
    })
    await phone.getByRole('heading', { name: 'Cibles interrogées par le hub' }).waitFor()
    await phone.getByText(/A répondu/).waitFor()
    await expectAccessible(phone, 'phone')
    await expect.poll(() => phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    await context.close()
  })

  it('complained of nothing', () => {
    expect(complaints).toEqual([])
  })
})
