import { ActionError } from '@hyperion/domain/actions'
import type { UnitState } from '@hyperion/domain/hosts'
import { type ParamsOf, type RowOf, UNIT_KINDS, type UnitKind } from '@hyperion/wire/actions'
import { bodyOf, PREAMBLE } from './answer.ts'
import type { ShellScript } from './scripted.ts'

const NO_SYSTEMD = '[ -d /run/systemd/system ] || fail unsupported'

const LIST_SCRIPT = `${PREAMBLE}
cat > /dev/null
${NO_SYSTEMD}
systemctl list-units --all --plain --no-legend --no-pager --full --type=service,socket,timer,mount,target,path
echo "= files"
systemctl list-unit-files --plain --no-legend --no-pager --full --type=service,socket,timer,mount,target,path
`

const STATES: Readonly<Record<string, UnitState>> = {
  active: 'running',
  reloading: 'running',
  inactive: 'stopped',
  failed: 'failed',
  activating: 'starting',
  deactivating: 'stopping',
}

function kindOf(name: string): UnitKind | undefined {
  return UNIT_KINDS.find((kind) => name.endsWith(`.${kind}`))
}

/** The units of a host without an agent, as `systemctl` tells them. */
export const listUnitsOverShell: ShellScript = {
  script: LIST_SCRIPT,
  input: () => '',
  read(answer) {
    const [units = '', files = ''] = bodyOf(answer).split('\n= files\n')
    const enabled = new Map<string, string>()
    for (const line of files.split('\n')) {
      const [name, state] = line.trim().split(/\s+/)
      if (name && state) enabled.set(name, state)
    }
    const rows: RowOf<'unit.list'>[] = []
    for (const line of units.split('\n')) {
      const [, name = '', load = '', active = '', sub = '', description = ''] =
        /^\s*(?:[●*○×]\s+)?(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s*(.*)$/u.exec(line) ?? []
      const kind = kindOf(name)
      if (!kind || name.length > 255) continue
      const standing = { load: load.slice(0, 64), active: active.slice(0, 64), sub: sub.slice(0, 64) }
      const told = { name, kind, description: description.slice(0, 255).toWellFormed(), ...standing }
      const state = STATES[active] ?? 'unknown'
      rows.push({ ...told, state, enabled: enabled.get(name)?.slice(0, 64) ?? '', since: null, protected: false })
    }
    return { rows, result: { at: Date.now(), source: 'systemd' } }
  },
}

const CONTROL_SCRIPT = `${PREAMBLE}
read -r verb
read -r unit
${NO_SYSTEMD}
[ "$verb" = reset_failed ] && verb=reset-failed
if ! said=$(systemctl --no-ask-password "$verb" -- "$unit" 2>&1 < /dev/null); then
  case $said in
    *"not found"*|*"not loaded"*|*"does not exist"*) fail missing ;;
    *"ccess denied"*|*"uthentication"*|*"ermission denied"*) fail permission ;;
  esac
  echo "said $said" | head -n 1 | cut -c 1-500
  exit 0
fi
echo "done"
systemctl show --no-pager --property=LoadState,ActiveState,SubState,UnitFileState -- "$unit"
`

/** Starts, stops and so on by `systemctl`, with the rights of the account. */
export const controlUnitOverShell: ShellScript = {
  script: CONTROL_SCRIPT,
  input(params) {
    const { unit, verb } = params as ParamsOf<'unit.control'>
    return `${verb}\n${unit}\n`
  },
  read(answer) {
    const body = bodyOf(answer)
    const [, said] = /^said (.*)$/m.exec(body) ?? []
    if (said !== undefined) throw new ActionError('failed', said.toWellFormed())
    const property = (name: string): string => new RegExp(`^${name}=(.*)$`, 'm').exec(body)?.[1]?.slice(0, 64) ?? ''
    if (!/^done$/m.test(body)) throw new ActionError('failed', 'it is not known what became of it')
    const active = property('ActiveState')
    const standing = { load: property('LoadState'), active, sub: property('SubState') }
    const state = STATES[active] ?? 'unknown'
    return { rows: [], result: { ...standing, state, enabled: property('UnitFileState'), ms: 0, undo: null } }
  },
}
