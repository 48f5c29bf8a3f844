/** npm run bench [name…]: every bench/*.ts in turn, then all their figures in one table. */
import { spawn, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { ROOT } from './checks/source-files.ts'

const HEAD = ['| what | measured | budget | peer (ratio) |', '|---|---|---|---|']

interface Outcome {
  readonly name: string
  readonly code: number | null
  readonly rows: readonly string[]
}

async function run(name: string): Promise<Outcome> {
  console.log(`\n# ${name}`)
  const child = spawn(process.execPath, ['--expose-gc', join(ROOT, 'bench', `${name}.ts`)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const rows: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    console.log(line)
    if (line.startsWith('|')) rows.push(line)
  }
  return { name, code: await ended, rows }
}

function aligned(rows: readonly string[]): string[] {
  const table = rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((cells) => (cells[column] ?? '').length)))
  return table.map(
    (cells) =>
      `| ${cells.map((cell, column) => (/^-+$/.test(cell) ? '-'.repeat(widths[column] ?? 3) : cell.padEnd(widths[column] ?? 0))).join(' | ')} |`,
  )
}

/** Every bench/*.ts that no other one imports: those are what they share. */
function benchmarks(): string[] {
  const files = readdirSync(join(ROOT, 'bench')).filter((file) => file.endsWith('.ts'))
  const sources = files.map((file) => readFileSync(join(ROOT, 'bench', file), 'utf8'))
  return files.filter((file) => !sources.some((source) => source.includes(`'./${file}'`))).map((file) => basename(file, '.ts'))
}

const asked = process.argv.slice(2)
const names = benchmarks().filter((name) => asked.length === 0 || asked.includes(name))

const built = spawnSync(process.execPath, [join(ROOT, 'scripts/build.mjs')], { stdio: 'inherit' })
const outcomes: Outcome[] = []
if (built.status === 0) for (const name of names) outcomes.push(await run(name))

const failed = outcomes.filter(({ code }) => code !== 0)
console.log(`\n${aligned([...HEAD, ...outcomes.flatMap(({ rows }) => rows)]).join('\n')}`)
for (const { name, code } of failed) console.log(`${name} failed (exit ${code})`)
process.exitCode = built.status !== 0 || failed.length > 0 ? 1 : 0
