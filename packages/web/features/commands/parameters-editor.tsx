import type { CommandRequest, ParameterKind } from '@hyperion/wire/web'
import { Button, Checkbox, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { IconPlus, IconTrash } from '../../app/icons.ts'
import styles from './commands.module.css'

type Parameter = CommandRequest['parameters'][number]

const KINDS: readonly ParameterKind[] = ['text', 'number', 'choice', 'unit', 'path']
const MOST = 16

function newParameter(at: number): Parameter {
  const nothing = { pattern: null, min: null, max: null, options: [], root: null, leading_dash: false, standard: '' }
  return { name: `value${at + 1}`, label: '', kind: 'text', ...nothing }
}

interface ParametersEditorProps {
  readonly parameters: readonly Parameter[]
  readonly error: string | undefined
  readonly onChange: (parameters: readonly Parameter[]) => void
}

export function ParametersEditor({ parameters, error, onChange }: ParametersEditorProps) {
  const { t } = useTranslation()
  return (
    <>
      <h2>{t('commands.parameters')}</h2>
      <p className="muted">{t('commands.parametersText')}</p>
      {error && (
        <p role="alert" className={styles.end} data-state="bad">
          {error}
        </p>
      )}
      {parameters.map((parameter, at) => (
        <fieldset
          // biome-ignore lint/suspicious/noArrayIndexKey: its place is all that it is known by
          key={at}
          className={styles.parameter}
        >
          <legend>{parameter.name}</legend>
          <ParameterFields
            parameter={parameter}
            onChange={(part) => onChange(parameters.map((each, i) => (i === at ? { ...each, ...part } : each)))}
          />
          <div>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={() => onChange(parameters.filter((_, i) => i !== at))}
            >
              {t('commands.removeParameter', { name: parameter.name })}
            </Button>
          </div>
        </fieldset>
      ))}
      <div>
        <Button
          variant="default"
          disabled={parameters.length >= MOST}
          leftSection={<IconPlus size={18} aria-hidden />}
          onClick={() => onChange([...parameters, newParameter(parameters.length)])}
        >
          {t('commands.addParameter')}
        </Button>
      </div>
    </>
  )
}

function ParameterFields({ parameter, onChange }: { parameter: Parameter; onChange: (part: Partial<Parameter>) => void }) {
  const { t } = useTranslation()
  const { name, label, kind, standard, leading_dash } = parameter
  return (
    <>
      <div className={styles.pair}>
        <TextInput
          label={t('commands.parameterName')}
          maxLength={32}
          spellCheck={false}
          value={name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('commands.parameterKind')}
          data={KINDS.map((value) => ({ value, label: t(`commands.kinds.${value}`) }))}
          value={kind}
          onChange={(event) => {
            const chosen = event.currentTarget.value as ParameterKind
            onChange({ kind: chosen, ...(chosen === 'path' && parameter.root === null && { root: '/' }) })
          }}
        />
        <TextInput
          label={t('commands.parameterLabel')}
          maxLength={100}
          value={label}
          onChange={(event) => onChange({ label: event.currentTarget.value })}
        />
        <TextInput
          label={t('commands.standard')}
          maxLength={1000}
          value={standard}
          onChange={(event) => onChange({ standard: event.currentTarget.value })}
        />
      </div>
      <KindFields parameter={parameter} onChange={onChange} />
      {kind !== 'unit' && kind !== 'path' && (
        <Checkbox
          label={t('commands.leadingDash')}
          description={t('commands.leadingDashText')}
          checked={leading_dash}
          onChange={(event) => onChange({ leading_dash: event.currentTarget.checked })}
        />
      )}
    </>
  )
}

function KindFields({ parameter, onChange }: { parameter: Parameter; onChange: (part: Partial<Parameter>) => void }) {
  const { t } = useTranslation()
  const { kind, pattern, min, max, options, root } = parameter
  if (kind === 'text')
    return (
      <TextInput
        className={styles.mono ?? ''}
        label={t('commands.pattern')}
        description={t('commands.patternText')}
        placeholder="[a-z0-9-]+"
        maxLength={200}
        spellCheck={false}
        value={pattern ?? ''}
        onChange={(event) => onChange({ pattern: event.currentTarget.value || null })}
      />
    )
  if (kind === 'number')
    return (
      <div className={styles.pair}>
        <NumberInput
          label={t('commands.min')}
          value={min ?? ''}
          onChange={(value) => onChange({ min: value === '' ? null : Number(value) })}
        />
        <NumberInput
          label={t('commands.max')}
          value={max ?? ''}
          onChange={(value) => onChange({ max: value === '' ? null : Number(value) })}
        />
      </div>
    )
  if (kind === 'choice')
    return (
      <Textarea
        label={t('commands.options')}
        description={t('commands.optionsText')}
        autosize
        minRows={2}
        value={options.join('\n')}
        onChange={(event) => onChange({ options: event.currentTarget.value.split('\n') })}
      />
    )
  if (kind === 'path')
    return (
      <TextInput
        className={styles.mono ?? ''}
        label={t('commands.root')}
        placeholder="/var/log"
        spellCheck={false}
        value={root ?? ''}
        onChange={(event) => onChange({ root: event.currentTarget.value || null })}
      />
    )
  return null
}
