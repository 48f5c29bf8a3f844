import { ActionError } from '@hyperion/domain/actions'
import { every } from '@hyperion/ports/clock'
import type { ParamsOf, ResultOf, UnitVerb } from '@hyperion/wire/actions'
import type { Run } from '../actions/implementation.ts'
import { isTemplate, undoOf } from '../actions/units/control.ts'
import { exitOf } from '../actions/units/detail.ts'
import { lastLinesBy } from '../actions/units/journal.ts'
import { unitRights } from '../actions/units/rights.ts'
import { shown, WORD_LENGTH } from '../actions/units/values.ts'
import type { UnitProperties } from '../units/bus.ts'
import { unitState } from '../units/systemd.ts'
import { ask, inParts } from './parts.ts'
import { runProgram } from './programs.ts'
import type { Reach, ShellImplementation } from './reach.ts'
import { journalOf } from './unit-journal.ts'
import { shownUnits } from './unit-properties.ts'

type Params = ParamsOf<'unit.control'>
type ControlRun = Run<'unit.control'>

const SECOND_MS = 1000
/** What takes this long is told of, and then this often. */
const TOLD_S = 5
/** What starts and ends at once looks started for a moment. */
const SETTLE_MS = 300
const JOBS: readonly UnitVerb[] = ['start', 'stop', 'restart', 'reload']

const STATE =
  'systemctl show --no-pager --property=LoadState,ActiveState,SubState,UnitFileState,Result,ExecMainCode,ExecMainStatus -- "$unit"'

const STATE_SCRIPT = inParts(`
read -r unit
[ -d /run/systemd/system ] || fail unsupported systemd does not run on this host
part unit
${STATE}
`)

const CANCEL_SCRIPT = inParts(`
read -r unit
job=$(systemctl show --no-pager --property=Job -- "$unit" | sed -n "s/^Job=\\([1-9][0-9]*\\)$/\\1/p")
part said
[ -n "$job" ] && systemctl --no-ask-password cancel "$job" 2>&1
part unit
${STATE}
`)

/** Starts, stops and so on by `systemctl`, with the rights of the account; what takes long is told of, and can be cancelled. */
export const controlUnitOverShell: ShellImplementation<'unit.control'> = async (params, run, reach) => {
  const { unit, verb } = params
  const began = reach.clock.now()
  const before = await stateOf(unit, run, reach)
  if (before.LoadState === 'not-found' && before.ActiveState === 'inactive') throw new ActionError('missing', `there is no unit ${unit}`)
  await carryOut(params, run, reach)
  if (JOBS.includes(verb)) await settle(params, began, run, reach)
  const after = await stateOf(unit, run, reach)
  if (JOBS.includes(verb) && verb !== 'stop') refuseFailed(unit, after)
  return resultOf(params, before, after, Math.max(0, Math.round(reach.clock.now() - began)))
}

function resultOf({ unit, verb }: Params, before: UnitProperties, after: UnitProperties, ms: number): ResultOf<'unit.control'> {
  return {
    load: shown(after.LoadState, WORD_LENGTH),
    active: shown(after.ActiveState, WORD_LENGTH),
    sub: shown(after.SubState, WORD_LENGTH),
    state: unitState(String(after.ActiveState)),
    enabled: shown(after.UnitFileState, WORD_LENGTH),
    ms,
    undo: undoOf(unit, verb, before, after),
  }
}

async function stateOf(unit: string, run: Pick<Run, 'signal'>, reach: Reach): Promise<UnitProperties> {
  const parts = await ask(STATE_SCRIPT, [unit], run, reach)
  return isTemplate(unit) ? {} : (shownUnits(parts.get('unit') ?? '')[0] ?? {})
}

async function carryOut({ unit, verb }: Params, run: ControlRun, reach: Reach): Promise<void> {
  let seconds = 0
  const stop = every(reach.clock, SECOND_MS, () => {
    run.progress(++seconds, null)
    if (seconds % TOLD_S === 0) void tellWaiting(unit, seconds, run, reach)
  })
  try {
    const words = ['systemctl', '--no-ask-password', '--no-pager', verb === 'reset_failed' ? 'reset-failed' : verb, '--', unit]
    const lines = runProgram(words, run.signal, reach)
    let said = ''
    for (;;) {
      const { value, done } = await lines.next()
      if (!done) said = `${said}${value.join('\n')}\n`.slice(-4000)
      else if (value === 0) return
      else throw failureOf(said, verb)
    }
  } catch (error) {
    const why: unknown = run.signal.reason
    if (run.signal.aborted && why instanceof ActionError && why.failure !== 'away') throw await cancelled(unit, why, reach)
    throw error
  } finally {
    stop()
  }
}

/** Takes the job back; what systemd has begun, a stop that waits for a process say, goes on. */
async function cancelled(unit: string, why: ActionError, reach: Reach): Promise<ActionError> {
  try {
    const parts = await ask(CANCEL_SCRIPT, [unit], { signal: new AbortController().signal }, reach)
    const { ActiveState, SubState } = shownUnits(parts.get('unit') ?? '')[0] ?? {}
    return new ActionError(why.failure, `the job was cancelled; ${unit} is ${ActiveState} (${SubState})`)
  } catch {
    return why
  }
}

function failureOf(said: string, verb: UnitVerb): ActionError {
  const words = said.trim().replaceAll(/\s+/g, ' ').slice(0, 500).toWellFormed()
  // Where polkit is masked it is its unit that is told of.
  if (/access denied|authenti|permission denied|not permitted|polkit/i.test(said)) return new ActionError('permission', unitRights(verb))
  if (/not found|not loaded|does not exist|no such file/i.test(said)) return new ActionError('missing', words)
  if (/not applicable|is masked|no installation config/i.test(said)) return new ActionError('unsupported', words)
  if (/timed? ?out/i.test(said)) return new ActionError('timeout', words)
  return new ActionError('failed', words || `systemctl ${verb} did not end well`)
}

function refuseFailed(unit: string, after: UnitProperties): void {
  const again = after.SubState === 'auto-restart'
  if (after.ActiveState !== 'failed' && !again) return
  const exit = exitOf(after)
  const why = [shown(after.Result, WORD_LENGTH), exit && `${exit.code} with ${exit.status}`].filter(Boolean).join(', ')
  throw new ActionError('failed', `${unit} failed at once${again ? ' and is started again' : ''} (${why})`)
}

/** What it said meanwhile, so that nobody has to go and look. */
async function settle({ unit, verb }: Params, began: number, run: ControlRun, reach: Reach): Promise<void> {
  if (verb !== 'stop') await new Promise<void>((resolve) => void reach.clock.after(SETTLE_MS, resolve))
  try {
    const lines = await lastLinesBy(journalOf(reach), unit, began)
    if (lines.length > 0) await run.text(`${lines.join('\n')}\n`)
  } catch {
    // Without a journal, or leave to read it, the states have to do.
  }
}

async function tellWaiting(unit: string, seconds: number, run: ControlRun, reach: Reach): Promise<void> {
  try {
    const { ActiveState, SubState } = await stateOf(unit, run, reach)
    await run.text(`${unit}: ${ActiveState} (${SubState}), ${seconds} s\n`)
  } catch {
    // The next time tells again; the end is told anyway.
  }
}
