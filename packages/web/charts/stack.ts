import type { Values } from './frame.ts'

/** Running sums from the first layer up, for drawing parts of a whole. A row lacking every layer stays a gap. */
export function stackValues(layers: readonly Values[]): Values[] {
  const rows = layers[0]?.length ?? 0
  const sums: number[] = new Array(rows).fill(0)
  const known = rowsKnown(layers, rows)
  return layers.map((layer) => {
    const stacked: Values = new Array(rows)
    for (let i = 0; i < rows; i++) {
      if (!known[i]) {
        stacked[i] = null
        continue
      }
      sums[i] = (sums[i] as number) + (layer[i] ?? 0)
      stacked[i] = sums[i] as number
    }
    return stacked
  })
}

function rowsKnown(layers: readonly Values[], rows: number): boolean[] {
  const known: boolean[] = new Array(rows).fill(false)
  for (const layer of layers) {
    for (let i = 0; i < rows; i++) if (layer[i] !== null && layer[i] !== undefined) known[i] = true
  }
  return known
}
