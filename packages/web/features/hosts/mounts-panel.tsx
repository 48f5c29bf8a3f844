import { useTranslation } from 'react-i18next'
import styles from './panel.module.css'
import { Panel, PanelEmpty, PanelPending } from './panel.tsx'
import { useHost } from './queries.ts'

/** What is mounted where. */
export function MountsPanel({ host }: { host: number }) {
  const { t } = useTranslation()
  const query = useHost(host)
  const mounts = query.data?.mounts
  return (
    <Panel id="mounts" title={t('hostPage.inventory.mounts')} wide>
      {mounts ? (
        mounts.length === 0 ? (
          <PanelEmpty>{t('panel.unsupported')}</PanelEmpty>
        ) : (
          <div className={styles.scroll}>
            <table className={`${styles.table} ${styles.cards}`}>
              <thead>
                <tr>
                  <th scope="col">{t('fs.mount')}</th>
                  <th scope="col">{t('hostPage.inventory.device')}</th>
                  <th scope="col">{t('hostPage.inventory.type')}</th>
                </tr>
              </thead>
              <tbody>
                {mounts.map(({ mount, device, type, stuck }) => (
                  <tr key={mount}>
                    <td className={styles.name}>{mount}</td>
                    <td className={styles.grow} data-label={t('hostPage.inventory.device')} title={device}>
                      {device}
                    </td>
                    <td data-label={t('hostPage.inventory.type')}>
                      {type}
                      {stuck && (
                        <span className={styles.tag} data-tone="warn">
                          {' '}
                          · {t('fs.stuck')}
                        </span>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )
      ) : (
        <PanelPending query={query} />
      )}
    </Panel>
  )
}
