import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { dirname } from 'node:path'
import type { Tree } from '../test-tree.ts'

type Answer = unknown | { readonly raw: string } | 'silence'

/** A socket that answers whatever a test says: what no real engine can be made to do. */
export class EngineSocketStub {
  readonly asked: string[] = []
  readonly #sockets = new Set<Socket>()
  readonly #server: Server
  answer: (path: string) => Answer

  private constructor(server: Server, answer: (path: string) => Answer) {
    this.#server = server
    this.answer = answer
    server.on('connection', (socket) => {
      this.#sockets.add(socket)
      socket.on('error', () => {})
      socket.on('data', (data) => this.#reply(socket, String(data)))
    })
  }

  static async listen(path: string, answer: (path: string) => Answer): Promise<EngineSocketStub> {
    mkdirSync(dirname(path), { recursive: true })
    const server = createServer()
    const stub = new EngineSocketStub(server, answer)
    server.listen(path)
    await once(server, 'listening')
    return stub
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #reply(socket: Socket, request: string): void {
    const path = request.split(' ')[1] ?? ''
    this.asked.push(path)
    const answer = this.answer(path)
    if (answer === 'silence') return
    const raw = typeof answer === 'object' && answer !== null && 'raw' in answer ? String(answer.raw) : ok(answer)
    socket.end(raw)
  }
}

function ok(body: unknown): string {
  return `HTTP/1.0 200 OK\r\nContent-Type: application/json\r\nServer: Docker/29.0 (linux)\r\n\r\n${JSON.stringify(body)}`
}

/** A container in an engine's list. */
export const listed = (id: string, name: string, change: object = {}) => ({
  Id: id,
  Names: [`/${name}`],
  Image: 'nginx:latest',
  State: 'running',
  Status: 'Up 5 minutes (healthy)',
  Created: 1_768_000_000,
  ...change,
})
/** What a closer look at it tells. */
export const inspected = (pid: number, NetworkMode = 'bridge') => ({
  State: { Pid: pid, StartedAt: '2026-01-10T00:00:00.5Z' },
  HostConfig: { NetworkMode },
})

/** A container's cgroup as a kernel with version 2 has it. */
export function writeCgroup(tree: Tree, id: string, pid: number, { usec = 1_000_000, memory = 100_000_000, max = 'max' } = {}): void {
  const folder = `sys/fs/cgroup/system.slice/docker-${id}.scope`
  tree.write('sys/fs/cgroup/cgroup.controllers', 'cpuset cpu io memory pids\n')
  tree.write(`proc/${pid}/cgroup`, `0::/system.slice/docker-${id}.scope\n`)
  tree.write(`proc/${pid}/net/dev`, 'h\nh\n    lo: 500 5 0 0 0 0 0 0 500 5 0 0 0 0 0 0\n  eth0: 1000 9 0 0 0 0 0 0 2000 8 0 0 0 0 0 0\n')
  tree.write(`${folder}/cpu.stat`, `usage_usec ${usec}\nuser_usec 1\nsystem_usec 2\nnr_periods 0\n`)
  tree.write(`${folder}/memory.current`, `${memory}\n`)
  tree.write(
    `${folder}/memory.stat`,
    'anon 4096\nfile 40000000\ninactive_anon 7\nactive_anon 8\ninactive_file 30000000\nactive_file 10000000\n',
  )
  tree.write(`${folder}/memory.max`, `${max}\n`)
  tree.write(
    `${folder}/io.stat`,
    '254:0 rbytes=4096 wbytes=8192 rios=1 wios=2 dbytes=0 dios=0\n8:0 rbytes=1 wbytes=2 rios=1 wios=1 dbytes=9 dios=9\n',
  )
  tree.write(`${folder}/pids.current`, '7\n')
}
