import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { getPriority } from 'node:os'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, launch, openSignedIn, PHONE } from './browser.ts'
import { Hub } from './hub.ts'

const MARK = 'hyperion-e2e-mark'

describe('the processes of a host', () => {
  let hub: Hub
  let browser: Browser
  let page: Page
  let complaints: string[]
  const children: ChildProcess[] = []

  beforeAll(async () => {
    hub = await Hub.create({ HYPERION_TIER: 'operate' })
    browser = await launch()
    ;({ page, complaints } = await openSignedIn(browser, `${hub.base}/app/`))
  })
  afterAll(async () => {
    await browser.close()
    await hub.remove()
  })
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL')
  })

  /** A shell with a child, both of them findable. */
  async function started(): Promise<ChildProcess> {
    const child = spawn('sh', ['-c', 'sleep 600; true', MARK])
    children.push(child)
    await once(child, 'spawn')
    return child
  }

  const rows = () => page.locator('#processes-live [role=treegrid] [data-key]')

  it('stand in a live tree that is searched as one types, and is walked by keys', async () => {
    const child = await started()
    await page.goto(`${hub.base}/app/hosts/1/processes`)
    await rows().nth(3).waitFor()
    await page.getByRole('textbox', { name: 'Search processes' }).fill(MARK)
    const own = rows().filter({ hasText: MARK })
    await own.waitFor()
    await expect.poll(() => own.getAttribute('aria-level')).not.toBe('1')
    await page.waitForURL(new RegExp(`process=${MARK}`))
    await expectAccessible(page, 'processes')
    await page.getByRole('textbox', { name: 'Search processes' }).fill('')
    // Its row may be in sight without a search too.
    await page.waitForURL((url) => !url.searchParams.has('process'))
    const root = rows().first()
    await root.focus()
    for (const [key, open] of [
      ['ArrowLeft', 'false'],
      ['ArrowRight', 'true'],
    ] as const) {
      await page.keyboard.press(key)
      await expect.poll(() => root.getAttribute('aria-expanded')).toBe(open)
    }
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-level'))).toBe('2')
    child.kill('SIGKILL')
    await page.getByRole('textbox', { name: 'Search processes' }).fill(MARK)
    await own.waitFor({ state: 'detached' })
  })

  it('tell all about themselves, are served later, and ended, by a confirmation that names them', async () => {
    const child = await started()
    const gone = once(child, 'exit')
    await page.goto(`${hub.base}/app/hosts/1/processes?process=${MARK}&form=list`)
    await rows().filter({ hasText: MARK }).click()
    await page.waitForURL(new RegExp(`pid=${child.pid}&started=\\d+`))
    const panel = page.locator('#process')
    await panel.getByRole('cell', { name: 'Open files' }).waitFor()
    await panel.getByRole('button', { name: 'Show the files' }).click()
    await panel.getByRole('columnheader', { name: 'Path' }).waitFor()
    await expectAccessible(page, 'a process')

    await panel.getByRole('button', { name: 'Set nice' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(`Set the nice of sh (PID ${child.pid})?`).waitFor()
    await dialog.getByLabel('Nice').fill('7')
    await dialog.getByLabel('Why').fill('it may wait')
    await dialog.getByRole('button', { name: 'Set nice' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(getPriority(child.pid)).toBe(7)

    await panel.getByRole('button', { name: 'Kill' }).click()
    await dialog.getByText(`Kill sh (PID ${child.pid}) at once?`).waitFor()
    await dialog.getByText('This cannot be undone').waitFor()
    await expectAccessible(page, 'confirming a kill')
    await dialog.getByRole('button', { name: 'Kill' }).click()
    await gone
    await panel.getByText('This process has ended.').waitFor()
    expect(complaints).toEqual([])
  })

  it('fit a phone, in French too', async () => {
    const child = await started()
    const {
      page: phone,
      context,
      complaints: further,
    } = await openSignedIn(browser, `${hub.base}/app/`, { viewport: PHONE, locale: 'fr-FR', colorScheme: 'dark' })
    await phone.waitForURL(/\/app\/$/)
    await phone.goto(`${hub.base}/app/hosts/1/processes?process=${MARK}`)
    await phone.locator('#processes-live [data-key]').filter({ hasText: MARK }).click()
    await phone.locator('#process').getByRole('cell', { name: 'Fichiers ouverts' }).waitFor()
    await expect.poll(() => phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width)
    await expectAccessible(phone, 'a process on a phone')
    await phone.getByRole('button', { name: 'Terminer' }).click()
    await phone.getByRole('dialog').getByText(`Terminer sh (PID ${child.pid}) ?`).waitFor()
    expect(further).toEqual([])
    await context.close()
  })
})
