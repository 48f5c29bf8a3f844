import type { SshProbeAnswer } from '@hyperion/wire/web'
import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSubmit } from '../../app/use-submit.ts'
import { probe } from './queries.ts'
import styles from './ssh.module.css'
import { StepForm } from './step-form.tsx'

const FIELDS = ['address', 'port'] as const
const LAST_PORT = 65_535

interface Address {
  readonly address: string
  readonly port: string
}

interface AddressStepProps {
  readonly at: Address
  readonly onChange: (at: Address) => void
  readonly onShown: (shown: SshProbeAnswer) => void
  readonly onBack?: () => void
}

export function AddressStep({ at, onChange, onShown, onBack }: AddressStepProps) {
  const { t } = useTranslation()
  const submission = useSubmit(FIELDS)
  const { errors } = submission
  const address = at.address.trim()
  const port = Number(at.port)
  const submit = async () => {
    const isPort = Number.isInteger(port) && port >= 1 && port <= LAST_PORT
    const wrong = { ...(address === '' && { address: t('form.required') }), ...(!isPort && { port: t('ssh.portWrong') }) }
    if (!submission.check(wrong)) return
    const done = await submission.run(() => probe(address, port))
    if (done) onShown(done.answer)
  }
  const change = (field: keyof Address, value: string) => {
    onChange({ ...at, [field]: value })
    submission.clear(field)
  }
  return (
    <StepForm
      {...submission}
      step={1}
      title={t('ssh.address.title')}
      submit={t('ssh.address.submit')}
      onSubmit={() => void submit()}
      {...(onBack && { onBack })}
    >
      <div className={styles.place}>
        <TextInput
          data-autofocus
          name="address"
          label={t('ssh.address.address')}
          placeholder="web-01.example"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={253}
          value={at.address}
          error={errors.address}
          onChange={(event) => change('address', event.currentTarget.value)}
        />
        <TextInput
          name="port"
          label={t('ssh.address.port')}
          inputMode="numeric"
          autoComplete="off"
          maxLength={5}
          value={at.port}
          error={errors.port}
          onChange={(event) => change('port', event.currentTarget.value)}
        />
      </div>
      <p className="muted">{t('ssh.address.text')}</p>
    </StepForm>
  )
}
