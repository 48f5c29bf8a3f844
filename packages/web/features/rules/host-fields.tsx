import { MultiSelect, TagsInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useHosts } from '../hosts/queries.ts'
import { useRuleMetrics } from './queries.ts'

interface HostFieldsProps {
  readonly hosts: readonly number[]
  readonly tags: readonly string[]
  readonly errors: { readonly hosts?: string | undefined; readonly tags?: string | undefined }
  readonly onChange: (part: { readonly hosts?: readonly number[]; readonly tags?: readonly string[] }) => void
}

/** Which hosts: those named and those with one of the tags; all of them where nothing is chosen. */
export function HostFields({ hosts, tags, errors, onChange }: HostFieldsProps) {
  const { t } = useTranslation()
  const all = useHosts().data?.hosts ?? []
  const known = useRuleMetrics().data?.tags ?? []
  return (
    <>
      <MultiSelect
        label={t('maintenance.hosts')}
        placeholder={hosts.length === 0 ? t('maintenance.allHosts') : ''}
        data={all.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={hosts.map(String)}
        error={errors.hosts}
        searchable
        clearable
        onChange={(chosen) => onChange({ hosts: chosen.map(Number) })}
      />
      <TagsInput
        label={t('maintenance.tags')}
        description={t('maintenance.tagsText')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={[...known]}
        value={[...tags]}
        error={errors.tags}
        onChange={(chosen) => onChange({ tags: chosen })}
      />
    </>
  )
}
