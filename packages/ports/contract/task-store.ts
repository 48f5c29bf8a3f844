import type { TaskStore } from '@hyperion/ports/tasks'
import { beforeEach, describe, expect, it } from 'vitest'

const NOW = Date.UTC(2040, 5, 1)
const BY_SCHEDULE = { trigger: 'schedule', startedBy: null } as const

export function taskStoreContract(name: string, make: () => Promise<{ tasks: TaskStore; close(): Promise<void> }>): void {
  describe(`${name} as TaskStore`, () => {
    let tasks: TaskStore

    beforeEach(async () => {
      const made = await make()
      tasks = made.tasks
      return () => made.close()
    })

    async function finished(task: string, startedAt: number): Promise<number> {
      const { id } = await tasks.start({ task, ...BY_SCHEDULE, startedAt })
      await tasks.finish(id, { at: startedAt + 10, result: 'success', message: 'done' })
      return id
    }

    it('keeps a run from its start to its end', async () => {
      const started = await tasks.start({ task: 'a', trigger: 'manual', startedBy: 'ada', startedAt: NOW })
      const run = { id: started.id, task: 'a', trigger: 'manual', startedBy: 'ada', startedAt: NOW }
      expect(started).toEqual({ ...run, finishedAt: null, result: null, message: null })
      expect(await tasks.latest()).toEqual([started])
      const end = { ...run, finishedAt: NOW + 5, result: 'failure', message: 'it broke' }
      expect(await tasks.finish(started.id, { at: NOW + 5, result: 'failure', message: 'it broke' })).toEqual(end)
      expect(await tasks.runs('a', 5)).toEqual([end])
    })

    it('has no end for an unknown run', async () => {
      await expect(tasks.finish(77, { at: NOW, result: 'success', message: '' })).rejects.toMatchObject({ code: 'not_found' })
    })

    it('tells the latest run of each task, and the runs of one newest first', async () => {
      const first = await finished('a', NOW)
      const second = await finished('a', NOW)
      const third = await finished('a', NOW + 1)
      const other = await finished('b', NOW - 1)
      expect((await tasks.latest()).map((run) => run.id).sort()).toEqual([third, other].sort())
      expect((await tasks.runs('a', 2)).map((run) => run.id)).toEqual([third, second])
      expect((await tasks.runs('a', 9)).map((run) => run.id)).toEqual([third, second, first])
      expect(await tasks.runs('none', 9)).toEqual([])
    })

    it('tidies up after a crash', async () => {
      const old = await finished('a', NOW - 100)
      const open = await tasks.start({ task: 'a', ...BY_SCHEDULE, startedAt: NOW })
      await tasks.tidy(NOW + 50, NOW - 50)
      const runs = await tasks.runs('a', 9)
      expect(runs.map((run) => run.id)).not.toContain(old)
      expect(runs).toMatchObject([{ id: open.id, result: 'failure', finishedAt: NOW + 50, message: expect.stringMatching(/./) }])
    })

    it('forgets old runs, but neither the latest of a task nor one under way', async () => {
      const underWay = await tasks.start({ task: 'a', ...BY_SCHEDULE, startedAt: NOW })
      await finished('a', NOW + 1)
      const latest = await finished('a', NOW + 2)
      const lone = await finished('b', NOW)
      await tasks.deleteBefore(NOW + 1000)
      expect((await tasks.runs('a', 9)).map((run) => run.id)).toEqual([latest, underWay.id])
      expect((await tasks.runs('b', 9)).map((run) => run.id)).toEqual([lone])
    })
  })
}
