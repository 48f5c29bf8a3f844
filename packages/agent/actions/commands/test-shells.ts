/**
 * Works in terminals as they are on hosts with other shells: started by the test through `unshare`, with the `passwd` of such a host in
 * the place of this one's, and without bash. Prints what came of it as JSON.
 */
import { execFileSync } from 'node:child_process'
import { realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findProgram } from './account.ts'
import { type Pty, withPython, withScript } from './pty.ts'

const [folder = '', way = '', passwd = ''] = process.argv.slice(2)

function hideBehind(path: string, by: string): void {
  execFileSync('mount', ['--bind', by, realpathSync(path)])
}

/** After it the ash of busybox asks where the cursor is, or clears the rest once the size has changed. */
const PROMPT = /[#$] (?:.\[(?:6n|J))?$/

/** Everything that a terminal showed so far, and what comes. */
class Screen {
  #shown = ''
  #at = 0
  #wake = (): void => {}
  readonly #pty: Pty

  constructor(pty: Pty) {
    this.#pty = pty
    const decoder = new TextDecoder()
    pty.output.on('data', (bytes: Buffer) => {
      this.#shown += decoder.decode(bytes, { stream: true })
      this.#wake()
    })
  }

  /** Once the shell asks for it: what is typed before, some throw away. */
  async type(keys: string): Promise<void> {
    await this.next(PROMPT)
    this.#pty.input.write(keys)
  }

  interrupt(): void {
    this.#pty.input.write('\x03')
  }

  /** What the first group of this found in what comes next. */
  async next(wanted: RegExp): Promise<string> {
    for (;;) {
      const found = wanted.exec(this.#shown.slice(this.#at))
      if (found) {
        this.#at += found.index + found[0].length
        return found[1] ?? ''
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }
}

async function work(): Promise<object> {
  const size = { columns: 91, rows: 17 }
  const program = findProgram(way === 'python' ? 'python3' : 'script') ?? ''
  const pty = await (way === 'python' ? withPython(program, size) : withScript(program, size))
  const screen = new Screen(pty)
  // Quotes in what is typed keep it apart from what comes of it.
  await screen.type(`echo "kind"s=$TERM=$0=$(stty size)=\n`)
  const kind = await screen.next(/kinds=([^=]*=[^=]*=\d+ \d+)=/)
  await screen.type(`printf '%s|' "let"ters é€😀; echo\n`)
  const letters = await screen.next(/letters\|(.*?)\|/)
  pty.resize({ columns: 120, rows: 40 })
  // With `script` the size is set by a program of its own.
  let resized = ''
  while (resized !== '40 120') {
    await screen.type(`echo "si"ze=$(stty size)=\n`)
    resized = await screen.next(/size=(\d+ \d+)=/)
  }
  // What says so is what is to be interrupted: a shell that is about to begin something may keep the signal to itself.
  await screen.type(`sh -c 'echo "wait"ing; exec sleep 600'; echo "not"yet\n`)
  await screen.next(/waiting\r?\n/)
  screen.interrupt()
  await screen.type(`echo "inter"rupted=$((6 * 7))=\n`)
  const interrupted = await screen.next(/interrupted=(\d+)=/)
  await screen.type('exit 7\n')
  return { kind, letters, resized, interrupted, exit: await pty.exited }
}

writeFileSync(join(folder, 'passwd'), passwd === '' ? '' : `${passwd}\n`)
hideBehind('/etc/passwd', join(folder, 'passwd'))
hideBehind('/bin/bash', '/dev/null')
process.stdout.write(JSON.stringify(await work()))
process.exit(0)
