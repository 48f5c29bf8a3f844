import type { Report } from '@hyperion/domain/metrics'
import type { Access } from '@hyperion/domain/users'
import type { FastifyInstance } from 'fastify'
import { isoSeconds } from '../../shared/index.ts'
import type { HealthcheckDeps } from '../deps.ts'
import * as schemas from '../schemas.ts'
import { cpuView, diskView, loadView, memoryView, networkView, processCounts, systemView } from '../views.ts'
import { documented, JSON_TYPE, perSample } from './route.ts'

/** Routes whose answer depends on the live sample alone. */
export function metricRoutes(app: FastifyInstance, { host, diskMount }: HealthcheckDeps, level1: Access, level2: Access): void {
  const sampled = (view: (report: Report) => object) => {
    const body = perSample(host, (report) => ({ checked_at: isoSeconds(report.at), ...view(report) }))
    return (_request: unknown, reply: { type(type: string): { send(body: string): unknown } }) => reply.type(JSON_TYPE).send(body())
  }
  const first = { access: level1 }
  const second = { access: level2 }

  app.get(
    '/cpu',
    documented({ ...first, summary: 'Utilisation du CPU (%)', answer: schemas.CpuAnswer }),
    sampled((report) => ({ cpu: cpuView(host, report) })),
  )
  app.get(
    '/memory',
    documented({ ...first, summary: 'Utilisation de la RAM (%)', answer: schemas.MemoryAnswer }),
    sampled((report) => ({ memory: memoryView(report) })),
  )
  app.get(
    '/disk',
    documented({ ...first, summary: 'Utilisation du disque (%)', answer: schemas.DiskAnswer }),
    sampled((report) => ({ disk: diskView(report, diskMount) })),
  )
  app.get(
    '/system',
    documented({ ...first, summary: 'Toutes les métriques en une seule requête', answer: schemas.SystemAnswer }),
    sampled((report) => systemView(host, report, diskMount)),
  )
  app.get(
    '/os',
    documented({ ...second, summary: "Informations sur le système d'exploitation", answer: schemas.OsAnswer }),
    sampled(() => ({ os: host.info.os })),
  )
  app.get(
    '/load',
    documented({ ...second, summary: 'Charge système (load average)', answer: schemas.LoadAnswer }),
    sampled((report) => ({ load_average: loadView(report) })),
  )
  app.get(
    '/processes',
    documented({ ...second, summary: 'Nombre de processus actifs', answer: schemas.ProcessesAnswer }),
    sampled(processCounts),
  )
  app.get<{ Querystring: { all?: boolean } }>(
    '/network',
    documented({ ...second, summary: 'Statistiques réseau', answer: schemas.NetworkAnswer, query: schemas.NetworkQuery }),
    ({ query }, reply) => {
      const report = host.report()
      const network = networkView(report, host.interfaces(), query.all ?? false)
      reply.send({ checked_at: isoSeconds(report.at), network })
    },
  )
}
