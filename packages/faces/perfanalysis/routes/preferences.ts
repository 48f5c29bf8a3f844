import type { Preferences } from '@hyperion/domain/users'
import type { PreferenceProblem } from '@hyperion/features/preferences'
import type { FastifyInstance } from 'fastify'
import { audited, principalOf, reworded } from '../../shared/index.ts'
import type { PerfanalysisDeps } from '../deps.ts'
import * as schemas from '../metric-schemas.ts'
import { documented } from './route.ts'

const URL = '/dashboard/preferences/'
const FIELDS = { defaultCollectorId: 'default_collector_id' }
const SENTENCES: Record<PreferenceProblem, string> = { unknown_host: 'There is no such collector' }

/** How whoever is signed in likes to look at history. */
export function preferenceRoutes(app: FastifyInstance, { preferences, audit }: PerfanalysisDeps): void {
  const shared = { access: 'read', answer: schemas.PreferencesAnswer } as const

  app.get(URL, documented({ ...shared, summary: 'One’s preferences' }), async (request) =>
    preferencesView(await preferences.read(principalOf(request).user.id)),
  )

  app.post<{ Body: schemas.PreferencesBody }>(
    URL,
    documented({ ...shared, summary: 'Change one’s preferences', description: 'What is left out stays.', body: schemas.PreferencesBody }),
    async (request) => {
      const { body } = request
      const { id, username } = principalOf(request).user
      const deed = { action: 'preferences.update', target: username, details: { fields: Object.keys(body) } } as const
      const change = () => preferences.change(id, changeOf(body))
      return preferencesView(await audited(request, audit, deed, () => reworded({ fields: FIELDS, sentences: SENTENCES }, change)))
    },
  )
}

function changeOf(body: schemas.PreferencesBody): Partial<Preferences> {
  const { default_time_range, default_collector_id, chart_theme, refresh_interval_seconds, show_containers, visible_metrics } = body
  return {
    ...(default_time_range !== undefined && { defaultTimeRange: default_time_range }),
    ...(default_collector_id !== undefined && { defaultCollectorId: default_collector_id }),
    ...(chart_theme !== undefined && { chartTheme: chart_theme }),
    ...(refresh_interval_seconds !== undefined && { refreshIntervalSeconds: refresh_interval_seconds }),
    ...(show_containers !== undefined && { showContainers: show_containers }),
    ...(visible_metrics !== undefined && { visibleMetrics: visible_metrics }),
  }
}

function preferencesView(preferences: Preferences): object {
  return {
    default_time_range: preferences.defaultTimeRange,
    default_collector_id: preferences.defaultCollectorId,
    chart_theme: preferences.chartTheme,
    refresh_interval_seconds: preferences.refreshIntervalSeconds,
    show_containers: preferences.showContainers,
    visible_metrics: preferences.visibleMetrics,
  }
}
