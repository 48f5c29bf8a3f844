import { Skeleton } from '@mantine/core'
import styles from './page-skeleton.module.css'

export function PageSkeleton() {
  return (
    <div className={styles.skeleton} aria-hidden="true">
      <Skeleton height={64} radius="md" />
      <div className={styles.skeletonTiles}>
        {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
          <Skeleton key={key} height={112} radius="md" />
        ))}
      </div>
      <Skeleton height={280} radius="md" />
    </div>
  )
}
