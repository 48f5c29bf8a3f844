import { readFileSync } from 'node:fs'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changePassword, DESKTOP, expectAccessible, FIRST_PASSWORD, launch, openPage, PASSWORD, PHONE, signIn } from './browser.ts'
import { Hub } from './hub.ts'

let hub: Hub
let browser: Browser
let page: Page
let context: BrowserContext
let complaints: string[]
let temporary: string

const app = (path: string) => `${hub.base}/app${path}`
const live = (where: Page) => where.getByTestId('cpu-figure').filter({ hasText: /\d/ }).waitFor()

beforeAll(async () => {
  hub = await Hub.create({ HYPERION_ADMIN_PASSWORD: '' })
  browser = await launch()
  ;({ page, context, complaints } = await openPage(browser))
})

afterAll(async () => {
  await browser?.close()
  await hub?.remove()
})

describe('signing in', () => {
  it('leads there first, refuses a wrong password and keeps what was typed', async () => {
    await page.goto(app('/hosts/1?range=1h'))
    await page.waitForURL(/\/app\/sign-in\?next=/)
    await signIn(page, 'wrong')
    await page.getByRole('alert').getByText('do not match').waitFor()
    expect(await page.inputValue('[name=username]')).toBe('admin')
    await page.getByRole('button', { name: 'Show or hide the password' }).click()
    await expect.poll(() => page.getAttribute('[name=password]', 'type')).toBe('text')
    expect(await page.inputValue('[name=password]')).toBe('wrong')
    await expectAccessible(page, 'sign-in with an error')
  })

  it('asks for a password of one’s own and points at the field that is wrong', async () => {
    await signIn(page, FIRST_PASSWORD)
    await page.waitForURL(/\/app\/password/)
    await page.fill('[name=current_password]', 'not it')
    await page.fill('[name=new_password]', PASSWORD)
    await page.fill('[name=confirm_password]', 'something else')
    await page.click('button[type=submit]')
    await page.getByText('The two new passwords differ').waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('confirm_password')
    await page.fill('[name=confirm_password]', PASSWORD)
    await page.click('button[type=submit]')
    await page.getByText('This is not the current password').waitFor()
    await expectAccessible(page, 'password with an error')
  })

  it('goes back to where one was going, live without another click', async () => {
    await page.fill('[name=current_password]', FIRST_PASSWORD)
    await page.click('button[type=submit]')
    await page.waitForURL(/\/app\/hosts\/1\?range=1h$/)
    await live(page)
    await page.getByText('Live', { exact: true }).waitFor()
  })
})

