import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

export interface Program {
  readonly port: number
  readonly base: string
  /** Everything it printed so far. */
  output(): string
  stop(): Promise<void>
}

const READY_TRIES = 1200

/** Starts a program of a Debian package on a free port of this machine, and waits until `path` answers 200. */
export async function startProgram(name: string, path: string, argsFor: (address: string) => readonly string[]): Promise<Program> {
  const port = await freePort()
  const address = `127.0.0.1:${port}`
  const child = spawn(name, argsFor(address), { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk
    })
  }
  const failure = new Promise<never>((_, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ENOENT' ? new Error(`${name} is missing: apt-get install ${name}`) : error),
    )
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}: ${output}`)))
  })
  failure.catch(() => {})
  await Promise.race([failure, untilReady(`http://${address}${path}`)])
  return { port, base: `http://${address}`, output: () => output, stop: () => stop(child) }
}

async function untilReady(url: string): Promise<void> {
  for (let tries = 0; tries < READY_TRIES; tries++) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.status === 200) return
    await pause(50)
  }
  throw new Error(`${url} does not answer`)
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const end = once(child, 'exit')
  child.kill('SIGTERM')
  await end
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}
