import { parentPort, workerData } from 'node:worker_threads'
import { DomainError } from '@hyperion/domain/errors'
import type { Series, SeriesQuery } from '@hyperion/ports/metric-store'
import { Engine } from './engine.ts'
import { PostgresStorage } from './postgres.ts'
import { type Call, type FromWorker, type PackedFrames, unpackTransferred, type WorkerOptions } from './protocol.ts'
import { SqliteStorage } from './sqlite.ts'
import type { BlockStorage } from './storage.ts'

/** The thread that the store lives in: database calls and compression never hold up the event loop of the hub. */
const options = workerData as WorkerOptions
const port = parentPort
if (!port) throw new Error('this file is started as a worker thread')

function send(message: FromWorker, transfer: ArrayBuffer[] = []): void {
  port?.postMessage(message, transfer)
}

function openStorage(): BlockStorage {
  if (options.database.kind === 'postgres') return new PostgresStorage(options.database.url)
  return new SqliteStorage(options.database.file, options.busyTimeoutMs)
}

async function run(engine: Engine, { id, method, input }: Call): Promise<void> {
  try {
    const value = await dispatch(engine, method, input)
    send({ kind: 'answer', id, value }, method === 'read' ? buffersOf(value as Series) : [])
  } catch (error) {
    const code = error instanceof DomainError ? error.code : 'internal'
    send({ kind: 'failure', id, code, message: error instanceof Error ? error.message : String(error) })
  }
}

function dispatch(engine: Engine, method: Call['method'], input: readonly unknown[]): Promise<unknown> {
  if (method === 'append') return engine.append(unpackTransferred(input[0] as PackedFrames))
  if (method === 'read') return engine.read(input[0] as SeriesQuery)
  const call = engine[method] as (...input: readonly unknown[]) => Promise<unknown>
  return call.apply(engine, input as unknown[])
}

function buffersOf({ times, columns }: Series): ArrayBuffer[] {
  const arrays = [times, ...columns.flatMap(({ values, present, min, max }) => [values, present, min, max])]
  const buffers = arrays.flatMap((array) => (array ? [array.buffer as ArrayBuffer] : []))
  return [...new Set(buffers)]
}

const engine = await Engine.open(openStorage(), (message) => send({ kind: 'log', message }))
port.on('message', async (call: Call) => {
  await run(engine, call)
  if (call.method === 'close') port.close()
})
send({ kind: 'ready' })
