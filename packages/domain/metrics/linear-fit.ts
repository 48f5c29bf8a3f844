export interface LinearFit {
  /** Growth per unit of x. */
  readonly slope: number
  /** Value at x = 0. */
  readonly intercept: number
}

/** The least-squares line through points; null when they have fewer than two different x. */
export function linearFit(points: readonly (readonly [x: number, y: number])[]): LinearFit | null {
  const count = points.length
  if (count < 2) return null
  // Around the means: epoch milliseconds squared would lose their last digits.
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / count
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / count
  let squares = 0
  let products = 0
  for (const [x, y] of points) {
    squares += (x - meanX) ** 2
    products += (x - meanX) * (y - meanY)
  }
  if (squares === 0) return null
  const slope = products / squares
  return { slope, intercept: meanY - slope * meanX }
}
