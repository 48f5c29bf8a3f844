import { type ChartWindow, MIN_WINDOW } from '../../charts/window.ts'

/** What the live page shows, kept whole in the address so that a link shows the same thing. */
export const RANGES = ['15m', '1h', '6h', '24h', '7d', '30d', '1y', 'all'] as const
export type Range = (typeof RANGES)[number]

const MINUTE = 60_000
const DAY = 86_400_000

/** Length of a range in ms; all time has none. */
export const RANGE_MS: Readonly<Record<Exclude<Range, 'all'>, number>> = {
  '15m': 15 * MINUTE,
  '1h': 60 * MINUTE,
  '6h': 360 * MINUTE,
  '24h': DAY,
  '7d': 7 * DAY,
  '30d': 30 * DAY,
  '1y': 365 * DAY,
}

export interface ViewState {
  readonly range: Range
  /** A fixed window chosen by zooming or panning; null follows now. */
  readonly zoom: ChartWindow | null
  /** `chart:series` keys. */
  readonly hidden: ReadonlySet<string>
  /** Panels that are not as by default: opened ones that start closed, closed ones that start open. */
  readonly toggled: ReadonlySet<string>
  readonly networkUnit: 'bytes' | 'bits'
  readonly processSort: 'cpu' | 'memory'
  readonly unitSearch: string
  readonly processSearch: string
  /** Which of several is shown; '' is the first. */
  readonly disk: string
  readonly mount: string
  readonly network: string
  readonly sensor: string
  /** Groups of events that are left out. */
  readonly hiddenEvents: ReadonlySet<string>
  /** Epoch ms of the moment whose processes are shown; null is now. */
  readonly at: number | null
}

export const DEFAULT_VIEW: ViewState = {
  range: '15m',
  zoom: null,
  hidden: new Set(),
  toggled: new Set(),
  networkUnit: 'bytes',
  processSort: 'cpu',
  unitSearch: '',
  processSearch: '',
  disk: '',
  mount: '',
  network: '',
  sensor: '',
  hiddenEvents: new Set(),
  at: null,
}

/** `standard` is the range of an address that names none. */
export function parseView(params: URLSearchParams, standard: Range = DEFAULT_VIEW.range): ViewState {
  const range = RANGES.find((each) => each === params.get('range')) ?? standard
  return {
    range,
    zoom: parseZoom(params.get('from'), params.get('to')),
    hidden: parseSet(params.get('hide')),
    toggled: parseSet(params.get('panels')),
    networkUnit: params.get('net') === 'bits' ? 'bits' : 'bytes',
    processSort: params.get('sort') === 'memory' ? 'memory' : 'cpu',
    unitSearch: params.get('unit') ?? '',
    processSearch: params.get('process') ?? '',
    disk: params.get('disk') ?? '',
    mount: params.get('mount') ?? '',
    network: params.get('interface') ?? '',
    sensor: params.get('sensor') ?? '',
    hiddenEvents: parseSet(params.get('without')),
    at: /^[1-9]\d{0,14}$/.test(params.get('at') ?? '') ? Number(params.get('at')) : null,
  }
}

function parseZoom(from: string | null, to: string | null): ViewState['zoom'] {
  if (from === null || to === null || !/^\d{1,15}$/.test(from) || !/^\d{1,15}$/.test(to)) return null
  const zoom = { from: Number(from), to: Number(to) }
  return zoom.to - zoom.from >= MIN_WINDOW ? zoom : null
}

const parseSet = (text: string | null): ReadonlySet<string> => new Set(text ? text.split(',').filter((each) => each !== '') : [])

/** Writes a view into parameters, defaults left out; parameters of others stay. */
export function writeView(view: ViewState, base: URLSearchParams, standard: Range = DEFAULT_VIEW.range): URLSearchParams {
  const params = new URLSearchParams(base)
  const set = (name: string, value: string, standard: string) => {
    if (value === standard) params.delete(name)
    else params.set(name, value)
  }
  set('range', view.range, standard)
  set('from', view.zoom ? String(Math.round(view.zoom.from)) : '', '')
  set('to', view.zoom ? String(Math.round(view.zoom.to)) : '', '')
  set('hide', [...view.hidden].sort().join(','), '')
  set('panels', [...view.toggled].sort().join(','), '')
  set('net', view.networkUnit, DEFAULT_VIEW.networkUnit)
  set('sort', view.processSort, DEFAULT_VIEW.processSort)
  set('unit', view.unitSearch, '')
  set('process', view.processSearch, '')
  set('disk', view.disk, '')
  set('mount', view.mount, '')
  set('interface', view.network, '')
  set('sensor', view.sensor, '')
  set('without', [...view.hiddenEvents].sort().join(','), '')
  set('at', view.at === null ? '' : String(Math.round(view.at)), '')
  return params
}

export function toggle(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set)
  if (!next.delete(key)) next.add(key)
  return next
}

/** The window shown: the zoom, else the range up to now. All time starts at the first thing ever stored. */
export function windowOf(view: Pick<ViewState, 'range' | 'zoom'>, now: number, first: number | null): ChartWindow {
  if (view.zoom) return view.zoom
  if (view.range === 'all') return { from: Math.min(first ?? now - RANGE_MS['1h'], now - RANGE_MS['15m']), to: now }
  return { from: now - RANGE_MS[view.range], to: now }
}
