import { TestEngine } from '@hyperion/testkit/containers'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, launch, openPage, openSignedIn, PHONE } from './browser.ts'
import { Hub } from './hub.ts'

let engine: TestEngine
let hub: Hub
let browser: Browser
let page: Page
let context: BrowserContext
let complaints: string[]

const app = (path: string) => `${hub.base}/app${path}`
const row = (name: string, where = page) => where.locator(`#containers tr[data-container="${name}"]`)

beforeAll(async () => {
  engine = await TestEngine.start('docker')
  engine.run('web-1', 'while :; do :; done', '--cpus=0.1', '--memory=64m')
  engine.run('cache', 'sleep 1800')
  engine.run('migration', 'exit 3')
  hub = await Hub.create({ DOCKER_HOST: `unix://${engine.socket}` })
  browser = await launch()
  ;({ page, context, complaints } = await openSignedIn(browser, app('/')))
})

afterAll(async () => {
  await browser?.close()
  await hub?.remove()
  await engine?.stop()
})

describe('containers of a host', () => {
  it('are listed with what needs a look first, and their figures live', async () => {
    await row('migration').getByText('Stopped (3)').waitFor()
    await row('web-1').getByText('Running').waitFor()
    await row('web-1').getByText('/ 64.0 MiB').waitFor()
    await row('cache').getByText('no limit').waitFor()
    const names = await page.locator('#containers tbody tr').evaluateAll((rows) => rows.map((each) => each.getAttribute('data-container')))
    expect(names).toEqual(['migration', 'cache', 'web-1'])
    await expect.poll(() => row('web-1').locator('td').nth(3).textContent()).toMatch(/^(?!0\.0)[\d.]+%$/)
    await page.getByText('2 of 3 running').waitFor()
    await expectAccessible(page, 'containers')
  })

  it('are searched and sorted, kept in the address', async () => {
    const panel = page.locator('#containers')
    await panel.getByRole('button', { name: 'CPU', exact: true }).click()
    await page.waitForURL(/by=cpu/)
    await expect.poll(() => panel.locator('tbody tr').first().getAttribute('data-container')).toBe('web-1')
    await panel.getByLabel('Search containers').fill('cach')
    await page.waitForURL(/containers=cach/)
    await expect.poll(() => panel.locator('tbody tr').count()).toBe(1)
    await panel.getByLabel('Search containers').fill('nothing like it')
    await panel.getByText('No container matches “nothing like it”.').waitFor()
    await panel.getByRole('button', { name: 'Clear the search' }).click()
    await expect.poll(() => panel.locator('tbody tr').count()).toBe(3)
  })

  it('show the charts of one, by keyboard and by a link', async () => {
    await page.getByRole('button', { name: 'Charts of web-1' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/container=web-1/)
    await page.locator('#container-cpu canvas').waitFor()
    const { page: other } = await openPage(browser, { storageState: await context.storageState() })
    await other.goto(page.url())
    // Charts out of sight are not drawn.
    await other.locator('#container-memory').scrollIntoViewIfNeeded()
    await other.locator('#container-memory canvas').waitFor()
    await other.getByRole('heading', { name: 'web-1 · Network' }).waitFor()
    await expectAccessible(other, 'charts of a container')
    await other.close()
    await page.keyboard.press('Enter')
    await page.locator('#container-cpu').waitFor({ state: 'detached' })
  })

  it('go on under their name when made anew, and are hidden when removed', async () => {
    engine.remove('cache')
    engine.remove('web-1')
    engine.run('web-1', 'sleep 1800')
    await page.getByRole('button', { name: 'Show 1 removed container' }).waitFor()
    await row('cache').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Show 1 removed container' }).click()
    await row('cache').getByText('Removed').waitFor()
    await row('web-1').getByText('no limit').waitFor()
  })

  it('are cards on a phone, in French too', async () => {
    const { page: phone } = await openPage(browser, { viewport: PHONE, locale: 'fr-FR', storageState: await context.storageState() })
    await phone.goto(app('/?container=web-1#containers'))
    await row('migration', phone).getByText('Arrêté (3)').waitFor()
    await phone.getByRole('heading', { name: 'Conteneurs' }).waitFor()
    const width = await phone.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(PHONE.width)
    await expectAccessible(phone, 'containers on a phone')
    await phone.close()
  })

  it('stay when their engine is away, and say so', async () => {
    await engine.stopDaemon()
    await page.getByText(/An engine cannot be asked:.* is (not running|gone)/).waitFor()
    await row('migration').waitFor()
    expect(complaints).toEqual([])
  })
})
