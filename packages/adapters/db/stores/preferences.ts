import { DEFAULT_PREFERENCES, type Preferences, type VisibleMetric } from '@hyperion/domain/users'
import type { PreferenceStore } from '@hyperion/ports/preferences'
import type { Insertable, Selectable } from 'kysely'
import type { Db, PreferencesTable } from '../schema.ts'

type Row = Omit<Insertable<PreferencesTable>, 'user_id'>

export class SqlPreferenceStore implements PreferenceStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async read(userId: number): Promise<Preferences> {
    const row = await this.#db.selectFrom('preferences').selectAll().where('user_id', '=', userId).executeTakeFirst()
    return row ? toPreferences(row) : DEFAULT_PREFERENCES
  }

  async isSet(userId: number): Promise<boolean> {
    const row = await this.#db.selectFrom('preferences').select('user_id').where('user_id', '=', userId).executeTakeFirst()
    return row !== undefined
  }

  async change(userId: number, change: Partial<Preferences>): Promise<Preferences> {
    // Something is set in any case, so that there always is a row to answer.
    const set = { ...toRow(change), user_id: userId }
    const row = await this.#db
      .insertInto('preferences')
      .values({ ...(toRow(DEFAULT_PREFERENCES) as Row), ...set })
      .onConflict((conflict) => conflict.column('user_id').doUpdateSet(set))
      .returningAll()
      .executeTakeFirstOrThrow()
    return toPreferences(row)
  }
}

function toRow(change: Partial<Preferences>): Partial<Row> {
  const row = {
    default_time_range: change.defaultTimeRange,
    default_collector_id: change.defaultCollectorId,
    chart_theme: change.chartTheme,
    refresh_interval_seconds: change.refreshIntervalSeconds,
    show_containers: change.showContainers,
    visible_metrics: change.visibleMetrics && JSON.stringify(change.visibleMetrics),
  }
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined))
}

function toPreferences(row: Selectable<PreferencesTable>): Preferences {
  return {
    defaultTimeRange: row.default_time_range,
    defaultCollectorId: row.default_collector_id,
    chartTheme: row.chart_theme,
    refreshIntervalSeconds: row.refresh_interval_seconds,
    showContainers: Boolean(row.show_containers),
    visibleMetrics: JSON.parse(row.visible_metrics) as VisibleMetric[],
  }
}
