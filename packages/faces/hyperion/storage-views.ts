import type { Retention, RetentionProblem } from '@hyperion/domain/metrics'
import type { Forecast, HostStorage, StorageView } from '@hyperion/features/metrics'
import type { Pruning } from '@hyperion/ports/metric-store'
import type { StoredRetention } from '@hyperion/ports/retention'
import type {
  HistoryStorageAnswer,
  HostStorageAnswer,
  HostStorageRow,
  RetentionAnswer,
  RetentionDays,
  RetentionPreviewAnswer,
  StorageForecast,
} from '@hyperion/wire/web'
import type { FastifyRequest } from 'fastify'
import { isoTimeOrNull, type Language, languageFor, reworded } from '../shared/index.ts'

const SENTENCES: Record<Language, Record<RetentionProblem, string>> = {
  en: {
    range: 'Is out of range',
    shorter_than_raw: 'Must not be shorter than values stay as reported',
    shorter_than_fine: 'Must not be shorter than values stay in steps of five minutes, or 0 for ever',
  },
  fr: {
    range: 'Hors des valeurs possibles',
    shorter_than_raw: 'Ne doit pas être plus court que la conservation des valeurs brutes',
    shorter_than_fine: 'Ne doit pas être plus court que la conservation par pas de cinq minutes, ou 0 pour toujours',
  },
}
const FIELDS = { rawDays: 'raw_days', fineDays: 'five_minute_days', totalDays: 'total_days' }

/** Does work of retentions; what is wrong with one comes out in words. */
export function wordedRetention<T>(request: FastifyRequest, work: () => Promise<T>): Promise<T> {
  return reworded({ fields: FIELDS, sentences: SENTENCES[languageFor(request)] }, work)
}

export function retentionOf({ raw_days, five_minute_days, total_days }: RetentionDays): Retention {
  return { rawDays: raw_days, fineDays: five_minute_days, totalDays: total_days }
}

function daysOf({ rawDays, fineDays, totalDays }: Retention): RetentionDays {
  return { raw_days: rawDays, five_minute_days: fineDays, total_days: totalDays }
}

export function retentionView({ retention, updatedAt, updatedBy }: StoredRetention): RetentionAnswer {
  return { ...daysOf(retention), updated_at: isoTimeOrNull(updatedAt), updated_by: updatedBy }
}

export function previewView(losses: readonly Pruning[], nameOf: (host: number) => string): RetentionPreviewAnswer {
  return {
    hosts: losses.map((loss) => ({
      id: loss.host,
      name: nameOf(loss.host),
      dropped_days: loss.droppedDays,
      dropped_bytes: loss.droppedBytes,
      thinned_days: loss.thinnedDays,
      thinned_values: loss.thinnedValues,
      thinned_bytes: loss.thinnedBytes,
    })),
    dropped_bytes: losses.reduce((sum, { droppedBytes }) => sum + droppedBytes, 0),
    thinned_bytes: losses.reduce((sum, { thinnedBytes }) => sum + thinnedBytes, 0),
  }
}

function forecastView({ points, settledBytes, settledAt }: Forecast): StorageForecast {
  return { points, settled_bytes: settledBytes, settled_at: settledAt }
}

function rowOf({
  host,
  name,
  usage,
  bytes,
  retention,
  own,
  dayBytes,
  growthPerDay,
  settledBytes,
  bytesInAYear,
}: HostStorage): HostStorageRow {
  const { raw, fine, coarse, times } = usage.bytes
  return {
    id: host,
    name,
    bytes: Math.round(bytes),
    parts: { raw, five_minutes: fine, hourly: coarse, times, journal: usage.journalBytes },
    values: usage.values,
    bytes_per_value: usage.daily.values ? (usage.daily.raw ?? 0) / usage.daily.values : null,
    first: usage.first,
    last: usage.last,
    day_bytes: Math.round(dayBytes),
    growth_per_day: Math.round(growthPerDay),
    settled_bytes: settledBytes === null ? null : Math.round(settledBytes),
    bytes_in_a_year: Math.round(bytesInAYear),
    retention: daysOf(retention),
    own_retention: own !== null,
  }
}

export function hostStorageView(host: HostStorage, forecast: Forecast, standard: StoredRetention): HostStorageAnswer {
  return { ...rowOf(host), forecast: forecastView(forecast), standard: daysOf(standard.retention) }
}

export function storageView(view: StorageView): HistoryStorageAnswer {
  const { at, usage, volume, standard, hosts, bytes, dayBytes, growthPerDay, forecast, fullAt } = view
  return {
    at,
    bytes: Math.round(bytes),
    values: usage.values,
    day_bytes: Math.round(dayBytes),
    growth_per_day: Math.round(growthPerDay),
    database_bytes: usage.databaseBytes,
    free_bytes: usage.freeBytes,
    volume: volume && { total_bytes: volume.totalBytes, free_bytes: volume.freeBytes },
    full_at: fullAt === null ? null : Math.round(fullAt),
    forecast: forecastView(forecast),
    retention: retentionView(standard),
    hosts: hosts.map(rowOf),
    deleting: usage.forgetting.map(({ host, blocksLeft }) => ({ id: host, blocks_left: blocksLeft })),
  }
}
