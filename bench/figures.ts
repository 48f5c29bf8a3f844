/** One measured figure against its budget and, where a peer ran beside it, the peer's. */
export interface Figure {
  readonly what: string
  readonly unit: string
  readonly value: number
  readonly budget?: number
  /** The budget is a least value, as for requests per second; otherwise a greatest one. */
  readonly atLeast?: boolean
  readonly peer?: { readonly name: string; readonly value: number }
}

/** Prints one row: what, measured, budget and verdict, peer and ratio (hyperion ÷ peer). */
export function printFigure({ what, unit, value, budget, atLeast = false, peer }: Figure): void {
  const within = budget === undefined || (atLeast ? value >= budget : value <= budget)
  const bound = budget === undefined ? '–' : `${atLeast ? '≥' : '≤'} ${show(budget)} ${within ? 'ok' : 'OVER'}`
  const beside = peer ? `${peer.name} ${show(peer.value)} (×${show(value / peer.value)})` : '–'
  console.log(`| ${what} | ${show(value)} ${unit} | ${bound} | ${beside} |`)
}

function show(value: number): string {
  return value >= 1000 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)))
}
