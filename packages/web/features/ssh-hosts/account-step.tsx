import type { SshHostRow, SshProbeAnswer } from '@hyperion/wire/web'
import { PasswordInput, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSubmit } from '../../app/use-submit.ts'
import { LeastPrivilege } from './least-privilege.tsx'
import type { NewSshHost } from './queries.ts'
import styles from './ssh.module.css'
import { StepForm } from './step-form.tsx'

const FIELDS = ['username', 'private_key', 'passphrase', 'password', 'name', 'address', 'host_key'] as const
type Secret = 'private_key' | 'password'

interface AccountStepProps<A> {
  readonly at: SshProbeAnswer
  /** As it is, of a host that the hub gets into already: it has a name, and its secret may stay. */
  readonly before?: SshHostRow
  readonly send: (body: NewSshHost) => Promise<A>
  readonly onDone: (answer: A) => void
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

export function AccountStep<A>({ at, before, send, onDone, onBack }: AccountStepProps<A>) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState({ ...BLANK, ...(before && { username: before.username }) })
  const [secret, setSecret] = useState<Secret>(before?.secret === 'password' ? 'password' : 'private_key')
  const kept = before !== undefined && stays(before, secret, at)
  const submission = useSubmit(FIELDS)
  const { errors } = submission
  const submit = async () => {
    const asked = kept ? (['username'] as const) : (['username', secret] as const)
    const required = asked.filter((field) => draft[field].trim() === '')
    if (!submission.check(Object.fromEntries(required.map((field) => [field, t('form.required')])))) return
    const done = await submission.run(() => send(bodyOf(draft, secret, at)))
    if (done) onDone(done.answer)
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
      submit={t(before ? 'ssh.access.submit' : 'ssh.account.submit')}
      onSubmit={() => void submit()}
      onBack={onBack}
    >
      {!before && <LeastPrivilege />}
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
            {...(kept && { description: t('ssh.access.kept') })}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
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
          {...(kept && { description: t('ssh.access.kept') })}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          visibilityToggleButtonProps={{ 'aria-label': t('ssh.account.show') }}
        />
      )}
      {!before && (
        <TextInput
          {...field('name')}
          maxLength={150}
          description={t('ssh.account.nameText')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
        />
      )}
    </StepForm>
  )
}

/** Whether the secret that is kept may be used on: a password goes to no other machine than the one it was given for. */
function stays(before: SshHostRow, secret: Secret, { address, port, host_key }: SshProbeAnswer): boolean {
  if (before.secret === 'key') return secret === 'private_key'
  return secret === 'password' && before.address === address && before.port === port && before.host_key === host_key
}

function bodyOf({ username, name, ...secrets }: Draft, secret: Secret, { address, port, host_key }: SshProbeAnswer): NewSshHost {
  const trimmed = name.trim()
  return {
    address,
    port,
    host_key,
    username: username.trim(),
    ...(trimmed !== '' && { name: trimmed }),
    ...(secrets[secret].trim() !== '' && { [secret]: secrets[secret] }),
    ...(secret === 'private_key' && secrets.passphrase !== '' && { passphrase: secrets.passphrase }),
  }
}
