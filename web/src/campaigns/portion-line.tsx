import { Link } from 'wouter';
import { verification } from '../../../shared/campaigns/verification.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import type { WebRecord } from '../lib/records.ts';

/** A portion on the home page: its name, what is left, until when. */
export function PortionLine({ record }: { record: WebRecord }) {
  const { t } = useI18n();
  const format = useFormat();
  const due = String(record['dueOn']);
  const left = Number(record['open'] ?? 0) + Number(record['escalated'] ?? 0);
  return (
    <>
      <Icon name="audit" />
      <span className="home-text">
        <Link href={`/${verification.collection}/${record.id}`} className="home-title ellipsis">
          {String(record['name'])}
        </Link>
        <span className="home-detail ellipsis">{t.campaigns.left(format.number(left))}</span>
      </span>
      <span className={`badge ${due < format.today() ? 'bad' : ''}`}>{t.campaigns.due(format.day(due))}</span>
    </>
  );
}
