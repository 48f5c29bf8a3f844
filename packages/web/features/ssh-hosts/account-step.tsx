import type { NewSshHostAnswer, SshProbeAnswer } from '@hyperion/wire/web'
import { PasswordInput, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSubmit } from '../../app/use-submit.ts'
import { LeastPrivilege } from './least-privilege.tsx'
import { addSshHost } from './queries.ts'
import styles from './ssh.module.css'
import { StepForm } from './step-form.tsx'

const FIELDS = ['username', 'private_key', 'passphrase', 'password', 'name', 'address', 'host_key'] as const
type Secret = 'private_key' | 'password'

interface AccountStepProps {
  readonly at: SshProbeAnswer
  readonly onAdded: (added: NewSshHostAnswer) => void
  readonly onBack: () => void
}

interface Draft {
  readonly username: string
  readonly private_key: string
  readonly passphrase: string
  readonly password: string
  readonly name: string
}

const BLANK: Draft = { username: 'hyperion-watch', private_key: '', passphrase: '', password: '', name: '' }

export function AccountStep({ at, onAdded, onBack }: AccountStepProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [draft, setDraft] = useState(BLANK)
  const [secret, setSecret] = useState<Secret>('private_key')
  const submission = useSubmit(FIELDS)
  const { errors } = submission
  const submit = async () => {
    const required = (['username', secret] as const).filter((field) => draft[field].trim() === '')
    if (!submission.check(Object.fromEntries(required.map((field) => [field, t('form.required')])))) return
    const done = await submission.run(() => addSshHost(client, bodyOf(draft, secret, at)))
    if (done) onAdded(done.answer)
  }
  const field = (name: keyof Draft) => ({
    name,
    label: t(`ssh.account.${name}`),
    autoComplete: 'off',
    value: draft[name],
    error: errors[name],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => {
      setDraft({ ...draft, [name]: event.currentTarget.value })
      submission.clear(name)
    },
  })
  // What is wrong with an earlier answer has no field here.
  const earlier = errors.address ?? errors.host_key ?? null
  return (
    <StepForm
      {...submission}
      failure={submission.failure ?? earlier}
      step={3}
      title={t('ssh.account.title')}
      submit={t('ssh.account.submit')}
      onSubmit={() => void submit()}
      onBack={onBack}
    >
      <LeastPrivilege />
      <TextInput {...field('username')} autoCapitalize="none" spellCheck={false} maxLength={64} data-autofocus />
      <div className={styles.choice}>
        <span id="ssh-secret">{t('ssh.account.secret')}</span>
        <SegmentedControl
          aria-labelledby="ssh-secret"
          value={secret}
          data={(['private_key', 'password'] as const).map((value) => ({ value, label: t(`ssh.account.secrets.${value}`) }))}
          onChange={(value) => setSecret(value as Secret)}
        />
      </div>
      {secret === 'private_key' ? (
        <>
          <Textarea
            {...field('private_key')}
            classNames={{ input: styles.key ?? '' }}
            rows={5}
            spellCheck={false}
            placeholder="-----BEGIN OPENSSH PRIVATE KEY-----"
          />
          <PasswordInput
            {...field('passphrase')}
            autoComplete="new-password"
            description={t('ssh.account.passphraseText')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            visibilityToggleButtonProps={{ 'aria-label': t('ssh.account.show') }}
          />
        </>
      ) : (
        <PasswordInput
          {...field('password')}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('ssh.account.show') }}
        />
      )}
      <TextInput
        {...field('name')}
        maxLength={150}
        description={t('ssh.account.nameText')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
      />
    </StepForm>
  )
}

function bodyOf({ username, name, ...secrets }: Draft, secret: Secret, { address, port, host_key }: SshProbeAnswer) {
  const trimmed = name.trim()
  return {
    address,
    port,
    host_key,
    username: username.trim(),
    ...(trimmed !== '' && { name: trimmed }),
    ...(secret === 'password' ? { password: secrets.password } : { private_key: secrets.private_key }),
    ...(secret === 'private_key' && secrets.passphrase !== '' && { passphrase: secrets.passphrase }),
  }
}
