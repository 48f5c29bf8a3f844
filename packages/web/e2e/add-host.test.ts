import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, launch, openSignedIn, PHONE } from './browser.ts'
import { Hub } from './hub.ts'

const CLI = fileURLToPath(new URL('../../cli/main.ts', import.meta.url))

let hub: Hub
let browser: Browser
let page: Page
let complaints: string[]
let agent: ChildProcess | null = null
const folder = mkdtempSync(join(tmpdir(), 'hyperion-agent-'))

const app = (path: string) => `${hub.base}/app${path}`

beforeAll(async () => {
  hub = await Hub.create()
  browser = await launch()
  ;({ page, complaints } = await openSignedIn(browser, app('/')))
})

afterAll(async () => {
  agent?.kill('SIGKILL')
  await browser?.close()
  await hub?.remove()
  rmSync(folder, { recursive: true, force: true })
})

describe('the first minute', () => {
  it('leads from this machine to channels and to further hosts', async () => {
    const path = page.getByRole('region', { name: 'Getting started' })
    await path.getByText('This machine is live').waitFor()
    await expectAccessible(page, 'the first minute')
    await path.getByRole('link', { name: 'Set where alerts go' }).click()
    await page.waitForURL(/\/settings\/channels/)
    await page.goBack()
    await path.getByRole('link', { name: 'Add a host' }).click()
    await page.waitForURL(/\/hosts\/add/)
  })

  it('is not shown again once it is dismissed', async () => {
    await page.goto(app('/'))
    await page.getByRole('button', { name: 'Do not show this any more' }).click()
    await page.reload()
    await page.getByRole('region', { name: 'State of this machine' }).waitFor()
    await expect.poll(() => page.getByText('Getting started').count()).toBe(0)
  })
})

describe('adding a host', () => {
  it('makes a command for each way, and says that only this machine reaches the hub', async () => {
    await page.goto(app('/hosts/add'))
    await page.getByRole('button', { name: 'Make the command' }).waitFor()
    await expectAccessible(page, 'the form of a token')
    await page.fill('[name=label]', 'rack 2')
    await page.getByRole('button', { name: 'Make the command' }).click()
    await page.getByText(`curl -fsSL ${hub.base}/api/agent/install.sh`).waitFor()
    await page.getByText(/At http:\/\/127\.0\.0\.1:\d+ only this machine reaches the hub/).waitFor()
    await page.getByText('Waiting for the host').waitFor()
    await expectAccessible(page, 'a command and the wait')
    await page.getByLabel('What Hyperion may do there').selectOption('operate')
    await page.getByText(/install\.sh \| sudo sh .* --tier operate$/).waitFor()
    await page.getByText('Container', { exact: true }).click()
    await page.getByText('docker run -d').waitFor()
    await expect.poll(() => page.url()).toContain('way=container')
    await expect.poll(() => page.getByText('--tier').count()).toBe(0)
    await page.getByText('By hand', { exact: true }).click()
    await page.getByText('umask 077').waitFor()
  })

  it('shows the host as soon as it is there, with its first figures', async () => {
    const command = (await page.locator('pre').first().textContent()) ?? ''
    expect(command).toContain('--tier operate')
    const token = /hyp1\.[\w-]+\.[\w-]+/.exec(command)?.[0] as string
    agent = spawn(process.execPath, [CLI, 'agent', '--hub', hub.base, '--token', token, '--data', folder], { stdio: 'ignore' })
    await page.getByText(/is connected/).waitFor()
    await page.locator('dl').getByText('%').first().waitFor()
    await expectAccessible(page, 'a host that arrived')
    await page.getByRole('link', { name: 'Go to the host' }).click()
    await page.waitForURL(/\/hosts\/2$/)
  })

  it('lists tokens that nobody used, and takes them back, on a phone too', async () => {
    const other = await openSignedIn(browser, app('/hosts/add'), { viewport: PHONE, locale: 'fr-FR' })
    await other.page.fill('[name=label]', 'baie 2')
    await other.page.getByRole('button', { name: 'Créer la commande' }).click()
    await other.page.getByText('En attente de l’hôte').waitFor()
    await expectAccessible(other.page, 'the wait on a phone')
    await other.page.getByRole('button', { name: 'Retirer baie 2' }).click()
    await other.page.getByText('Le jeton a été retiré').waitFor()
    await expectAccessible(other.page, 'a token taken back')
    await expect.poll(() => other.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    expect(other.complaints).toEqual([])
    await other.context.close()
  })
})

describe('the check of the connection', () => {
  it('says what passes and what does not', async () => {
    await page.goto(app('/settings/connection'))
    await page.getByText('WebSockets pass both ways').waitFor()
    await page.getByText('HYPERION_PUBLIC_URL is not set').waitFor()
    await expectAccessible(page, 'the check of the connection')
    expect(complaints).toEqual([])
  })
})
