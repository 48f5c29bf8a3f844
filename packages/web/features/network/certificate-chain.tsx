import type { TlsAnswer } from '@hyperion/wire/web'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/use-formats.ts'
import { useNow } from '../../app/when.tsx'
import panel from '../hosts/panel.module.css'
import own from './network.module.css'

type Certificate = TlsAnswer['chain'][number]

/** As long as a renewal that failed may be noticed in. */
const SOON_MS = 14 * 86_400_000

/** What the server showed: its own certificate first. */
export function CertificateChain({ answer }: { answer: TlsAnswer }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const facts = [
    ['address', answer.address],
    ['protocol', answer.protocol],
    ['cipher', answer.cipher],
    ['connect', `${formats.number(answer.connect_ms, 1)} ms`],
    ['handshake', `${formats.number(answer.handshake_ms, 1)} ms`],
  ] as const
  return (
    <div className={own.tls}>
      <dl className={panel.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`hostNetwork.tls.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ol className={own.chain}>
        {answer.chain.map((certificate) => (
          <CertificateItem key={certificate.fingerprint} certificate={certificate} />
        ))}
      </ol>
    </div>
  )
}

function CertificateItem({ certificate }: { certificate: Certificate }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const now = useNow()
  const left = certificate.valid_to - now
  const tone = left < 0 ? 'bad' : left < SOON_MS ? 'warn' : 'good'
  const key = left < 0 ? 'hostNetwork.tls.expired' : 'hostNetwork.tls.validTo'
  return (
    <li>
      <p className={panel.name}>
        <bdi>{certificate.subject || certificate.names[0]}</bdi>
      </p>
      <p>
        <span className={panel.tag} data-tone={tone}>
          {t(key, { date: formats.dateTime(certificate.valid_to), span: formats.duration(Math.abs(left)) })}
        </span>
      </p>
      {certificate.names.length > 0 && (
        <p className={own.long}>
          {t('hostNetwork.tls.names')} <bdi>{certificate.names.join(', ')}</bdi>
        </p>
      )}
      <p className="muted">
        {certificate.self_signed ? t('hostNetwork.tls.selfSigned') : t('hostNetwork.tls.issuer', { issuer: certificate.issuer })}
        {certificate.key && ` · ${certificate.key}`}
      </p>
      <p className={`muted ${own.long}`}>SHA-256 {certificate.fingerprint}</p>
    </li>
  )
}
