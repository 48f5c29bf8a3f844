import { MIN_WINDOW } from '../../charts/window.ts'
import { RANGES, type Range } from '../hosts/url-state.ts'
import { type ComparedGroup, isCompared } from './metrics.ts'

export const MOST_HOSTS = 8

/** What is compared, kept whole in the address. */
export interface CompareState {
  readonly hosts: readonly number[]
  readonly group: ComparedGroup
  /** Mount, device or interface; '' is the first that there is. */
  readonly instance: string
  readonly range: Range
  readonly zoom: { readonly from: number; readonly to: number } | null
}

export const COMPARE_RANGES = RANGES.filter((range) => range !== '15m')

export function parseCompare(params: URLSearchParams): CompareState {
  const ids = (params.get('hosts') ?? '').split(',').filter((each) => /^[1-9]\d{0,9}$/.test(each))
  const group = params.get('metric') ?? ''
  const [from, to] = [params.get('from') ?? '', params.get('to') ?? ''].map((each) => (/^\d{1,15}$/.test(each) ? Number(each) : Number.NaN))
  const zoomed = from !== undefined && to !== undefined && to - from >= MIN_WINDOW
  return {
    hosts: [...new Set(ids.map(Number))].slice(0, MOST_HOSTS),
    group: isCompared(group) ? group : 'cpu',
    instance: params.get('instance') ?? '',
    range: COMPARE_RANGES.find((each) => each === params.get('range')) ?? '24h',
    zoom: zoomed ? { from, to } : null,
  }
}

/** Defaults are left out. */
export function writeCompare({ hosts, group, instance, range, zoom }: CompareState): URLSearchParams {
  return new URLSearchParams({
    ...(hosts.length > 0 && { hosts: hosts.join() }),
    ...(group !== 'cpu' && { metric: group }),
    ...(instance !== '' && { instance }),
    ...(range !== '24h' && { range }),
    ...(zoom && { from: String(Math.round(zoom.from)), to: String(Math.round(zoom.to)) }),
  })
}
