import { readdir, readFile } from './reading.ts'
import type { SensorReading } from './sources.ts'
import { finite } from './text.ts'

export interface Sensors {
  latest(): readonly SensorReading[]
  /** Looks for sensors and reads them off the sampling path: some chips take many milliseconds to answer. */
  refresh(): Promise<void>
}

interface Found {
  readonly name: string
  readonly celsius: number | null
}

/** Where sensors show their files: here, or on another machine. */
export interface SensorFolders {
  /** Nothing where there is no such folder. */
  list(folder: string): Promise<readonly string[]>
  /** Trimmed; null for what is absent or refuses. */
  read(path: string): Promise<string | null>
}

export function createSensors(sys: string, folders: SensorFolders = LOCAL): Sensors {
  let latest: readonly SensorReading[] = []
  return {
    latest: () => latest,
    async refresh() {
      const chips = await readChips(folders, `${sys}/class/hwmon`)
      const zones = await readZones(folders, `${sys}/class/thermal`, new Set(chips.map(({ chip }) => chip)))
      latest = distinct([...chips.flatMap(({ found }) => found), ...zones])
    },
  }
}

async function readChips(folders: SensorFolders, folder: string): Promise<{ chip: string; found: Found[] }[]> {
  const chips: { chip: string; found: Found[] }[] = []
  for (const each of await listed(folders, folder)) {
    // Kernels before 2.6.39 or so keep the files one level deeper.
    for (const place of [`${folder}/${each}`, `${folder}/${each}/device`]) {
      const files = await listed(folders, place)
      const inputs = files.filter((file) => /^temp\d+_input$/.test(file)).sort(byNumber)
      if (inputs.length === 0) continue
      const chip = (await folders.read(`${place}/name`)) ?? each
      const found: Found[] = []
      for (const input of inputs) {
        const sensor = input.slice(0, -'_input'.length)
        const label = (await folders.read(`${place}/${sensor}_label`)) ?? (inputs.length > 1 ? sensor : '')
        found.push({ name: `${chip} ${label}`.trim(), celsius: milliCelsius(await folders.read(`${place}/${input}`)) })
      }
      chips.push({ chip, found })
      break
    }
  }
  return chips
}

/** Thermal zones, without those that the kernel shows as a hwmon chip of the same name too. */
async function readZones(folders: SensorFolders, folder: string, chips: ReadonlySet<string>): Promise<Found[]> {
  const found: Found[] = []
  for (const zone of await listed(folders, folder)) {
    if (!/^thermal_zone\d+$/.test(zone)) continue
    const type = (await folders.read(`${folder}/${zone}/type`)) ?? zone
    if (chips.has(type.replaceAll('-', '_')) || chips.has(type)) continue
    found.push({ name: type, celsius: milliCelsius(await folders.read(`${folder}/${zone}/temp`)) })
  }
  return found
}

/** The second sensor of a name becomes `name 2`, and so on: two disks have two chips called the same. */
function distinct(sensors: readonly Found[]): SensorReading[] {
  const seen = new Map<string, number>()
  return sensors.map(({ name, celsius }) => {
    const nth = (seen.get(name) ?? 0) + 1
    seen.set(name, nth)
    return { name: nth === 1 ? name : `${name} #${nth}`, celsius }
  })
}

const COLDEST = -100
const HOTTEST = 250

/** Chips without a sensor on a pin report absurd figures: those are no temperatures. */
export function milliCelsius(text: string | null): number | null {
  const value = finite(text ?? undefined)
  if (value === null) return null
  const celsius = value / 1000
  return celsius > COLDEST && celsius < HOTTEST ? celsius : null
}

async function listed(folders: SensorFolders, folder: string): Promise<string[]> {
  return [...(await folders.list(folder))].sort(byNumber)
}

/** `temp2_input` before `temp10_input`. */
function byNumber(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1)
}

const LOCAL: SensorFolders = {
  list: (folder) => readdir(folder).catch(() => []),
  read: (path) =>
    readFile(path, 'utf8').then(
      (text) => text.trim(),
      () => null,
    ),
}
