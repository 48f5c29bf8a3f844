/** Instants in epoch ms; the end is not part of it. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Spans in order without overlap, and what of a second such list is not covered by the first. */
export function overlaid<T extends Span>(top: readonly T[], below: readonly T[]): T[] {
  const result: T[] = [...top]
  let first = 0
  for (const span of below) {
    let from = span.from
    while (first < top.length && (top[first] as T).to <= from) first++
    for (let i = first; i < top.length && from < span.to; i++) {
      const over = top[i] as T
      if (over.from >= span.to) break
      if (over.from > from) result.push({ ...span, from, to: over.from })
      from = Math.max(from, over.to)
    }
    if (from < span.to) result.push({ ...span, from })
  }
  return result.sort((a, b) => a.from - b.from)
}

/** The parts of a range that no span of an ordered list covers. */
export function uncovered(spans: readonly Span[], range: Span): Span[] {
  const gaps: Span[] = []
  let from = range.from
  for (const span of spans) {
    if (span.from > from) gaps.push({ from, to: span.from })
    from = Math.max(from, span.to)
  }
  if (from < range.to) gaps.push({ from, to: range.to })
  return gaps
}

/** The parts of ordered spans within others, which may overlap. */
export function within<T extends Span>(spans: readonly T[], others: readonly Span[]): T[] {
  const merged = union(others)
  const parts: T[] = []
  let first = 0
  for (const span of spans) {
    while (first < merged.length && (merged[first] as Span).to <= span.from) first++
    for (let i = first; i < merged.length && (merged[i] as Span).from < span.to; i++) {
      const other = merged[i] as Span
      parts.push({ ...span, from: Math.max(span.from, other.from), to: Math.min(span.to, other.to) })
    }
  }
  return parts
}

function union(spans: readonly Span[]): Span[] {
  const merged: Span[] = []
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1)
    if (last && from <= last.to) merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, to) }
    else if (from < to) merged.push({ from, to })
  }
  return merged
}
