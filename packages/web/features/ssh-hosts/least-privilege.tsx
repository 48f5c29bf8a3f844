import { useTranslation } from 'react-i18next'
import { SCRIPT } from './queries.ts'
import styles from './ssh.module.css'

const ACCOUNT = `sudo useradd --system --create-home --shell /bin/sh --password '*' hyperion-watch`
const INSTALL = 'sudo install -m 755 hyperion-watch.sh /usr/local/bin/hyperion-watch'
const AUTHORIZE = `sudo -u hyperion-watch sh -c 'umask 077; mkdir -p ~/.ssh; cat >> ~/.ssh/authorized_keys' <<'END'
restrict,command="/usr/local/bin/hyperion-watch" ssh-ed25519 AAAA… hyperion
END`

/** How to make an account that can run the script and nothing else. */
export function LeastPrivilege() {
  const { t } = useTranslation()
  return (
    <details className={styles.recipe}>
      <summary>{t('ssh.recipe.title')}</summary>
      <ol>
        <li>
          {t('ssh.recipe.account')}
          <pre className={styles.command}>{ACCOUNT}</pre>
        </li>
        <li>
          <a href={SCRIPT} download="hyperion-watch.sh">
            {t('ssh.recipe.download')}
          </a>
          {t('ssh.recipe.install')}
          <pre className={styles.command}>{INSTALL}</pre>
        </li>
        <li>
          {t('ssh.recipe.authorize')}
          <pre className={styles.command}>{AUTHORIZE}</pre>
        </li>
      </ol>
    </details>
  )
}
