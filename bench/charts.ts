/** How long the web app takes from a new live row to pixels: 1 h of 1 s data, eight series, in a real Chromium. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from 'playwright-core'
import { printFigure } from './figures.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium'
const ORIGIN = 'http://charts.bench'
const WARM_UP = 20
const ROUNDS = 120
const BUDGET_MS = 16
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

function build(folder: string): void {
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js')
  const config = join(ROOT, 'packages/web/dev/vite.config.ts')
  const { status } = spawnSync(process.execPath, [vite, 'build', '--config', config, '--outDir', folder, '--emptyOutDir'], {
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error('the bench page could not be built')
}

async function openPage(page: Page, folder: string): Promise<void> {
  await page.route(`${ORIGIN}/**`, async (route) => {
    const path = new URL(route.request().url()).pathname
    const file = join(folder, path)
    if (!existsSync(file)) return route.fulfill({ status: 404 })
    await route.fulfill({ contentType: TYPES[extname(file)] ?? 'application/octet-stream', body: readFileSync(file) })
  })
  await page.goto(`${ORIGIN}/charts-bench.html`)
  await page.waitForFunction('typeof measure === "function"')
}

const at = (sorted: readonly number[], share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number

async function measure(page: Page, stacked: boolean): Promise<void> {
  const took = await page.evaluate<number[]>(`measure(${stacked}, ${WARM_UP + ROUNDS})`)
  const sorted = took.slice(WARM_UP).sort((a, b) => a - b)
  const what = `web: redraw of 1 h × 1 s × 8 ${stacked ? 'stacked areas' : 'lines'}`
  printFigure({ what: `${what}, median`, unit: 'ms', value: at(sorted, 0.5), budget: BUDGET_MS })
  printFigure({ what: `${what}, p95`, unit: 'ms', value: at(sorted, 0.95), budget: BUDGET_MS })
}

if (!existsSync(CHROMIUM)) throw new Error(`no Chromium at ${CHROMIUM}: install it, or name it in CHROMIUM`)
const folder = mkdtempSync(join(tmpdir(), 'hyperion-charts-'))
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
try {
  build(folder)
  const page = await browser.newPage()
  await openPage(page, folder)
  await measure(page, true)
  await measure(page, false)
} finally {
  await browser.close()
  rmSync(folder, { recursive: true })
}
