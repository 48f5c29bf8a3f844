/** One execution of a task, kept so that its last run, duration and result can be shown. */
export interface TaskRun {
  readonly id: number
  readonly task: string
  /** Who started it: the schedule, or a user by name. */
  readonly trigger: 'schedule' | 'manual'
  readonly startedBy: string | null
  readonly startedAt: number
  /** Null while it runs. */
  readonly finishedAt: number | null
  readonly result: 'success' | 'failure' | null
  /** What it did, or why it failed, in one line. */
  readonly message: string | null
}

export interface TaskStore {
  start(run: Pick<TaskRun, 'task' | 'trigger' | 'startedBy' | 'startedAt'>): Promise<TaskRun>
  finish(id: number, end: { readonly at: number; readonly result: 'success' | 'failure'; readonly message: string }): Promise<TaskRun>
  /** The latest run of each task that ever ran. */
  latest(): Promise<readonly TaskRun[]>
  /** Runs of one task, newest first. */
  runs(task: string, limit: number): Promise<readonly TaskRun[]>
  /** Marks runs that a crash left unfinished as failed, then does as {@link deleteBefore}. For the start of the hub. */
  tidy(now: number, keepAfter: number): Promise<void>
  /** Forgets finished runs started before `at`; the latest of each task stays. */
  deleteBefore(at: number): Promise<void>
}
