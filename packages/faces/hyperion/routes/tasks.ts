import { DomainError } from '@hyperion/domain/errors'
import type { TaskStatus } from '@hyperion/features/tasks'
import type { TaskRun } from '@hyperion/ports/tasks'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { audited, isoTime, principalOf } from '../../shared/index.ts'
import type { HyperionDeps } from '../deps.ts'
import * as schemas from '../schemas.ts'
import { documented } from './route.ts'

/** Periodic and on-demand tasks: what they did last, and starting one by hand. */
export function taskRoutes(app: FastifyInstance, { tasks, audit }: HyperionDeps): void {
  const run = (request: FastifyRequest, name: string): Promise<TaskRun> =>
    audited(request, audit, { action: 'task.run', target: name }, () => tasks.run(name, principalOf(request).user.username))
  const tag = 'Tasks'
  const read = { tag, access: 'read' } as const
  const execute = {
    tag,
    access: 'execute',
    answer: schemas.RunAnswer,
    errors: { 404: 'No such task', 409: 'It is running already' },
  } as const

  app.get('/api/tasks/', documented({ ...read, summary: 'Tasks with their last run', answer: schemas.TasksAnswer }), async () => {
    const all = await tasks.list()
    return { tasks: all.map(taskView) }
  })

  app.get<{ Params: schemas.TaskParams }>(
    '/api/tasks/:name',
    documented({ ...read, summary: 'One task with its last run', answer: schemas.TaskAnswer, params: schemas.TaskParams }),
    async ({ params }) => {
      const all = await tasks.list()
      const task = all.find(({ name }) => name === params.name)
      if (!task) throw new DomainError('not_found', 'no such task')
      return taskView(task)
    },
  )

  app.post<{ Body: schemas.TaskParams }>(
    '/api/tasks/',
    documented({ ...execute, summary: 'Run a task now', body: schemas.TaskParams }),
    async (request) => runView(await run(request, request.body.name)),
  )

  app.post<{ Params: schemas.TaskParams }>(
    '/api/tasks/:name/run',
    documented({ ...execute, summary: 'Run this task now', params: schemas.TaskParams }),
    async (request) => runView(await run(request, request.params.name)),
  )
}

function taskView(task: TaskStatus): object {
  return {
    name: task.name,
    description: task.description,
    every_seconds: task.everySeconds,
    running: task.running,
    next_run: isoOrNull(task.next),
    last_run: task.last && runView(task.last),
  }
}

function runView(run: TaskRun): object {
  return {
    id: run.id,
    task: run.task,
    trigger: run.trigger,
    started_by: run.startedBy,
    started_at: isoTime(run.startedAt),
    finished_at: isoOrNull(run.finishedAt),
    duration_ms: run.finishedAt === null ? null : run.finishedAt - run.startedAt,
    result: run.result,
    message: run.message,
  }
}

function isoOrNull(at: number | null): string | null {
  return at === null ? null : isoTime(at)
}
