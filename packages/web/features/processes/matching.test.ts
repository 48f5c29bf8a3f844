import { expect, it } from 'vitest'
import { matchingProcesses } from './matching.ts'

const process = (pid: number, name: string, command: string) => ({
  ...{ pid, name, command, user: 'app', cpu_percent: 0, memory_percent: 0, memory_bytes: 0 },
  ...{ threads: 1, started_at: 0, ended: false },
})
const all = [process(7, 'postgres', 'postgres: writer'), process(8, 'node', 'node server.js'), process(77, 'nginx', 'nginx: worker')]
const found = (search: string) => matchingProcesses(all, search).map(({ name }) => name)

it('finds processes by every word of name, command, user or number', () => {
  expect(found('')).toHaveLength(3)
  expect(found('WRITER app')).toEqual(['postgres'])
  expect(found('77')).toEqual(['nginx'])
  expect(found('node postgres')).toEqual([])
})
