import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectAccessible, launch, openPage, PHONE } from './browser.ts'
import { Hub } from './hub.ts'

let hub: Hub
let browser: Browser

beforeAll(async () => {
  hub = await Hub.create()
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await hub?.remove()
})

it.each([
  ['its texts', 'fr'],
  ['its code', 'index'],
])('says so where %s do not arrive, and goes on by itself once they do', async (_what, name) => {
  const { page, context } = await openPage(browser, { viewport: PHONE, locale: 'fr-FR', colorScheme: 'dark' })
  await page.route(`**/assets/${name}-*.js`, (route) => route.abort())
  await page.goto(`${hub.base}/app/`)
  await page.getByRole('heading', { name: 'Hyperion ne s’est pas chargé' }).waitFor()
  await expectAccessible(page, 'an app that did not arrive')
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/unloaded-${name}.png` })
  await page.unrouteAll()
  await page.getByRole('heading', { name: 'Connexion' }).waitFor()
  await expect.poll(() => page.getByText('ne s’est pas chargé').count()).toBe(0)
  await context.close()
})
