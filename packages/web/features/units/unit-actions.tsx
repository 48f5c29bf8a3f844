import { isDangerous, type UnitVerb } from '@hyperion/wire/actions'
import type { ActionAnswer, UnitAnswer } from '@hyperion/wire/web'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { ActionDialog } from '../operating/action-dialog.tsx'
import styles from './live-units.module.css'

type Unit = UnitAnswer['unit']

const ENDS: readonly UnitVerb[] = ['stop', 'restart', 'disable', 'mask']

/** What makes sense of a unit that is as it is. */
function verbsOf({ state, enabled, load, can, protected: kept }: Unit): readonly UnitVerb[] {
  const up = state === 'running' || state === 'starting' || state === 'stopping'
  const masked = load === 'masked' || enabled.startsWith('masked')
  const verbs: (UnitVerb | false)[] = [
    !up && !masked && can.start && 'start',
    up && 'restart',
    up && 'stop',
    up && can.reload && 'reload',
    state === 'failed' && 'reset_failed',
    enabled === 'disabled' && 'enable',
    enabled === 'enabled' && 'disable',
    masked ? 'unmask' : 'mask',
  ]
  return verbs.filter((each) => each !== false).filter((each) => !kept || !ENDS.includes(each))
}

export function UnitActions({ host, unit, onDone }: { host: number; unit: Unit; onDone: () => void }) {
  const { t } = useTranslation()
  const [verb, setVerb] = useState<UnitVerb | null>(null)
  const confirm = (reason: string) =>
    request<ActionAnswer>(`/api/hosts/${host}/units/${encodeURIComponent(unit.name)}/${verb}`, { method: 'POST', body: { reason } })
  return (
    <div className={styles.chips}>
      {verbsOf(unit).map((each) => (
        <Button key={each} variant="default" onClick={() => setVerb(each)}>
          {t(`units.verb.${each}`)}
        </Button>
      ))}
      {verb && (
        <ActionDialog
          host={host}
          title={t(`units.ask.${verb}`, { unit: unit.name })}
          submit={t(`units.verb.${verb}`)}
          danger={isDangerous(unit.name, verb)}
          onConfirm={confirm}
          onDone={onDone}
          onClose={() => setVerb(null)}
        >
          <p>{t(`units.effect.${verb}`)}</p>
          {ENDS.includes(verb) && unit.required_by.length + unit.bound_by.length > 0 && (
            <p>{t('units.takesAlong', { units: [...unit.required_by, ...unit.bound_by].join(', ') })}</p>
          )}
          {isDangerous(unit.name, verb) && <p role="note">{t('units.dangerous')}</p>}
        </ActionDialog>
      )}
    </div>
  )
}
