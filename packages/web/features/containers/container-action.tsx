import { SIGNALS } from '@hyperion/wire/actions'
import type { ContainerRow } from '@hyperion/wire/web'
import { NativeSelect, NumberInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionDialog } from '../operating/action-dialog.tsx'
import styles from './container-details.module.css'
import { actOn, type Verb } from './container-verbs.ts'

interface ContainerActionProps {
  readonly host: number
  readonly container: ContainerRow
  readonly verb: Verb
  readonly onDone: () => void
  readonly onClose: () => void
}

/** Asks once more, naming the container, its image and its engine. */
export function ContainerAction({ host, container, verb, onDone, onClose }: ContainerActionProps) {
  const { t } = useTranslation()
  const [grace, setGrace] = useState<number | string>('')
  const [signal, setSignal] = useState<string>('KILL')
  const { name, image, engine } = container
  const ends = verb === 'stop' || verb === 'restart'
  const options = {
    ...(ends && typeof grace === 'number' && { grace_s: grace }),
    ...(verb === 'kill' && { signal }),
  }
  return (
    <ActionDialog
      host={host}
      title={t(`containerActions.ask.${verb}`, { name })}
      submit={t(`containerActions.verb.${verb}`)}
      danger={verb === 'stop' || verb === 'restart' || (verb === 'kill' && signal === 'KILL')}
      onConfirm={(reason) => actOn(host, container, verb, { reason, ...options })}
      onDone={onDone}
      onClose={onClose}
    >
      <p>{t(`containerActions.what.${verb}`)}</p>
      <dl className={styles.facts}>
        <dt>{t('containerActions.image')}</dt>
        <dd>{image}</dd>
        <dt>{t('containerActions.engine')}</dt>
        <dd>{engine}</dd>
      </dl>
      {ends && (
        <NumberInput
          label={t('containerActions.grace')}
          description={t('containerActions.graceText')}
          min={0}
          max={600}
          allowDecimal={false}
          value={grace}
          onChange={setGrace}
        />
      )}
      {verb === 'kill' && (
        <NativeSelect
          label={t('containerActions.signal')}
          data={SIGNALS.map((each) => ({ value: each, label: `SIG${each}` }))}
          value={signal}
          onChange={(event) => setSignal(event.currentTarget.value)}
        />
      )}
    </ActionDialog>
  )
}
