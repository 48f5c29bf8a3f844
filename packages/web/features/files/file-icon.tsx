import { useTranslation } from 'react-i18next'
import { IconFile, IconFolder, IconLink, IconPlug } from '../../app/icons.ts'
import type { Entry } from './entries.ts'

const ICONS = { file: IconFile, folder: IconFolder, link: IconLink, fifo: IconPlug, socket: IconPlug, device: IconPlug } as const

/** What kind of thing it is, for eyes and ears. */
export function FileIcon({ kind }: { kind: Entry['kind'] }) {
  const { t } = useTranslation()
  const Icon = ICONS[kind]
  return <Icon size={18} aria-label={t(`files.kind.${kind}`)} role="img" data-kind={kind} />
}
