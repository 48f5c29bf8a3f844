import type { ProcessRow } from './queries.ts'

/** Processes whose name, command, user or number holds every word typed. */
export function matchingProcesses<T extends Pick<ProcessRow, 'pid' | 'name' | 'command' | 'user'>>(
  processes: readonly T[],
  search: string,
): readonly T[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return processes.filter(({ pid, name, command, user }) => {
    const text = `${pid} ${name} ${command} ${user}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
