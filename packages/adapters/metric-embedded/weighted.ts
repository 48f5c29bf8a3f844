import { SKETCH, type TierCell } from './tier-cell.ts'

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

/** The values below which these ascending shares of the weight lie, each point standing at the middle of its weight. */
export function quantiles({ values, weights }: WeightedPoints, shares: readonly number[]): number[] {
  const order = Uint32Array.from(values, (_, i) => i).sort((a, b) => (values[a] as number) - (values[b] as number))
  const valueAt = (rank: number): number => values[order[rank] as number] as number
  const weightAt = (rank: number): number => weights[order[rank] as number] as number
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let rank = 0
  let middle = weightAt(0) / 2
  return shares.map((share) => {
    const target = share * total
    let distance = rank + 1 < order.length ? (weightAt(rank) + weightAt(rank + 1)) / 2 : 0
    while (rank + 1 < order.length && middle + distance < target) {
      middle += distance
      rank++
      distance = rank + 1 < order.length ? (weightAt(rank) + weightAt(rank + 1)) / 2 : 0
    }
    const [below, above] = [valueAt(rank), valueAt(Math.min(rank + 1, order.length - 1))]
    if (target <= middle || below === above || distance === 0) return below
    return below + (above - below) * Math.min(1, (target - middle) / distance)
  })
}
