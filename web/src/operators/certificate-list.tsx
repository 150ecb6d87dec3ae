import './operators.css';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { roles } from '../../../shared/access/permissions.ts';
import type { Certificate, CertificateStanding } from '../../../shared/workspaces/certificate.ts';
import { certificateStandings } from '../../../shared/workspaces/certificate.ts';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';

const tones: Record<CertificateStanding, string> = { valid: 'good', lapsing: 'warn', lapsed: 'bad' };

interface Props {
  items: readonly (Certificate & { standing: CertificateStanding })[];
  /** Where its record is; without one it stands on it. */
  href?: string;
  /** What can be done with each. */
  action?: (one: Certificate) => ReactNode;
}

/** What somebody has shown that they can do, and how long it holds: what lapses first comes first. */
export function CertificateList({ items, href, action }: Props) {
  const { t, label } = useI18n();
  const format = useFormat();
  const words = t.operators.certificates;
  if (items.length === 0) return <p className="quiet-hint">{action ? words.noneWrite : words.none}</p>;
  return (
    <ul className="op-certificates">
      {items.map((one) => (
        <li key={`${one.topic} ${one.role ?? ''} ${one.passedOn}`}>
          <span className={`badge ${tones[one.standing]}`}>{label(certificateStandings[one.standing])}</span>
          <span>
            {href ? (
              <Link href={href} title={words.record}>
                {one.topic}
              </Link>
            ) : (
              <strong>{one.topic}</strong>
            )}{' '}
            {one.role ? <span className="quiet-hint">{label(roles[one.role])}</span> : null}
            <span className="quiet-hint op-certificate-days">
              {words.passed(format.date(one.passedOn))} ·{' '}
              {one.until ? words.until(format.date(one.until)) : words.forEver}
            </span>
          </span>
          {action?.(one)}
        </li>
      ))}
    </ul>
  );
}
