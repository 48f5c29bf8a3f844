import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, launch, openSignedIn, PHONE } from './browser.ts'
import { Hub } from './hub.ts'

const MANY = 20_000

describe('the files of a host', () => {
  let hub: Hub
  let browser: Browser
  let page: Page
  let complaints: string[]
  let root: string

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'hyperion-files-'))
    mkdirSync(join(root, 'logs'))
    mkdirSync(join(root, 'many'))
    writeFileSync(join(root, 'notes.txt'), 'first\nsecond\nthird\n')
    writeFileSync(join(root, 'logs', 'app.log'), 'started\n')
    writeFileSync(join(root, 'turned\u202etxt.exe'), 'x')
    writeFileSync(join(root, 'raw.bin'), Buffer.from([0, 1, 2, 255]))
    symlinkSync('notes.txt', join(root, 'link'))
    hub = await Hub.create({ HYPERION_TIER: 'full', HYPERION_FILE_ROOTS: root })
    browser = await launch()
    ;({ page, complaints } = await openSignedIn(browser, `${hub.base}/app/`))
  })
  afterAll(async () => {
    await browser.close()
    await hub.remove()
    rmSync(root, { recursive: true, force: true })
  })

  const files = () => page.locator('#files')
  const name = (text: string) => files().getByRole('button', { name: text, exact: true })
  const open = async (path = root) => {
    await page.goto(`${hub.base}/app/hosts/1/files?path=${encodeURIComponent(path)}`)
    await files().getByRole('grid').waitFor()
  }
  /** Says why, and goes on. */
  const because = async (reason: string, verb: string) => {
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Why').fill(reason)
    await dialog.getByRole('button', { name: verb, exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
  }
  const menu = async (of: string, item: string) => {
    await files()
      .getByRole('button', { name: `What to do with ${of}`, exact: true })
      .click()
    await page.getByRole('menuitem', { name: item, exact: true }).click()
  }
  const content = (path: string) => {
    try {
      return readFileSync(join(root, path), 'utf8')
    } catch {
      return null
    }
  }

  it('are reached from the folders that the host opens', async () => {
    await page.goto(`${hub.base}/app/hosts/1/files`)
    await name(root).click()
    await name('notes.txt').waitFor()
    await name('logs').click()
    await name('app.log').waitFor()
    await expect.poll(() => new URL(page.url()).searchParams.get('path')).toBe(join(root, 'logs'))
    await page.goBack()
    await name('notes.txt').waitFor()
    await files().getByText('turned\\u{202e}txt.exe').waitFor()
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/desktop.png` })
    await expectAccessible(page, 'files')
  })

  it('are read, changed, and not lost to somebody who saved meanwhile', async () => {
    await open()
    await name('notes.txt').click()
    const area = page.getByRole('textbox', { name: 'notes.txt' })
    await expect.poll(() => area.inputValue()).toBe('first\nsecond\nthird\n')
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/text.png` })
    await expectAccessible(page, 'a text')
    await area.fill('mine\n')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await because('a test', 'Save')
    await expect.poll(() => content('notes.txt')).toBe('mine\n')
    await area.fill('mine again\n')
    writeFileSync(join(root, 'notes.txt'), 'theirs\n')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Save', exact: true }).click()
    await dialog.getByText('It was changed meanwhile.').waitFor()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    expect(content('notes.txt')).toBe('theirs\n')
    await page.getByRole('button', { name: 'Save mine over it' }).click()
    await because('a test', 'Save')
    await expect.poll(() => content('notes.txt')).toBe('mine again\n')
    await page.getByRole('log').getByRole('button', { name: 'Undo' }).last().click()
    await expect.poll(() => area.inputValue()).toBe('theirs\n')
    expect(content('notes.txt')).toBe('theirs\n')
  })

  it('are made, renamed, deleted and taken back', async () => {
    await open()
    await files().getByRole('button', { name: 'New', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Folder' }).click()
    await page.getByRole('dialog').getByLabel('Name').fill('fresh')
    await because('a test', 'Create')
    await name('fresh').waitFor()
    await menu('fresh', 'Rename')
    await page.getByRole('dialog').getByLabel('Name').fill('renamed')
    await because('a test', 'Rename')
    await name('renamed').waitFor()
    await menu('renamed', 'Delete')
    await because('a test', 'Delete')
    await name('renamed').waitFor({ state: 'detached' })
    await page.getByRole('log').getByRole('button', { name: 'Undo' }).last().click()
    await name('renamed').waitFor()
    await menu('raw.bin', 'Delete')
    await because('a test', 'Delete')
    await name('raw.bin').waitFor({ state: 'detached' })
    await files().getByRole('button', { name: 'Trash' }).click()
    await files()
      .getByRole('button', { name: `Restore ${join(root, 'raw.bin')}` })
      .click()
    await because('a test', 'Restore')
    await files()
      .getByRole('button', { name: `Restore ${join(root, 'raw.bin')}` })
      .waitFor({ state: 'detached' })
    expect(content('raw.bin')).not.toBeNull()
  })

  it('are sent and fetched', async () => {
    await open()
    const bytes = Buffer.alloc(3 * 1024 * 1024, 'abc')
    await files().locator('input[type=file]').setInputFiles({ name: 'sent.bin', mimeType: 'application/octet-stream', buffer: bytes })
    await because('a test', 'Upload')
    await name('sent.bin').waitFor()
    expect(readFileSync(join(root, 'sent.bin')).equals(bytes)).toBe(true)
    const waiting = page.waitForEvent('download')
    await menu('sent.bin', 'Download')
    const path = await (await waiting).path()
    expect(readFileSync(path).equals(bytes)).toBe(true)
  })

  it('are held on their way, and go on', async () => {
    await open()
    const bytes = Buffer.alloc(12 * 1024 * 1024, 'xyz')
    await files().locator('input[type=file]').setInputFiles({ name: 'held.bin', mimeType: 'application/octet-stream', buffer: bytes })
    await because('a test', 'Upload')
    await files().getByRole('button', { name: 'Hold held.bin' }).click()
    await files().getByText('· held').waitFor()
    expect(content('held.bin')).toBeNull()
    await files().getByRole('button', { name: 'Go on with held.bin' }).click()
    await name('held.bin').waitFor()
    expect(readFileSync(join(root, 'held.bin')).equals(bytes)).toBe(true)
  })

  it('are found by name, below too, and by keyboard among many', async () => {
    await open()
    await files().getByLabel('Filter names').fill('app.lo')
    await files().getByText('Nothing here is called').waitFor()
    await files().getByRole('button', { name: 'Subfolders too' }).click()
    await name('app.log').waitFor()
    for (let i = 0; i < MANY; i++) writeFileSync(join(root, 'many', `entry-${i}`), '')
    await open(join(root, 'many'))
    await files().getByText('20,000 entries').or(files().getByText('20000 entries')).waitFor()
    await files().getByRole('row').nth(1).focus()
    await page.keyboard.press('End')
    await name('entry-19999').waitFor()
    await expect.poll(() => files().getByRole('row').count()).toBeLessThan(100)
  })

  it('fit a phone', async () => {
    await page.setViewportSize(PHONE)
    await open()
    await name('notes.txt').waitFor()
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width)
    await expectAccessible(page, 'files on a phone')
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/phone.png` })
    const context = await browser.newContext({
      viewport: PHONE,
      locale: 'fr-FR',
      colorScheme: 'dark',
      reducedMotion: 'reduce',
      storageState: await page.context().storageState({ indexedDB: false }),
    })
    const french = await context.newPage()
    await french.goto(`${hub.base}/app/hosts/1/files?path=${encodeURIComponent(root)}`)
    await french.locator('#files').getByRole('grid').waitFor()
    if (process.env.SHOTS) await french.screenshot({ path: `${process.env.SHOTS}/french.png` })
    await french.getByRole('button', { name: 'Que faire de notes.txt' }).click()
    await french.getByRole('menuitem', { name: 'Supprimer' }).click()
    await french.getByRole('dialog').waitFor()
    await expectAccessible(french, 'a question in French')
    if (process.env.SHOTS) await french.screenshot({ path: `${process.env.SHOTS}/french-ask.png` })
    await context.close()
  })

  it('leave nothing to complain about', () => expect(complaints).toEqual([]))
})
