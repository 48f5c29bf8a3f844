import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconPlus } from '../../app/icons.ts'
import { PanelPending } from '../hosts/panel.tsx'
import settings from '../settings/settings.module.css'
import styles from './prometheus.module.css'

interface ListSectionProps {
  readonly id: string
  readonly topic: 'target' | 'receiver'
  readonly query: Parameters<typeof PanelPending>[0]['query']
  /** Undefined until the hub has told. */
  readonly items: readonly ReactNode[] | undefined
  onAdd(): void
}

/** One kind of source: what it is, those there are, and how to add one. */
export function ListSection({ id, topic, query, items, onAdd }: ListSectionProps) {
  const { t } = useTranslation()
  return (
    <section className={settings.card} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id}>{t(`prometheus.${topic}.title`)}</h2>
        <Button size="sm" leftSection={<IconPlus size={18} aria-hidden />} onClick={onAdd}>
          {t(`prometheus.${topic}.add`)}
        </Button>
      </div>
      <p className="muted">{t(`prometheus.${topic}.lead`)}</p>
      {items && items.length > 0 ? (
        <ul className={styles.rows}>{items}</ul>
      ) : items ? (
        <p className="muted">{t(`prometheus.${topic}.none`)}</p>
      ) : (
        <PanelPending query={query} height={80} />
      )}
    </section>
  )
}
