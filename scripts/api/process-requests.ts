import type { Override } from './override.ts'

/** The host that is tried lets itself only be watched, and has no process of the number in the examples. */
export const PROCESS_OVERRIDES: Readonly<Record<string, Override>> = {
  'GET /api/hosts/{id}/processes/{pid}': { status: 404 },
  'GET /api/hosts/{id}/processes/{pid}/files': { status: 403 },
  ...Object.fromEntries(
    ['/api/hosts/{id}/processes', '/api/processes', '/api/processus'].flatMap((list) => [
      [`POST ${list}/{pid}/signal`, { status: 403, body: { signal: 'TERM', started_at: 0, command: 'sleep 60', reason: 'It hangs' } }],
      [`POST ${list}/{pid}/renice`, { status: 403, body: { nice: 10, started_at: 0, command: 'sleep 60', reason: 'It may wait' } }],
    ]),
  ),
}
