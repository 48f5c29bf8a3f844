import type { MetricStore } from '@hyperion/ports/metric-store'
import { beforeEach, describe, it } from 'vitest'
import { amounts } from './metric-store-amounts.ts'
import { buckets, figures } from './metric-store-figures.ts'
import { asStored, keeping } from './metric-store-keeping.ts'
import { model } from './metric-store-model.ts'
import { space } from './metric-store-space.ts'

/** Somewhere that a store keeps its data: it can be closed and opened again with what it held. */
export interface MetricStorePlace {
  open(): Promise<MetricStore>
  dispose(): Promise<void>
}

export interface MetricStoreContractOptions {
  /** Cases that an implementation cannot pass, by name, each with the reason. */
  readonly skip?: Readonly<Record<string, string>>
}

/** What every metric store does; `make` gives a new, empty place each time. */
export function metricStoreContract(
  name: string,
  make: () => Promise<MetricStorePlace>,
  { skip = {} }: MetricStoreContractOptions = {},
): void {
  const cases = [...asStored, ...keeping, ...buckets, ...figures, ...amounts, ...space, model]
  const unknown = Object.keys(skip).filter((each) => !cases.some((known) => known.name === each))
  if (unknown.length > 0) throw new Error(`the metric store contract has no case named ${unknown.join(', ')}`)

  describe(`${name} as MetricStore`, () => {
    let place: MetricStorePlace
    let store: MetricStore

    beforeEach(async () => {
      place = await make()
      store = await place.open()
      return async () => {
        await store.close()
        await place.dispose()
      }
    })

    const again = async (): Promise<MetricStore> => {
      await store.close()
      store = await place.open()
      return store
    }

    for (const { name: title, run } of cases) {
      const reason = skip[title]
      it.skipIf(reason !== undefined)(reason === undefined ? title : `${title} (${reason})`, () => run(store, again), 60_000)
    }
  })
}
