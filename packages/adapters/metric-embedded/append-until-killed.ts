import { encodeReport } from '@hyperion/domain/metrics'
import { openEmbeddedMetricStore } from './index.ts'
import { reportNumber, TICK_MS } from './numbered-reports.ts'

/**
 * Test process: appends numbered reports from the number given on, printing each number once it is acknowledged (and
 * `failed` when not, to try it again), with upkeep in between, until it is killed.
 */
const [database, firstNumber] = process.argv.slice(2)
const store = await openEmbeddedMetricStore({ database: JSON.parse(database ?? ''), busyTimeoutMs: 100 })
const AT_ONCE = 20

async function append(number: number): Promise<void> {
  const report = reportNumber(number)
  for (;;) {
    try {
      await store.append([{ host: 1, frame: encodeReport(report) }])
      process.stdout.write(`${number}\n`)
      return
    } catch {
      process.stdout.write('failed\n')
    }
  }
}

for (let number = Number(firstNumber); ; number += AT_ONCE) {
  const upkeep = store
    .maintain(reportNumber(number).at + TICK_MS, { standard: { rawDays: 3, fineDays: 9, totalDays: 0 }, hosts: new Map() })
    .catch(() => undefined)
  await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => append(number + i)))
  await upkeep
}
