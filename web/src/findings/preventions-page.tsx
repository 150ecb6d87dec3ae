import './findings.css';
import './preventions.css';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { PreventionView } from '../../../shared/findings/findings.contract.ts';
import { listPreventions } from '../../../shared/findings/findings.contract.ts';
import type { Week } from '../../../shared/findings/prevention.ts';
import { Failed, Note, Waiting } from '../audit/parts/states.tsx';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { useRules } from '../lib/rules.ts';
import { PreventionName } from './prevention-name.tsx';

const preventionsQuery = (ws: string) =>
  queryOptions({
    queryKey: ['preventions', ws],
    queryFn: ({ signal }) => call(listPreventions, { params: { workspaceId: ws }, signal }),
  });

const tones: Record<PreventionView['verdict'], string> = {
  better: 'good',
  same: 'warn',
  worse: 'bad',
  'too-early': '',
  'no-basis': '',
};

const rateText = (rate: number): string => String(Math.round(rate * 10) / 10);

function Bars({ weeks, most, side }: { weeks: readonly Week[]; most: number; side: 'before' | 'after' }) {
  const { t } = useI18n();
  const format = useFormat();
  return (
    <ol className={`fnd-weeks ${side}`}>
      {weeks.map((week) => {
        const words = t.findings.preventions.week(format.date(week.from), format.number(week.count));
        return (
          <li key={week.from} title={words}>
            <span className="hidden-text">{words}</span>
            <span className="fnd-week" style={{ height: `${Math.round((week.count / most) * 36)}px` }} />
          </li>
        );
      })}
    </ol>
  );
}

function Card({ one }: { one: PreventionView }) {
  const { t, label } = useI18n();
  const words = t.findings.preventions;
  const format = useFormat();
  const rules = useRules();
  const rule = rules.data?.items.find((known) => known.id === one.rule);
  const most = Math.max(1, ...one.before.map(({ count }) => count), ...one.after.map(({ count }) => count));
  return (
    <li className={one.withoutEffect ? 'fnd-effect flagged' : 'fnd-effect'}>
      <div className="fnd-effect-text">
        <div className="fnd-effect-head">
          <Link href={`/findings?filter=rule:eq:${one.rule}&filter=preventionType:eq:${one.type}`}>
            <strong>{rule ? label(rule.label) : one.rule}</strong>
          </Link>
          <span className={`badge ${tones[one.verdict]}`}>
            {one.withoutEffect ? <Icon name="warning" size={12} /> : null}
            {words.verdicts[one.verdict]}
          </span>
        </div>
        <div>
          <PreventionName of={one} />
        </div>
        <div className="q-quiet">
          {words.since(format.date(one.since))} · {words.named(format.number(one.findings), one.findings === 1)}
        </div>
        {one.withoutEffect ? <p className="fnd-flag">{words.noEffect}</p> : null}
      </div>
      <div className="fnd-effect-chart">
        <Bars weeks={one.before} most={most} side="before" />
        <Bars weeks={one.after} most={most} side="after" />
        <span>{one.beforeRate === undefined ? words.before : words.beforeRate(rateText(one.beforeRate))}</span>
        <span>{one.afterRate === undefined ? words.after : words.afterRate(rateText(one.afterRate))}</span>
      </div>
    </li>
  );
}

/** What was done so that faults do not come back, and whether it helped. */
export default function PreventionsPage() {
  const { t } = useI18n();
  const words = t.findings.preventions;
  const format = useFormat();
  const { workspaceId } = useWorkspace();
  const answer = useQuery(preventionsQuery(workspaceId));
  useTitle(words.title);
  const body = () => {
    if (answer.isPending) return <Waiting />;
    if (answer.isError) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
    const { items, total, withoutEffect } = answer.data;
    if (items.length === 0)
      return (
        <div className="message">
          <Icon name="healthy" size={32} />
          <p>{words.empty}</p>
          <Link className="btn" href="/findings">
            {words.toFindings}
          </Link>
        </div>
      );
    return (
      <>
        {withoutEffect > 0 ? (
          <Note tone="warn">{words.flagged(format.number(withoutEffect), withoutEffect === 1)}</Note>
        ) : null}
        <p className="q-quiet">{words.how}</p>
        <ul className="fnd-effects">
          {items.map((one) => (
            <Card key={[one.rule, one.type, one.ref, one.version ?? ''].join(' ')} one={one} />
          ))}
        </ul>
        {total > items.length ? (
          <p className="q-quiet">{words.more(format.number(items.length), format.number(total))}</p>
        ) : null}
      </>
    );
  };
  return (
    <>
      <header className="page-head fnd-head">
        <Icon name="chart" size={18} />
        <h1>{words.title}</h1>
        <span className="spread" />
        <Link className="btn quiet" href="/findings">
          <Icon name="finding" />
          <span className="wide-only">{words.toFindings}</span>
        </Link>
      </header>
      <div className="page-body fnd-effect-page">{body()}</div>
    </>
  );
}
