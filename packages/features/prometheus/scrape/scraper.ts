import type { HostInventory } from '@hyperion/domain/hosts'
import type { Report } from '@hyperion/domain/metrics'
import { inventoryOf } from '../node/inventory.ts'
import { isWanted, reportOf } from '../node/table.ts'
import { Snapshot } from '../snapshot.ts'
import { ExpositionError, parseText } from '../text-format.ts'
import { type Asking, askExporter, ScrapeError } from './exporter-client.ts'

/** What one answer of an exporter tells. */
export interface Scrape {
  readonly snapshot: Snapshot
  readonly inventory: HostInventory
  /** Milliseconds by which its clock is ahead of the hub's; null where it does not tell. */
  readonly skewMs: number | null
}

/** Asks an exporter once, dating its answer `at`. Rejects with {@link ScrapeError}. */
export async function scrape(asking: Asking, at: number): Promise<Scrape> {
  const text = await askExporter(asking)
  const snapshot = new Snapshot(at, await parsed(text))
  const inventory = inventoryOf(snapshot)
  if (!inventory) throw new ScrapeError('not_node_exporter', 'answered, but is no node_exporter of version 0.16 or later')
  const clock = snapshot.value('node_time_seconds')
  return { snapshot, inventory, skewMs: clock === null ? null : Math.round(clock * 1000 - at) }
}

async function parsed(text: string): ReturnType<typeof parseText> {
  try {
    return await parseText(text, isWanted)
  } catch (error) {
    if (error instanceof ExpositionError)
      throw new ScrapeError('not_text_format', `answered what is not Prometheus’ text format: ${error.message}`)
    throw error
  }
}

/** A longer pause makes no baseline: percentages of hours would pass for those of a moment. */
const LONGEST_GAP_MS = 15 * 60_000

/** Makes reports of one consumer's scrapes, counting from one to the next. */
export class Baseline {
  #before: Snapshot | null = null

  report(now: Snapshot): Report {
    const before = this.#before && now.at - this.#before.at <= LONGEST_GAP_MS ? this.#before : null
    this.#before = now
    return reportOf(now, before)
  }
}
