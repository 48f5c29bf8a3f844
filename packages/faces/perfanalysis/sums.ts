import type { History, RawHistory } from '@hyperion/features/performance'
import type { Column } from '@hyperion/ports/metric-store'
import type { Field } from './fields.ts'
import type { Source } from './history-json.ts'

/** All instances added up, instant by instant; nothing where none of them has a value. */
export function summedSource({ times, bucket, damaged, instances }: History): Source {
  return {
    bucket,
    damaged,
    instances: [''],
    times: () => [times],
    column: (_instance, field) => [
      sumOf(
        instances.map(({ columns }) => columns[field] as Column),
        times.length,
      ),
    ],
  }
}

/** The same as stored, however long. */
export function summedRawSource(history: RawHistory, fields: readonly Field[]): Source {
  return {
    bucket: 0,
    damaged: false,
    instances: [''],
    times: () => history.times(),
    column: (_instance, field) => summedPieces(history, fields[field]?.metric as string),
  }
}

async function* summedPieces(history: RawHistory, metric: string): AsyncGenerator<Column> {
  const readers = history.instances.map((instance) => history.column(instance, metric))
  for (;;) {
    const pieces: Column[] = []
    for (const reader of readers) {
      const { done, value } = await reader.next()
      if (done) return
      pieces.push(value)
    }
    const [first] = pieces
    if (!first) return
    yield sumOf(pieces, first.values.length)
  }
}

function sumOf(columns: readonly Column[], length: number): Column {
  const values = new Float64Array(length)
  const present = new Uint8Array(length)
  for (const column of columns) {
    for (let i = 0; i < length; i++) {
      const value = column.values[i] as number
      if (column.present[i] !== 1 || !Number.isFinite(value)) continue
      values[i] = (values[i] as number) + value
      present[i] = 1
    }
  }
  return { metric: columns[0]?.metric ?? '', values, present }
}