describe('the live page', () => {
  it('goes on by itself', async () => {
    await page.goto(app('/'))
    await live(page)
    const updated = page.getByText(/^Updated /)
    const before = await updated.textContent()
    await expect.poll(() => updated.textContent()).not.toBe(before)
  })

  it('draws charts from history and feed, with values under the cursor', async () => {
    const chart = page.locator('#cpu [role=group]')
    await chart.locator('canvas').waitFor()
    await chart.focus()
    await page.keyboard.press('End')
    await expect.poll(() => page.locator('#cpu [data-clock]').textContent()).not.toBe('')
  })

  it('keeps zoom, hidden series and folded panels in the address', async () => {
    await page.locator('#cpu [role=group]').focus()
    await page.keyboard.press('End')
    await page.keyboard.press('+')
    await page.waitForURL(/from=\d+&to=\d+/)
    await page
      .locator('#cpu')
      .getByRole('button', { name: /System/ })
      .click()
    await page.getByRole('button', { name: 'Fold Memory' }).click()
    await page.waitForURL(/panels=memory/)
    await page.reload()
    await live(page)
    expect(
      await page
        .locator('#cpu')
        .getByRole('button', { name: /System/ })
        .getAttribute('aria-pressed'),
    ).toBe('false')
    await page.getByRole('button', { name: 'Open Memory' }).waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.url()).not.toContain('from=')
  })

  it('zooms by dragging and returns by a double click', async () => {
    await page.goto(app('/'))
    const over = page.locator('#cpu .u-over')
    await over.waitFor()
    const box = await over.boundingBox()
    if (!box) throw new Error('the chart has no place')
    await page.mouse.move(box.x + box.width * 0.4, box.y + 40)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.8, box.y + 60, { steps: 5 })
    await page.mouse.up()
    await page.waitForURL(/from=\d+&to=\d+/)
    await over.dblclick()
    await expect.poll(() => page.url()).not.toContain('from=')
  })

  it('says what failed in its own panel and offers to retry', async () => {
    await page.route('**/api/hosts/1/processes?*', (route) =>
      route.fulfill({ status: 503, body: '{"error":"STORAGE","message":"no answer"}' }),
    )
    await page.goto(app('/'))
    await live(page)
    const top = page.locator('#top')
    await top.getByText('This could not be loaded.').waitFor()
    await page.locator('#cpu canvas').waitFor()
    await top.getByRole('button', { name: 'Retry' }).click()
    await top.getByText('This could not be loaded.').waitFor()
    await page.unroute('**/api/hosts/1/processes?*')
    await top.getByRole('table').waitFor()
  })

  it('hands out the rows of a chart', async () => {
    await page.goto(app('/'))
    await live(page)
    await page.getByRole('button', { name: 'Menu of CPU' }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: 'Download as CSV' }).click()
    const file = await download
    expect(file.suggestedFilename()).toMatch(/^hyperion-cpu-.*\.csv$/)
    const text = readFileSync(await file.path(), 'utf8')
    expect(text).toMatch(/^time,User,System,I\/O wait,Soft interrupts,Hard interrupts,Stolen\r\n\d{4}-\d\d-\d\dT/)
  })

  it('leads to a panel from the palette', async () => {
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('units')
    await page.keyboard.press('Enter')
    await page.waitForURL(/#units$/)
    await expect.poll(() => page.locator('#units').evaluate((panel) => panel.getBoundingClientRect().top < window.innerHeight)).toBe(true)
  })

  it('shows a page for an address that leads nowhere', async () => {
    await page.goto(app('/nowhere'))
    await page.getByRole('heading', { name: 'Nothing here' }).waitFor()
    await page.goto(app('/hosts/999'))
    await page.getByRole('heading', { name: 'Nothing here' }).waitFor()
  })
})

describe('the palette', () => {
  it('opens by keyboard and goes anywhere', async () => {
    await page.goto(app('/'))
    await live(page)
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('appea')
    await expectAccessible(page, 'palette')
    await page.keyboard.press('Enter')
    await page.waitForURL(/settings\/appearance/)
  })
})

describe('language and theme', () => {
  it('follow the browser, change at once and are remembered', async () => {
    const french = await openPage(browser, { locale: 'fr-FR', colorScheme: 'dark' })
    await french.page.goto(app('/sign-in'))
    await french.page.getByRole('heading', { name: 'Connexion' }).waitFor()
    await expect.poll(() => french.page.getAttribute('html', 'data-mantine-color-scheme')).toBe('dark')
    await french.page.getByRole('button', { name: 'Langue' }).click()
    await french.page.getByRole('menuitem', { name: 'English' }).click()
    await french.page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await french.page.getByRole('button', { name: 'Theme' }).click()
    await french.page.getByRole('menuitem', { name: 'Light' }).click()
    await french.page.reload({ waitUntil: 'commit' })
    await french.page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await expect.poll(() => french.page.getAttribute('html', 'data-mantine-color-scheme')).toBe('light')
    await expect.poll(() => french.page.getAttribute('html', 'lang')).toBe('en')
    expect(french.complaints).toEqual([])
    await french.context.close()
  })
})

