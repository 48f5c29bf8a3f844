import { ActionError } from '@hyperion/domain/actions'
import type { SshProcess } from '@hyperion/ports/ssh'
import { COMMAND_LIMITS, type ParamsOf, type ResultOf } from '@hyperion/wire/actions'
import type { Run } from '../../actions/implementation.ts'
import { endGroup } from '../programs.ts'
import type { Reach } from '../reach.ts'

/**
 * Runs the program that its input names: how many arguments, the folder, and each argument on a line of its own, so that none is ever
 * part of a command's text. It tells its number first, by which it is ended: it leads a group of its own.
 */
const RUN_SCRIPT = `PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH
read -r count
IFS= read -r folder
cd -- "\${folder:-$HOME}" || exit 125
set --
while [ "$count" -gt 0 ]; do
  IFS= read -r argument
  set -- "$@" "$argument"
  count=$((count - 1))
done
echo "$$"
exec "$@" < /dev/null 2>&1`

/** Runs a program by its arguments, with the rights of the account; it is ended, with what it began, when that is asked for. */
export async function runOverShell(
  params: ParamsOf<'command.run'>,
  run: Run<'command.run'>,
  { connection, clock }: Reach,
): Promise<ResultOf<'command.run'>> {
  const words = [params.program, ...params.arguments]
  if (words.some((word) => word.includes('\n')))
    throw new ActionError('unsupported', 'an argument of several lines cannot be given over SSH')
  const began = clock.now()
  const child = await connection.open(`exec /bin/sh -c '${RUN_SCRIPT}'`, null)
  child.write(new TextEncoder().encode(`${words.length}\n${params.directory ?? ''}\n${words.join('\n')}\n`))
  const printed = new PrintedText((text) => run.text(text))
  const { promise: over, reject } = Promise.withResolvers<never>()
  over.catch(() => {})
  let ending = false
  const end = (why: unknown): void => {
    ending = true
    void endGroup(connection, printed.group).finally(() => reject(why))
  }
  const cancelled = (): void => end(run.signal.reason)
  run.signal.addEventListener('abort', cancelled)
  if (run.signal.aborted) cancelled()
  const late = new ActionError('timeout', `it took longer than ${params.timeLimitS} s and was ended`)
  const cancelLimit = clock.after(params.timeLimitS * 1000, () => end(late))
  try {
    await Promise.race([printed.all(child), over])
    const { exitCode, signal } = await Promise.race([child.ended, over])
    // It was ended: what it makes of that is not its result.
    if (ending) await over
    if (exitCode === 125 && printed.group === null) throw new ActionError('missing', `there is no folder ${params.directory}`)
    return { exitCode, signal, durationMs: Math.round(clock.now() - began), ...printed.figures, leftRunning: false }
  } finally {
    cancelLimit()
    run.signal.removeEventListener('abort', cancelled)
    child.close()
  }
}

/** What a program prints, behind the line with its number. */
class PrintedText {
  readonly #pass: (text: string) => Promise<void>
  readonly #decoder = new TextDecoder()
  #head = ''
  #bytes = 0
  #told = 0
  group: number | null = null

  constructor(pass: (text: string) => Promise<void>) {
    this.#pass = pass
  }

  get figures(): { readonly outputBytes: number; readonly truncated: boolean } {
    return { outputBytes: this.#bytes, truncated: this.#told < this.#bytes }
  }

  async all({ output }: SshProcess): Promise<void> {
    for await (const bytes of output) await this.#text(this.#decoder.decode(bytes, { stream: true }))
    await this.#text(this.#decoder.decode())
  }

  async #text(text: string): Promise<void> {
    if (this.group !== null) return this.#tell(text)
    this.#head += text
    const [, group, rest = ''] = /^(\d+)\n([\s\S]*)$/.exec(this.#head) ?? []
    if (group === undefined) return
    this.group = Number(group)
    await this.#tell(rest)
  }

  async #tell(text: string): Promise<void> {
    this.#bytes += Buffer.byteLength(text)
    if (this.#bytes > COMMAND_LIMITS.outputBytes) return
    this.#told = this.#bytes
    if (text !== '') await this.#pass(text)
  }
}
