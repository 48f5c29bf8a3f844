import { SKETCH, type TierCell } from './tiers.ts'

export interface WeightedPoints {
  readonly values: number[]
  readonly weights: number[]
}

/** Middles of the quarters of a normal distribution, in standard deviations. */
const SPREAD = [-1.15, -0.32, 0.32, 1.15] as const

/** Adds what is known of the values behind a row: its sketch, or else the extremes and a bell around the average of the rest. */
export function pointsOf(cell: TierCell, into: WeightedPoints): void {
  const add = (value: number, weight: number): void => {
    into.values.push(value)
    into.weights.push(weight)
  }
  const { count, sum, min, max } = cell
  if (count <= 2 || !Number.isFinite(sum)) {
    add(min, count / 2)
    add(max, count / 2)
  } else if (!cell.sketch) {
    add(min, 1)
    add(max, 1)
    const mean = (sum - min - max) / (count - 2)
    for (const distance of SPREAD) add(Math.min(max, Math.max(min, mean + distance * cell.deviation)), (count - 2) / SPREAD.length)
  } else {
    const bounds = [min, ...cell.sketch, max]
    const shares = [0, ...SKETCH, 1]
    for (let i = 1; i < bounds.length; i++) {
      const weight = ((shares[i] as number) - (shares[i - 1] as number)) * count
      add(((bounds[i - 1] as number) + (bounds[i] as number)) / 2, weight)
    }
  }
}

/** The values below which these shares of the weight lie. */
export function quantiles({ values, weights }: WeightedPoints, shares: readonly number[]): number[] {
  const order = Uint32Array.from(values, (_, i) => i).sort((a, b) => (values[a] as number) - (values[b] as number))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let below = 0
  let next = 0
  return shares.map((share) => {
    while (next < order.length - 1 && below + (weights[order[next] as number] as number) < share * total) {
      below += weights[order[next++] as number] as number
    }
    return values[order[next] as number] as number
  })
}
