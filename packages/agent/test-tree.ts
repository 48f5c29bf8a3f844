import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const CAPTURES = fileURLToPath(new URL('./collectors/fixtures/', import.meta.url))

/** A file of a capture as text. */
export function captured(path: string): string {
  return readFileSync(join(CAPTURES, path), 'utf8')
}

/** A folder that stands for a machine's root in a test; files in it are rewritten as a kernel would. */
export class Tree {
  readonly root = mkdtempSync(join(tmpdir(), 'hyperion-agent-'))

  /** Starts from the captures of these names, the later over the earlier. */
  constructor(...captures: string[]) {
    for (const name of captures) cpSync(join(CAPTURES, name), this.root, { recursive: true })
  }

  write(path: string, text: string | Buffer): void {
    const file = join(this.root, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }

  /** Writes the file with each `[pattern, new]` replaced. */
  change(path: string, ...changes: readonly (readonly [RegExp, string])[]): void {
    let text = readFileSync(join(this.root, path), 'utf8')
    for (const [old, now] of changes) text = text.replace(old, now)
    this.write(path, text)
  }

  remove(path: string): void {
    rmSync(join(this.root, path), { recursive: true, force: true })
  }

  delete(): void {
    rmSync(this.root, { recursive: true, force: true })
  }
}

/** `/proc/PID/stat` of a process. */
export function statLine(
  pid: number,
  name: string,
  fields: { state?: string; parent?: number; ticks?: number; start?: number; rss?: number; flags?: number } = {},
): string {
  const { state = 'S', parent = 1, ticks = 0, start = 100, rss = 1000, flags = 4194304 } = fields
  return `${pid} (${name}) ${state} ${parent} ${pid} ${pid} 0 -1 ${flags} 104 0 0 0 ${ticks} 0 7 7 20 0 3 0 ${start} 10326016 ${rss} 18446744073709551615 1 1 0 0 0 0 0\n`
}
