import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ActionError } from '@hyperion/domain/actions'
import { type Clock, systemClock } from '@hyperion/ports/clock'
import { findOperation, type OperationId, type ParamsOf, type ResultOf } from '@hyperion/wire/actions'
import { resolvePaths } from '../../linux/paths.ts'
import type { Environment } from '../environment.ts'
import type { Implementation, Run } from '../implementation.ts'
import { fileImplementations } from './index.ts'

type FileOperation = Extract<OperationId, `file.${string}`>

export interface Told {
  readonly rows: Record<string, unknown>[]
  bytes: Buffer
  /** Of the greatest progress that was told. */
  done: number
}

export interface Ask {
  readonly input?: Iterable<Uint8Array> | AsyncIterable<Uint8Array>
  readonly signal?: AbortSignal
  readonly onBytes?: (bytes: Uint8Array) => void
  readonly onProgress?: (done: number) => void
}

export interface TestFiles {
  /** The only root, in a folder of the test. */
  readonly root: string
  /** Beside it, for what must not be reached. */
  readonly outside: string
  readonly data: string
  readonly environment: Environment
  readonly told: Told
  ask<O extends FileOperation>(operation: O, params: ParamsOf<O>, ask?: Ask): Promise<ResultOf<O>>
  /** The word of the failure, `''` where it went well. */
  failure<O extends FileOperation>(operation: O, params: ParamsOf<O>, ask?: Ask): Promise<string>
  end(): void
}

/** The real operations on real files, checked by the catalog as the host does. */
export function testFiles(base = mkdtempSync(join(tmpdir(), 'hyperion-files-')), clock: Clock = systemClock): TestFiles {
  const [root, outside, data] = ['root', 'outside', 'root/agent'].map((name) => join(base, name)) as [string, string, string]
  const environment: Environment = {
    // Files are reached without it.
    host: {} as Environment['host'],
    paths: resolvePaths(),
    roots: [root],
    dataDir: data,
    dockerHost: undefined,
    clock,
    log: () => {},
  }
  const implementations = fileImplementations(environment)
  const told: Told = { rows: [], bytes: Buffer.alloc(0), done: 0 }
  const ask: TestFiles['ask'] = async (operation, params, how = {}) => {
    Object.assign(told, { rows: [], bytes: Buffer.alloc(0), done: 0 })
    const row = findOperation(operation)
    const checked = row?.params(params, 'params') as never
    const implementation = implementations[operation] as unknown as Implementation<FileOperation>
    const result = await implementation(checked, testRun(told, how) as never)
    return row?.result(result, 'result') as never
  }
  return {
    root,
    outside,
    data,
    environment,
    told,
    ask,
    failure: (operation, params, how) =>
      ask(operation, params, how).then(
        () => '',
        (error: unknown) => (error instanceof ActionError ? error.failure : `thrown: ${error}`),
      ),
    end: () => rmSync(base, { recursive: true, force: true }),
  }
}

let runs = 0

function testRun(told: Told, { input = [], signal = new AbortController().signal, onBytes, onProgress }: Ask): Run<'file.list'> {
  runs += 1
  return {
    id: `00000000-0000-4000-8000-${String(runs).padStart(12, '0')}`,
    by: 'ada',
    signal,
    rows: async (rows) => {
      for (const row of rows) told.rows.push(row as never)
    },
    text: async () => {},
    bytes: async (bytes) => {
      if (onBytes) onBytes(bytes)
      else told.bytes = Buffer.concat([told.bytes, bytes])
    },
    progress: (done) => {
      told.done = done
      onProgress?.(done)
    },
    input: (async function* () {
      yield* input
    })(),
    putsBack: () => {},
    onResize: () => {},
  }
}
