import '../receivables/money.css';
import './leads.css';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { daysBetween } from '../../../shared/kernel/time.ts';
import { scoreOf } from '../../../shared/leads/scoring.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Popover } from '../kit/popover.tsx';
import { useFormat } from '../lib/format.ts';
import { usePageKeys } from '../lib/keys.ts';
import { useWorkspace } from '../lib/me.tsx';
import { part } from '../lib/part.tsx';
import type { WebRecord } from '../lib/records.ts';
import type { ExtraProps } from '../records/extras.tsx';
import { RefChip } from '../records/value.tsx';
import { policyQuery } from './api.ts';
import { ClaimButton } from './claim-button.tsx';

const ConvertDialog = part(() => import('./convert-dialog.tsx'));

/** The score with every rule that makes it up, met or not. */
function Score({ record }: { record: WebRecord }) {
  const { t, label } = useI18n();
  const { workspaceId: ws } = useWorkspace();
  const policy = useQuery(policyQuery(ws)).data?.policy;
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const words = t.leads.score;
  const score = typeof record['score'] === 'number' ? record['score'] : undefined;
  if (score === undefined) return null;
  return (
    <>
      <button
        ref={button}
        type="button"
        className="btn small ld-score"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <span className="ld-meter" aria-hidden="true">
          <span style={{ width: `${score}%` }} />
        </span>
        {words.is(score)}
      </button>
      {open && policy ? (
        <Popover anchor={button} onClose={() => setOpen(false)} label={words.why} className="ld-why">
          <h3>{words.why}</h3>
          <ul>
            {scoreOf(record, policy).points.map(({ rule, met }) => (
              <li key={rule.id} className={met ? 'met' : ''}>
                <Icon name={met ? 'check' : 'close'} size={12} />
                <span>{label(rule.label)}</span>
                <span className="number">{met ? words.points(rule.points) : words.missed(rule.points)}</span>
              </li>
            ))}
          </ul>
        </Popover>
      ) : null}
    </>
  );
}

function Recall({ record }: { record: WebRecord }) {
  const { t } = useI18n();
  const format = useFormat();
  const on = record['recallOn'];
  if (typeof on !== 'string') return null;
  const days = daysBetween(format.today(), on);
  const soon = days <= 3;
  return (
    <span className={soon ? 'badge warn' : 'mo-fact'} title={format.date(on)}>
      {soon ? <Icon name="clock" size={12} /> : null}
      {days > 0 ? t.leads.recall.in(days) : t.leads.recall.today}
    </span>
  );
}

/** What is most wanted on a lead: how good it is, how long it is one's own, and what it became or may become. */
export default function LeadStrip({ record }: ExtraProps) {
  const { t } = useI18n();
  const { canWrite } = useWorkspace();
  const [converting, setConverting] = useState(false);
  const words = t.leads;
  const status = String(record['status']);
  const mayConvert = !record.archivedAt && (status === 'working' || status === 'qualified') && canWrite('leads');
  usePageKeys(mayConvert ? { v: () => setConverting(true) } : {});
  const became = ['accountId', 'contactId', 'opportunityId'].flatMap((name) =>
    typeof record[name] === 'string' ? [record[name] as string] : [],
  );
  return (
    <section className="mo-strip no-print" aria-label={words.title}>
      <Score record={record} />
      <Recall record={record} />
      {typeof record['recalledFrom'] === 'string' ? (
        <span className="mo-fact">
          {words.cameFrom} <RefChip id={record['recalledFrom']} />
        </span>
      ) : null}
      {became.length > 0 ? (
        <span className="mo-fact">
          {words.became}
          {became.map((id) => (
            <RefChip key={id} id={id} />
          ))}
        </span>
      ) : null}
      <span className="spread" />
      {status === 'recycled' && canWrite('leads') ? <ClaimButton lead={record} /> : null}
      {mayConvert ? (
        <button
          type="button"
          className="btn primary small"
          title={`${words.convert.go} (V)`}
          onClick={() => setConverting(true)}
        >
          <Icon name="check" />
          {words.convert.go}
        </button>
      ) : null}
      {converting ? <ConvertDialog record={record} onClose={() => setConverting(false)} /> : null}
    </section>
  );
}
