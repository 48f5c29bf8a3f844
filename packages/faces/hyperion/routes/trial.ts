import type { TrialResult, TriedSeries } from '@hyperion/features/alerts'
import type { TrialAnswer, TrialSeries } from '@hyperion/wire/web'
import type { FastifyInstance } from 'fastify'
import type { HyperionDeps } from '../deps.ts'
import { TrialAnswer as Answer, settingsOf, TrialBody } from '../rule-schemas.ts'
import { worded } from '../setting-problems.ts'
import { documented } from './route.ts'

/** Rules tried before they are saved. */
export function trialRoute(app: FastifyInstance, { trials }: HyperionDeps): void {
  app.post<{ Body: TrialBody }>(
    '/api/rules/trial',
    documented({
      tag: 'Alerts',
      access: 'config',
      summary: 'Replay a rule over stored history',
      description: 'Tells when it would have fired and how often people would have been told. Silences do not count.',
      body: TrialBody,
      answer: Answer,
      errors: { 429: 'Other trials are under way' },
    }),
    async (request) => {
      const { rule, host, hours } = request.body
      const settings = settingsOf(rule)
      const result = await worded(request, () => trials.run({ rule: settings, hours, ...(host !== undefined && { host }) }))
      return trialView(result, request.body)
    },
  )
}

function trialView({ from, to, unit, truncated, series }: TrialResult, { rule }: TrialBody): TrialAnswer {
  const { warning, critical, kind } = rule
  const fired = series.flatMap((each) => each.fired)
  const sum = (figure: (each: TriedSeries) => number): number => series.reduce((total, each) => total + figure(each), 0)
  return {
    from,
    to,
    unit,
    condition: kind === 'filling' ? 'below' : kind === 'metric' ? rule.condition : 'above',
    thresholds: { warning, critical },
    truncated,
    totals: {
      fired: fired.length,
      notifications: sum(({ notifications }) => notifications),
      flapped: sum(({ flapped }) => flapped),
      firing_seconds: Math.round(fired.reduce((total, each) => total + (each.to ?? to) - each.from, 0) / 1000),
    },
    series: series.map(seriesView),
  }
}

function seriesView({ host, instance, fired, notifications, flapped, gaps, points }: TriedSeries): TrialSeries {
  return {
    host: host.id,
    host_name: host.name,
    instance,
    fired: fired.map(({ noData, ...each }) => ({ ...each, no_data: noData })),
    notifications,
    flapped,
    gaps,
    points,
  }
}
