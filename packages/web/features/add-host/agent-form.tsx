import type { NewEnrolmentTokenAnswer } from '@hyperion/wire/web'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSubmit } from '../../app/use-submit.ts'
import { FormError } from '../session/gate.tsx'
import styles from './add-host.module.css'
import { makeToken } from './queries.ts'

const FIELDS = ['label', 'minutes'] as const
/** Minutes that a token may be used. */
const LIVES = ['15', '60', '1440', '10080'] as const

export function AgentForm({ onMade }: { onMade: (token: NewEnrolmentTokenAnswer) => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [label, setLabel] = useState('')
  const [minutes, setMinutes] = useState('60')
  const submission = useSubmit(FIELDS)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (submission.busy) return
    const done = await submission.run(() => makeToken(client, { label: label.trim(), minutes: Number(minutes) }))
    if (done) onMade(done.answer)
  }
  return (
    <form ref={submission.form} className={styles.form} onSubmit={(event) => void send(event)} noValidate>
      {submission.failure && <FormError>{submission.failure}</FormError>}
      <TextInput
        name="label"
        label={t('addHost.label')}
        description={t('addHost.labelText')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autoComplete="off"
        maxLength={150}
        value={label}
        error={submission.errors.label}
        onChange={(event) => {
          setLabel(event.currentTarget.value)
          submission.clear('label')
        }}
      />
      <NativeSelect
        name="minutes"
        label={t('addHost.life')}
        data={LIVES.map((value) => ({ value, label: t(`addHost.lives.${value}`) }))}
        value={minutes}
        error={submission.errors.minutes}
        onChange={(event) => setMinutes(event.currentTarget.value)}
      />
      <Button type="submit" loading={submission.busy} className={styles.make ?? ''}>
        {t('addHost.make')}
      </Button>
    </form>
  )
}
