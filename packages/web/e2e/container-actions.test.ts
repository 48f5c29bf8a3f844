import { TestEngine } from '@hyperion/testkit/containers'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, launch, openPage, openSignedIn, PHONE } from './browser.ts'
import { Hub } from './hub.ts'

const PRINTS =
  'trap "exit 0" TERM; i=0; while :; do i=$((i+1)); echo "GET /page/$i 200"; [ $((i%5)) -eq 0 ] && echo "upstream is slow" >&2; sleep 0.3; done'

let engine: TestEngine
let hub: Hub
let browser: Browser
let page: Page
let context: BrowserContext
let complaints: string[]

const app = (path: string) => `${hub.base}/app${path}`
const row = (name: string, where = page) => where.locator(`#containers tr[data-container="${name}"]`)
const dialog = (where = page) => where.getByRole('dialog')

async function choose(name: string, item: string, where = page): Promise<void> {
  await where.getByRole('button', { name: `Actions of ${name}` }).click()
  await where.getByRole('menuitem', { name: item }).click()
}

beforeAll(async () => {
  engine = await TestEngine.start('docker')
  engine.run('web-1', PRINTS, '--memory=64m', '--cpus=0.3', '--env=DB_PASSWORD=hunter2', '--label=tier=front')
  hub = await Hub.create({ DOCKER_HOST: `unix://${engine.socket}`, HYPERION_TIER: 'operate' })
  browser = await launch()
  ;({ page, context, complaints } = await openSignedIn(browser, app('/')))
  await page.goto(app('/hosts/1/containers'))
  await row('web-1').waitFor()
})

afterAll(async () => {
  await browser?.close()
  await hub?.remove()
  await engine?.stop()
})

describe('a container', () => {
  it('is followed while it prints, filtered, paused and kept', async () => {
    await choose('web-1', 'Logs')
    await page.waitForURL(/look=logs/)
    const log = page.getByRole('log')
    await log.getByText('GET /page/3 200').waitFor()
    await page.getByText('Following live').waitFor()
    await log.getByText('upstream is slow').first().waitFor()
    await expectAccessible(page, 'logs of a container')
    await page.getByLabel('Filter lines').fill('slow')
    await expect.poll(() => log.getByText('GET').count()).toBe(0)
    await page.getByLabel('Filter lines').fill('')
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.getByText(/Paused, \d+ new line/).waitFor()
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download' }).click()
    expect((await saved).suggestedFilename()).toBe('web-1.log')
    await page.getByRole('button', { name: 'Go on' }).click()
  })

  it('is described without what is secret, and measured live', async () => {
    await page.getByText('Details', { exact: true }).click()
    await page.getByText('DB_PASSWORD').waitFor()
    expect(await page.content()).not.toContain('hunter2')
    await expectAccessible(page, 'details of a container')
    await page.getByText('Usage now', { exact: true }).click()
    await page.getByText('/ 64.0 MiB').last().waitFor()
    await expectAccessible(page, 'usage of a container')
    await page.keyboard.press('Escape')
    await page.waitForURL((url) => !url.search.includes('look='))
  })

  it('is stopped and started by whoever says why, and seen to', async () => {
    await choose('web-1', 'Stop…')
    await dialog().getByText('Stop web-1?').waitFor()
    await dialog().getByText('hyperion/busybox:1').waitFor()
    await expectAccessible(page, 'stopping a container')
    await dialog().getByRole('button', { name: 'Stop' }).click()
    await dialog().getByText('Say in a few words why.').waitFor()
    await dialog().getByLabel('Why').fill('it is to be moved')
    await dialog().getByRole('button', { name: 'Stop' }).click()
    await dialog().waitFor({ state: 'detached' })
    await row('web-1').getByText('Stopped').waitFor()
    await expect.poll(() => engine.cli('inspect', '--format', '{{.State.Status}}', 'web-1')).toBe('exited')
    await choose('web-1', 'Start…')
    await dialog().getByRole('button', { name: 'Start' }).click()
    await row('web-1').getByText('Running').waitFor()
  })

  it('is operated on a phone, in French and in the dark', async () => {
    const { page: phone } = await openPage(browser, {
      viewport: PHONE,
      locale: 'fr-FR',
      colorScheme: 'dark',
      storageState: await context.storageState(),
    })
    await phone.goto(app('/hosts/1/containers'))
    await phone.getByRole('button', { name: 'Actions de web-1' }).click()
    await phone.getByRole('menuitem', { name: 'Journaux' }).click()
    await phone.getByRole('log').getByText('GET /page/3 200').first().waitFor()
    const width = await phone.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(PHONE.width)
    await expectAccessible(phone, 'logs of a container on a phone')
    await phone.close()
  })

  it('raises no complaint of the browser', () => {
    expect(complaints).toEqual([])
  })
})
