import type { Preferences } from '@hyperion/domain/users'
import type { PreferenceProblem } from '@hyperion/features/preferences'
import type { PreferencesAnswer } from '@hyperion/wire/web'
import type { FastifyInstance } from 'fastify'
import { audited, type Language, languageFor, principalOf, reworded } from '../../shared/index.ts'
import type { HyperionDeps } from '../deps.ts'
import * as schemas from '../report-schemas.ts'
import { documented } from './route.ts'

const URL = '/api/preferences'
const FIELDS = { defaultCollectorId: 'default_collector_id' }
const SENTENCES: Record<Language, Record<PreferenceProblem, string>> = {
  en: { unknown_host: 'There is no such host' },
  fr: { unknown_host: "Cet hôte n'existe pas" },
}

/** How whoever is signed in likes to look at history: for the web app, over the same as the PerfAnalysis document's. */
export function preferenceRoutes(app: FastifyInstance, { preferences, audit }: HyperionDeps): void {
  const shared = { tag: 'Session', access: 'read', answer: schemas.PreferencesAnswer } as const

  app.get(URL, documented({ ...shared, summary: 'One’s preferences' }), async (request) => {
    const { id } = principalOf(request).user
    return preferencesView(await preferences.read(id), await preferences.isSet(id))
  })

  app.put<{ Body: schemas.PreferencesBody }>(
    URL,
    documented({ ...shared, summary: 'Change one’s preferences', body: schemas.PreferencesBody }),
    async (request) => {
      const { body } = request
      const { id, username } = principalOf(request).user
      const deed = { action: 'preferences.update', target: username, details: { fields: Object.keys(body) } } as const
      const rewording = { fields: FIELDS, sentences: SENTENCES[languageFor(request)] }
      const changed = await audited(request, audit, deed, () => reworded(rewording, () => preferences.change(id, changeOf(body))))
      return preferencesView(changed, true)
    },
  )
}

function changeOf(body: schemas.PreferencesBody): Partial<Preferences> {
  const change = {
    defaultTimeRange: body.default_time_range,
    defaultCollectorId: body.default_collector_id,
    chartTheme: body.chart_theme,
    refreshIntervalSeconds: body.refresh_interval_seconds,
    showContainers: body.show_containers,
    visibleMetrics: body.visible_metrics,
  }
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
}

function preferencesView(preferences: Preferences, own: boolean): PreferencesAnswer {
  return {
    default_time_range: preferences.defaultTimeRange,
    default_collector_id: preferences.defaultCollectorId,
    chart_theme: preferences.chartTheme,
    refresh_interval_seconds: preferences.refreshIntervalSeconds,
    show_containers: preferences.showContainers,
    visible_metrics: preferences.visibleMetrics,
    own,
  }
}
