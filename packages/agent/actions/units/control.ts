import { ActionError } from '@hyperion/domain/actions'
import type { ParamsOf, ResultOf, UnitVerb } from '@hyperion/wire/actions'
import type { UnitProperties } from '../../units/bus.ts'
import { unitState } from '../../units/systemd.ts'
import type { Environment } from '../environment.ts'
import type { Run } from '../implementation.ts'
import { exitOf } from './detail.ts'
import { guardOwn } from './guard.ts'
import { followJob } from './jobs.ts'
import { lastLines } from './journal.ts'
import { isDenied, type UnitManager, withSystemd } from './manager.ts'
import { unitRights } from './rights.ts'
import { amount, shown, WORD_LENGTH } from './values.ts'

type Params = ParamsOf<'unit.control'>

const JOBS: Partial<Record<UnitVerb, string>> = { start: 'StartUnit', stop: 'StopUnit', restart: 'RestartUnit', reload: 'ReloadUnit' }

const UNDONE_BY: Partial<Record<UnitVerb, UnitVerb>> = {
  start: 'stop',
  stop: 'start',
  enable: 'disable',
  disable: 'enable',
  mask: 'unmask',
  unmask: 'mask',
}

/** What starts and ends at once looks started for a moment. */
const SETTLE_MS = 300

export function controlUnit(environment: Environment, { unit, verb }: Params, run: Run<'unit.control'>): Promise<ResultOf<'unit.control'>> {
  return withSystemd(environment, async (systemd) => {
    await guardOwn(environment, systemd, unit, verb)
    const began = environment.clock.now()
    const before = isTemplate(unit) ? {} : await systemd.properties(unit)
    const method = JOBS[verb]
    const work = method ? carryOut(environment, systemd, { unit, verb }, method, run) : change(systemd, unit, verb)
    await work.catch((error: unknown) => {
      throw isDenied(error) ? new ActionError('permission', unitRights(verb)) : error
    })
    const after = isTemplate(unit) ? { UnitFileState: await systemd.call('GetUnitFileState', 's', [unit]) } : await systemd.properties(unit)
    return {
      load: shown(after.LoadState, WORD_LENGTH),
      active: shown(after.ActiveState, WORD_LENGTH),
      sub: shown(after.SubState, WORD_LENGTH),
      state: unitState(String(after.ActiveState)),
      enabled: shown(after.UnitFileState, WORD_LENGTH),
      ms: Math.max(0, Math.round(environment.clock.now() - began)),
      undo: undoOf(unit, verb, before, after),
    }
  })
}

/** `getty@.service`: there is nothing to start, but it can be enabled. */
export function isTemplate(unit: string): boolean {
  return unit.includes('@.')
}

export function undoOf(unit: string, verb: UnitVerb, before: UnitProperties, after: UnitProperties): ResultOf<'unit.control'>['undo'] {
  const inverse = UNDONE_BY[verb]
  const changed = before.ActiveState !== after.ActiveState || before.UnitFileState !== after.UnitFileState
  return inverse && changed ? { operation: 'unit.control', params: { unit, verb: inverse } } : null
}

async function carryOut(
  environment: Environment,
  systemd: UnitManager,
  { unit, verb }: Params,
  method: string,
  run: Run<'unit.control'>,
): Promise<void> {
  const { clock } = environment
  const began = clock.now()
  const limitMs = await limitOf(systemd, unit, verb)
  const result = await followJob(systemd, { unit, method, clock, run, limitMs })
  if (verb !== 'stop') await new Promise<void>((resolve) => clock.after(SETTLE_MS, resolve))
  await tellJournal(environment, unit, began, run)
  const { ActiveState, SubState } = await systemd.properties(unit)
  if (result !== 'done' && result !== 'skipped') throw new ActionError(...failureOf(unit, verb, result, await whyOf(systemd, unit)))
  if (verb !== 'stop' && ActiveState === 'failed') throw new ActionError('failed', `${unit} failed at once${await whyOf(systemd, unit)}`)
  if (verb !== 'stop' && SubState === 'auto-restart')
    throw new ActionError('failed', `${unit} failed at once and is started again${await whyOf(systemd, unit)}`)
}

function failureOf(unit: string, verb: UnitVerb, result: string, why: string): ['cancelled' | 'timeout' | 'failed', string] {
  if (result === 'canceled') return ['cancelled', `another job, or somebody, cancelled this ${verb} of ${unit}`]
  if (result === 'timeout') return ['timeout', `${unit}: systemd gave up waiting for its ${verb}`]
  if (result === 'dependency') return ['failed', `${unit}: something it needs could not be started`]
  return ['failed', `${unit}: ${verb} ended as ${result}${why}`]
}

/** How its process ended, as far as that is known. */
async function whyOf(systemd: UnitManager, unit: string): Promise<string> {
  try {
    const kind = await systemd.kindProperties(unit)
    const exit = exitOf(kind)
    const words = [shown(kind.Result, WORD_LENGTH), exit && `${exit.code} with ${exit.status}`].filter(Boolean)
    return words.length > 0 ? ` (${words.join(', ')})` : ''
  } catch {
    return ''
  }
}

/** How long systemd waits, in ms. */
async function limitOf(systemd: UnitManager, unit: string, verb: UnitVerb): Promise<number | null> {
  const { TimeoutStopUSec, TimeoutStartUSec } = await systemd.kindProperties(unit)
  const stop = amount(TimeoutStopUSec)
  const start = amount(TimeoutStartUSec)
  if (verb === 'stop') return stop && stop / 1000
  return verb === 'restart' ? stop && start && (stop + start) / 1000 : start && start / 1000
}

/** What it said meanwhile, so that nobody has to go and look. */
async function tellJournal(environment: Environment, unit: string, since: number, run: Run<'unit.control'>): Promise<void> {
  try {
    const lines = await lastLines(environment, unit, since)
    if (lines.length > 0) await run.text(`${lines.join('\n')}\n`)
  } catch {
    // Without a journal, or leave to read it, the states have to do.
  }
}

async function change(systemd: UnitManager, unit: string, verb: UnitVerb): Promise<void> {
  if (verb === 'reset_failed') {
    await systemd.call('ResetFailedUnit', 's', [unit])
    return
  }
  if (verb === 'enable') {
    const state = String(await systemd.call('GetUnitFileState', 's', [unit]))
    if (['static', 'generated', 'transient', 'indirect'].includes(state))
      throw new ActionError('unsupported', `${unit} is ${state}: its file does not say what would start it`)
    await systemd.call('EnableUnitFiles', 'asbb', [[unit], false, false])
  }
  if (verb === 'disable') await systemd.call('DisableUnitFiles', 'asb', [[unit], false])
  if (verb === 'mask') await systemd.call('MaskUnitFiles', 'asbb', [[unit], false, false])
  if (verb === 'unmask') await systemd.call('UnmaskUnitFiles', 'asb', [[unit], false])
  await systemd.call('Reload')
}
