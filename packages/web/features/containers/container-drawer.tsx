import type { ContainerRow } from '@hyperion/wire/web'
import { Drawer, SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useReturnFocus } from '../../app/use-return-focus.ts'
import { CapabilityNotice, useHindrance } from '../operating/capability-notice.tsx'
import { usePermitted } from '../session/session.ts'
import { ContainerState } from './container-cells.tsx'
import { ContainerDetails } from './container-details.tsx'
import styles from './container-drawer.module.css'
import { ContainerLogs } from './container-logs.tsx'
import { ContainerUsage } from './container-usage.tsx'
import type { Look } from './use-container-address.ts'

interface ContainerDrawerProps {
  readonly host: number
  readonly container: ContainerRow
  readonly look: Look
  readonly onLook: (look: Look) => void
  readonly onClose: () => void
}

/** What one container prints, how it is made, and what it uses at this moment. */
export function ContainerDrawer({ host, container, look, onLook, onClose }: ContainerDrawerProps) {
  const { t } = useTranslation()
  useReturnFocus()
  const permitted = usePermitted('execute')
  const { name, image, engine } = container
  return (
    <Drawer.Root
      opened
      onClose={onClose}
      position="right"
      size={look === 'logs' ? 960 : 560}
      transitionProps={{ duration: 100 }}
      classNames={{ content: styles.drawerContent ?? '' }}
    >
      <Drawer.Overlay />
      <Drawer.Content>
        {/* Not Drawer.Header: that would be a second banner of the page. */}
        <div className={styles.drawerHead}>
          <div>
            <Drawer.Title>
              <span className={styles.drawerTitle}>{name}</span>
            </Drawer.Title>
            <p className={`muted ${styles.drawerSub}`}>
              <ContainerState container={container} /> {image} · {engine}
            </p>
          </div>
          <Drawer.CloseButton aria-label={t('common.close')} />
        </div>
        <Drawer.Body className={styles.drawerBody ?? ''}>
          {permitted && (
            <SegmentedControl
              size="xs"
              aria-label={t('containerActions.looks')}
              data={(['logs', 'details', 'usage'] as const).map((value) => ({ value, label: t(`containerActions.look.${value}`) }))}
              value={look}
              onChange={(value) => onLook(value as Look)}
            />
          )}
          <Content host={host} container={container} look={permitted ? look : 'usage'} />
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  )
}

function Content({ host, container, look }: Pick<ContainerDrawerProps, 'host' | 'container' | 'look'>) {
  const needed = look === 'usage' ? 'observe' : 'operate'
  const hindered = useHindrance(host, 'containers', needed) !== null
  if (hindered) return <CapabilityNotice host={host} area="containers" needed={needed} />
  if (look === 'logs') return <ContainerLogs key={container.container_id} host={host} container={container} />
  if (look === 'details') return <ContainerDetails host={host} container={container} />
  return <ContainerUsage key={container.container_id} host={host} container={container} />
}
