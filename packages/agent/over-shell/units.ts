import type { UnitState } from '@hyperion/domain/hosts'
import { type RowOf, UNIT_KINDS, type UnitKind } from '@hyperion/wire/actions'
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
