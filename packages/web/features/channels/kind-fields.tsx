import type { ChannelKindRow } from '@hyperion/wire/web'
import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from './channels.module.css'
import { useWords } from './use-words.ts'

type Settings = Readonly<Record<string, string>>

interface KindFieldsProps {
  readonly kind: ChannelKindRow
  /** Secrets that have a value; null where there is nothing yet. */
  readonly secretsSet: readonly string[] | null
  readonly settings: Settings
  readonly errors: Readonly<Record<string, string | undefined>>
  readonly onChange: (settings: Settings, field: string) => void
}

/** The settings of a kind of channel, drawn from its definition. */
export function KindFields({ kind, secretsSet, settings, errors, onChange }: KindFieldsProps) {
  const { t } = useTranslation()
  const words = useWords()
  return (
    <>
      {kind.setup.length > 0 && (
        <details className={styles.setup} open={secretsSet === null}>
          <summary>{t('channels.setup')}</summary>
          <ol>
            {kind.setup.map((step) => (
              <li key={step.en}>{words(step)}</li>
            ))}
          </ol>
        </details>
      )}
      {kind.fields.map((field) => {
        const isSet = secretsSet?.includes(field.name) ?? false
        const optional = !field.required && !field.generated
        const text = isSet ? t('channels.secretSet') : field.generated ? t('channels.madeHere') : field.hint && words(field.hint)
        return (
          <TextInput
            key={field.name}
            name={field.name}
            label={optional ? t('channels.optional', { label: words(field.label) }) : words(field.label)}
            description={text || undefined}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            placeholder={isSet ? '••••••••' : field.example}
            type={field.secret && field.type !== 'url' ? 'password' : 'text'}
            autoComplete="off"
            spellCheck={false}
            value={settings[field.name] ?? ''}
            error={errors[field.name]}
            onChange={(event) => onChange({ ...settings, [field.name]: event.currentTarget.value }, field.name)}
          />
        )
      })}
    </>
  )
}
