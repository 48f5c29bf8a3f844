import { type Program, startProgram } from './program.ts'

/** A real node_exporter of this machine. */
export function startNodeExporter(...args: string[]): Promise<Program> {
  const more = ['--collector.processes', '--collector.tcpstat', '--log.level=error', ...args]
  return startProgram('prometheus-node-exporter', '/', (address) => [`--web.listen-address=${address}`, ...more])
}

export type { Program }
