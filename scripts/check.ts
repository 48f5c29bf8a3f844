/** npm run check: everything that has to hold, in the order CI runs it; goes on after a failure and sums up at the end. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Outcome, outcomeOfTests, summary } from './checks/outcome.ts'
import { ROOT } from './checks/source-files.ts'

interface Step {
  readonly name: string
  readonly file: string
  readonly args?: readonly string[]
}

const MODULES = 'node_modules'

const STEPS: readonly Step[] = [
  { name: 'types of the server', file: `${MODULES}/typescript/bin/tsc`, args: ['-p', '.'] },
  { name: 'types of the web app', file: `${MODULES}/typescript/bin/tsc`, args: ['-p', 'packages/web', '--noEmit'] },
  { name: 'format and lint', file: `${MODULES}/@biomejs/biome/bin/biome`, args: ['check', '--error-on-warnings'] },
  {
    name: 'directions and cycles',
    file: `${MODULES}/dependency-cruiser/bin/dependency-cruiser.mjs`,
    args: ['--config', '.dependency-cruiser.mjs', 'packages', 'scripts', 'bench'],
  },
  { name: 'dead code', file: `${MODULES}/knip/bin/knip.js`, args: ['--no-progress', '--treat-config-hints-as-errors'] },
  { name: 'generated files', file: 'scripts/generate-api.ts', args: ['--check'] },
  { name: 'API collection', file: 'scripts/newman.ts' },
]

function runStep({ name, file, args = [] }: Step): Outcome {
  console.log(`\n── ${name}`)
  const { status } = spawnSync(process.execPath, [join(ROOT, file), ...args], { cwd: ROOT, stdio: 'inherit' })
  return { name, passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 }
}

function runTests(): Outcome[] {
  console.log('\n── tests')
  const folder = mkdtempSync(join(tmpdir(), 'hyperion-check-'))
  const report = join(folder, 'tests.json')
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const { status } = spawnSync(process.execPath, [join(ROOT, 'scripts/test.mjs'), ...reporters], { cwd: ROOT, stdio: 'inherit' })
    return outcomeOfTests(status, readReport(report))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function readReport(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

/** What .ci/run did before, and how it went: `--failed=name` counts as one more failed step. */
function stepsBefore(): Outcome[] {
  return process.argv
    .filter((argument) => argument.startsWith('--failed='))
    .map((argument) => ({ name: argument.slice('--failed='.length), passed: 0, failed: 1 }))
}

const outcomes = [...stepsBefore(), ...runTests(), ...STEPS.map(runStep)]
console.log(`\n${summary(outcomes)}`)
process.exitCode = outcomes.some(({ failed }) => failed > 0) ? 1 : 0