describe('users', () => {
  it('adds one with a password that is shown once', async () => {
    await page.goto(app('/'))
    await page.getByRole('link', { name: 'Users' }).click()
    await page.getByRole('button', { name: 'admin', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Add user' }).click()
    await page.waitForURL(/dialog=add/)
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Create account' }).click()
    await dialog.getByText('Required').waitFor()
    await page.fill('[name=username]', 'admin')
    await dialog.getByRole('button', { name: 'Create account' }).click()
    await dialog.locator('[name=username][aria-invalid=true]').waitFor()
    await expectAccessible(page, 'a user refused')
    await page.fill('[name=username]', 'ines')
    await dialog.getByRole('button', { name: 'Create account' }).click()
    temporary = await dialog.getByTestId('one-time-secret').inputValue()
    expect(temporary).toMatch(/^[a-z2-9-]{23}$/)
    await expectAccessible(page, 'a temporary password')
    await dialog.getByRole('button', { name: 'Done' }).click()
    const row = page.locator('[data-user=ines]')
    await row.getByText('Must change password').waitFor()
    await row.getByText('never').waitFor()
    await expect.poll(() => page.url()).not.toContain('dialog')
  })

  it('lets the new one in, who has to change it and sees no users', async () => {
    const other = await openPage(browser)
    await other.page.goto(app('/'))
    await signIn(other.page, temporary, 'ines')
    await other.page.waitForURL(/\/app\/password/)
    await changePassword(other.page, temporary, PASSWORD)
    await live(other.page)
    await other.page.getByRole('link', { name: 'Thresholds' }).waitFor()
    await expect.poll(() => other.page.getByRole('link', { name: 'Users' }).count()).toBe(0)
    await other.page.goto(app('/settings/users'))
    await other.page.getByRole('heading', { name: 'Not for this account' }).waitFor()
    await expectAccessible(other.page, 'not allowed')
    await other.page.goto(app('/settings/thresholds'))
    await other.page.getByText('Only administrators change thresholds').waitFor()
    await expect.poll(() => other.page.getByRole('button', { name: 'Save' }).count()).toBe(0)
    expect(other.complaints).toEqual([])
    await other.context.close()
  })

  it('changes names and role, found again by what was typed', async () => {
    await page.goto(app('/settings/users'))
    await page.getByRole('button', { name: 'ines', exact: true }).click()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'ines', exact: true }).click()
    await page.selectOption('[name=role]', 'technicien')
    await page.fill('[name=last_name]', 'Moreau')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Changes to ines were saved.').waitFor()
    await page.getByRole('textbox', { name: 'Search users' }).fill('moreau tech')
    await page.waitForURL(/q=moreau/)
    await expect.poll(() => page.locator('[data-user]').count()).toBe(1)
    await page.locator('[data-user=ines]').getByText('Moreau').waitFor()
  })

  it('keeps the last administrator, in the words of the hub', async () => {
    await page.goto(app('/settings/users'))
    await page.getByRole('button', { name: 'admin', exact: true }).click()
    await page.selectOption('[name=role]', 'viewer')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('This is the last administrator').waitFor()
    expect(await page.inputValue('[name=role]')).toBe('viewer')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  it('deletes after the name was typed, and says what goes', async () => {
    await page.goto(app('/settings/users'))
    await page.getByRole('button', { name: 'Actions for ines' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('the account ines (Technician)').waitFor()
    await expectAccessible(page, 'delete a user')
    await page.fill('[name=confirmation]', 'inez')
    await dialog.getByRole('button', { name: 'Delete' }).click()
    await dialog.getByText('This is not the name of the account').waitFor()
    await page.fill('[name=confirmation]', 'ines')
    await dialog.getByRole('button', { name: 'Delete' }).click()
    await page.getByText('The account ines was deleted.').waitFor()
    await page.locator('[data-user=ines]').waitFor({ state: 'detached' })
  })
})

describe('thresholds', () => {
  it('refuses limits the wrong way round, at the field', async () => {
    await page.goto(app('/settings/thresholds'))
    await page.getByTestId('now-memory').filter({ hasText: /\d/ }).waitFor()
    await page.fill('[name="memory.warning"]', '95')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Must be above the warning limit').waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('memory.critical')
    await expectAccessible(page, 'thresholds refused')
  })

  it('are what the overview judges by, until undone', async () => {
    await page.fill('[name="memory.warning"]', '0')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved', { exact: true }).waitFor()
    await page.getByText(/^Changed .* by admin$/).waitFor()
    await page.getByTestId('now-memory').filter({ hasText: 'Warning' }).waitFor()
    await page.getByRole('link', { name: 'Overview' }).click()
    const state = page.getByRole('region', { name: 'State of this machine' })
    await state.getByText(/^Memory .* used, above 0/).waitFor()
    await page.getByRole('link', { name: 'Thresholds' }).click()
    await page.fill('[name="memory.warning"]', '99')
    await page.fill('[name="memory.critical"]', '100')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved', { exact: true }).waitFor()
    await page.getByTestId('now-memory').filter({ hasText: 'Healthy' }).waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('As before').waitFor()
    expect(await page.inputValue('[name="memory.warning"]')).toBe('0')
  })
})

describe.each([
  ['desktop', DESKTOP],
  ['phone', PHONE],
] as const)('on a %s', (size, viewport) => {
  it.each(['light', 'dark'] as const)('is whole and without a fault that axe can find, %s', async (colorScheme) => {
    const other = await openPage(browser, { viewport, colorScheme, storageState: await context.storageState(), hasTouch: size === 'phone' })
    await other.page.goto(app('/'))
    await live(other.page)
    await other.page.locator('#units table').waitFor()
    await expectAccessible(other.page, 'overview')
    await expect.poll(() => other.page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width)
    await expect.poll(() => other.page.getByRole('navigation').filter({ visible: true }).count()).toBe(2)
    for (const path of ['/settings', '/settings/profile', '/settings/appearance', '/settings/users', '/settings/thresholds']) {
      await other.page.goto(app(path))
      await other.page.getByRole('heading', { level: 1 }).waitFor()
      await expectAccessible(other.page, path)
    }
    expect(other.complaints).toEqual([])
    await other.context.close()
  })
})

describe('when the hub goes away', () => {
  it('says since when figures are stale, and returns by itself', async () => {
    await page.goto(app('/'))
    await live(page)
    await hub.stop()
    await page.getByText(/Stale since \d\d:\d\d:\d\d/).waitFor()
    await page.getByText('The last figures are from').waitFor()
    await expectAccessible(page, 'stale')
    await hub.start()
    await page.getByText('Live', { exact: true }).waitFor()
    await page.getByText(/Stale since/).waitFor({ state: 'detached' })
  })
})

describe('when the device goes offline', () => {
  it('says so and returns by itself', async () => {
    await context.setOffline(true)
    await page.getByText('This device is offline.').waitFor()
    await context.setOffline(false)
    await page.getByText('This device is offline.').waitFor({ state: 'detached' })
    await page.getByText('Live', { exact: true }).waitFor()
  })
})

describe('leaving', () => {
  it('notices a session that ended elsewhere and leads back afterwards', async () => {
    await page.goto(app('/?range=6h'))
    await live(page)
    await context.clearCookies()
    await page.waitForURL(/\/app\/sign-in\?next=/)
    await signIn(page, PASSWORD)
    await page.waitForURL(/\/app\/\?range=6h$/)
    await live(page)
  })

  it('signs out', async () => {
    await page.getByRole('button', { name: 'Account of admin' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    expect((await page.request.get(`${hub.base}/api/session`)).status()).toBe(401)
  })

  it('leads from the API documentation to sign-in and back', async () => {
    await page.goto(`${hub.base}/api/docs/`)
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await signIn(page, PASSWORD)
    await page.waitForURL(/\/api\/docs\/?$/)
  })

  it('left no complaint in the console', () => {
    expect(complaints).toEqual([])
  })
})
