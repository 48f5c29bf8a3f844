import { parentPort, workerData } from 'node:worker_threads'
import { type LockedKey, openPrivateKey } from './private-key.ts'

parentPort?.postMessage(await openPrivateKey(workerData as LockedKey))
