import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SSH_PASSWORD, SSH_USER, Sshd } from '@hyperion/testkit/sshd'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, launch, openSignedIn, PHONE } from './browser.ts'
import { Hub } from './hub.ts'

/** Of the account that the server lets in. */
const UID = 39_001

describe('the files of a host over SSH', () => {
  let hub: Hub
  let sshd: Sshd
  let browser: Browser
  let page: Page
  let complaints: string[]
  let base: string
  let root: string

  beforeAll(async () => {
    base = mkdtempSync(join(tmpdir(), 'hyperion-ssh-files-'))
    chmodSync(base, 0o755)
    root = join(base, 'shop')
    mkdirSync(root)
    writeFileSync(join(root, 'notes.txt'), 'first\n')
    for (const path of [root, join(root, 'notes.txt')]) chownSync(path, UID, 65_534)
    sshd = await Sshd.start()
    chownSync(sshd.path('home'), UID, 65_534)
    hub = await Hub.create()
    browser = await launch()
    ;({ page, complaints } = await openSignedIn(browser, `${hub.base}/app/`))
    const there = { address: '127.0.0.1', port: sshd.port }
    const { host_key } = await (await ask('POST', '/api/ssh-hosts/probe', there)).json()
    const body = { ...there, name: 'shop-01', username: SSH_USER, password: SSH_PASSWORD, host_key }
    expect((await ask('POST', '/api/ssh-hosts', body)).status()).toBe(201)
  })
  afterAll(async () => {
    await browser?.close()
    await hub?.remove()
    await sshd?.stop()
    rmSync(base, { recursive: true, force: true })
  })

  const ask = (method: string, path: string, data: object) =>
    page.request.fetch(`${hub.base}${path}`, { method, data, headers: { origin: hub.base } })
  const files = () => page.locator('#files')
  const name = (text: string) => files().getByRole('button', { name: text, exact: true })
  const shot = async (of: Page, what: string) => {
    if (process.env.SHOTS) await of.screenshot({ path: `${process.env.SHOTS}/${what}.png`, fullPage: true })
  }
  /** Says why, and goes on. */
  const because = async (verb: string) => {
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Why').fill('a test')
    await dialog.getByRole('button', { name: verb, exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
  }
  const menu = async (of: string, item: string) => {
    await files()
      .getByRole('button', { name: `What to do with ${of}`, exact: true })
      .click()
    await page.getByRole('menuitem', { name: item, exact: true }).click()
  }
  const content = (path: string): string | null => {
    try {
      return readFileSync(join(root, path), 'utf8')
    } catch {
      return null
    }
  }
  const undo = () => page.getByRole('log').getByRole('button', { name: 'Undo' }).last().click()

  it('are opened in its settings, folder by folder', async () => {
    await page.goto(`${hub.base}/app/hosts/2/settings`)
    const operating = page.locator('#operating')
    await operating.getByText('full', { exact: true }).click()
    await operating.getByText('up to the tier “full”').waitFor()
    const folders = operating.getByLabel('Folders whose files may be reached')
    await folders.fill('shop')
    await operating.getByRole('button', { name: 'Save folders' }).click()
    await operating.getByText('Each must be an absolute path').waitFor()
    await shot(page, 'settings')
    await folders.fill(`${root}/\n`)
    await operating.getByRole('button', { name: 'Save folders' }).click()
    await expect.poll(() => folders.inputValue()).toBe(root)
    await expectAccessible(page, 'settings of a host over SSH')
  })

  it('are written, and taken back', async () => {
    await page.goto(`${hub.base}/app/hosts/2/files`)
    await name(root).click()
    await name('notes.txt').click()
    const area = page.getByRole('textbox', { name: 'notes.txt' })
    await expect.poll(() => area.inputValue()).toBe('first\n')
    await area.fill('second\n')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await because('Save')
    await expect.poll(() => content('notes.txt')).toBe('second\n')
    await undo()
    await expect.poll(() => area.inputValue()).toBe('first\n')
    expect(content('notes.txt')).toBe('first\n')
  })

  it('are made, sent, fetched, deleted and restored', async () => {
    await page.goto(`${hub.base}/app/hosts/2/files?path=${encodeURIComponent(root)}`)
    await files().getByRole('button', { name: 'New', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Folder' }).click()
    await page.getByRole('dialog').getByLabel('Name').fill('fresh')
    await because('Create')
    await name('fresh').waitFor()
    const bytes = Buffer.alloc(3 * 1024 * 1024, 'abc')
    await files().locator('input[type=file]').setInputFiles({ name: 'sent.bin', mimeType: 'application/octet-stream', buffer: bytes })
    await because('Upload')
    await name('sent.bin').waitFor()
    expect(readFileSync(join(root, 'sent.bin')).equals(bytes)).toBe(true)
    const waiting = page.waitForEvent('download')
    await menu('sent.bin', 'Download')
    expect(readFileSync(await (await waiting).path()).equals(bytes)).toBe(true)
    await shot(page, 'desktop')
    await menu('fresh', 'Delete')
    await because('Delete')
    await name('fresh').waitFor({ state: 'detached' })
    await undo()
    await name('fresh').waitFor()
    await menu('sent.bin', 'Delete')
    await because('Delete')
    await name('sent.bin').waitFor({ state: 'detached' })
    await files().getByRole('button', { name: 'Trash' }).click()
    const restore = files().getByRole('button', { name: `Restore ${join(root, 'sent.bin')}` })
    await restore.waitFor()
    await shot(page, 'trash')
    await restore.click()
    await because('Restore')
    await restore.waitFor({ state: 'detached' })
    expect(content('sent.bin')).not.toBeNull()
  })

  it('fit a phone, in French too', async () => {
    const context = await browser.newContext({
      viewport: PHONE,
      locale: 'fr-FR',
      colorScheme: 'dark',
      reducedMotion: 'reduce',
      storageState: await page.context().storageState({ indexedDB: false }),
    })
    const phone = await context.newPage()
    await phone.goto(`${hub.base}/app/hosts/2/files?path=${encodeURIComponent(root)}`)
    await phone.locator('#files').getByRole('button', { name: 'notes.txt', exact: true }).waitFor()
    await shot(phone, 'phone')
    await phone.goto(`${hub.base}/app/hosts/2/settings`)
    await phone.getByLabel('Dossiers dont les fichiers sont accessibles').waitFor()
    await expect.poll(() => phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width)
    await shot(phone, 'phone-settings')
    await expectAccessible(phone, 'settings of a host over SSH on a phone')
    await context.close()
    expect(complaints).toEqual([])
  })
})
