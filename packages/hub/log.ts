/** Writes one line to standard error: time, then what happened. */
export function log(message: string): void {
  process.stderr.write(`${new Date().toISOString()} ${message.replaceAll('\n', ' ')}\n`)
}
