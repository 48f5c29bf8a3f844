import { MultiSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Errors } from '../../app/use-submit.ts'
import { HostFields } from '../rules/host-fields.tsx'
import { useSubjects } from './queries.ts'
import { ruleText } from './summary.ts'

interface Subject {
  readonly hosts: readonly number[]
  readonly tags: readonly string[]
  readonly rules: readonly string[]
  readonly instances: string
}

interface SubjectFieldsProps {
  readonly value: Subject
  readonly errors: Errors<keyof Subject>
  readonly onChange: (change: Partial<Subject>) => void
}

/** Which alerts: what is left empty means all. */
export function SubjectFields({ value, errors, onChange }: SubjectFieldsProps) {
  const { t } = useTranslation()
  const { rules } = useSubjects()
  const ruleKeys = ['cpu', 'memory', 'disk', ...rules.map(({ id }) => `rule:${id}`)]
  return (
    <>
      <HostFields hosts={value.hosts} tags={value.tags} errors={errors} onChange={onChange} />
      <MultiSelect
        label={t('maintenance.rules')}
        placeholder={value.rules.length === 0 ? t('maintenance.allRules') : ''}
        data={ruleKeys.map((rule) => ({ value: rule, label: ruleText(rule, { rules }, t) }))}
        value={[...value.rules]}
        error={errors.rules}
        searchable
        clearable
        onChange={(chosen) => onChange({ rules: chosen })}
      />
      <TextInput
        name="instances"
        label={t('maintenance.instances')}
        description={t('maintenance.instancesText')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autoComplete="off"
        spellCheck={false}
        value={value.instances}
        error={errors.instances}
        onChange={(event) => onChange({ instances: event.currentTarget.value })}
      />
    </>
  )
}
