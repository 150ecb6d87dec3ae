import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { isJudge } from '../../../shared/improvement/judges.ts';
import { tipStatuses } from '../../../shared/improvement/tip.ts';
import { processLabels } from '../../../shared/processes.ts';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { toneOf } from '../kit/tones.ts';
import { useFormat } from '../lib/format.ts';
import { useDebounced } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { pageQuery } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { useNames } from '../procedures/definitions.ts';
import { tipsQuery } from './api.ts';
import { SayTip } from './say.tsx';

function Status({ record }: { record: WebRecord }) {
  const { label } = useI18n();
  const status = record['status'] as keyof typeof tipStatuses;
  return <span className={`badge ${toneOf(status)}`}>{label(tipStatuses[status] ?? { en: status, zh: status })}</span>;
}

/** Tips that are not for everybody yet: what waits for a judge, or one's own. */
function Others({ title, rows }: { title: string; rows: readonly WebRecord[] }) {
  const format = useFormat();
  if (rows.length === 0) return null;
  return (
    <section className="im-part">
      <h2>{title}</h2>
      <ul className="im-list">
        {rows.map((record) => (
          <li key={record.id} className="im-card">
            <p className="im-meta">
              <Link className="q-main" href={`/tips/${record.id}`}>
                {titleOf(record)}
              </Link>
              <Status record={record} />
              <Person id={record.ownerId ?? record.createdBy} />
              <span>{format.ago(record.createdAt)}</span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Promoted tips for everybody; what is to be judged for those who judge, and one's own with what became of them. */
export function TipsTab() {
  const { t } = useI18n();
  const words = t.improvement.tips;
  const format = useFormat();
  const { workspaceId: ws, memberId, roles, canWrite } = useWorkspace();
  const [, navigate] = useLocation();
  const process = new URLSearchParams(useSearch()).get('process') ?? '';
  const names = useNames();
  const [typed, setTyped] = useState('');
  const [adding, setAdding] = useState(false);
  const q = useDebounced(typed.trim(), 200);
  const ask = { ...(process ? { process } : {}), ...(q ? { q } : {}) };
  const tips = useQuery({ ...tipsQuery(ws, ask), placeholderData: keepPreviousData });
  const judges = isJudge(roles);
  const waiting = useQuery({
    ...pageQuery(ws, 'tip', { filter: ['status:eq:submitted'], sort: 'createdAt', limit: 50 }),
    enabled: judges,
  });
  const mine = useQuery(pageQuery(ws, 'tip', { filter: [`ownerId:eq:${memberId}`, 'status:ne:promoted'], limit: 20 }));
  const items = tips.data?.items ?? [];
  const body = () => {
    if (tips.isPending) return <Waiting />;
    if (tips.isError && items.length === 0) return <Failed error={tips.error} onRetry={() => void tips.refetch()} />;
    if (items.length === 0)
      return (
        <div className="message">
          <Icon name="proposal" size={28} />
          <p className="q-text">{process || q ? words.noneSuch : words.empty}</p>
        </div>
      );
    return (
      <ul className="im-list" aria-busy={tips.isFetching}>
        {items.map((tip) => (
          <li key={tip.id} className="im-card">
            <h3>{tip.title}</h3>
            <p className="im-said">{tip.text}</p>
            {tip.judgement ? (
              <p className="im-meta">
                <strong>{words.because}</strong> {tip.judgement}
              </p>
            ) : null}
            <p className="im-meta">
              {tip.authorId ? <Person id={tip.authorId} /> : null}
              {tip.processKey ? (
                <Link href={`/processes/${tip.processKey}`}>{names.process(tip.processKey)}</Link>
              ) : null}
              {tip.judgedAt ? <span>{format.ago(tip.judgedAt)}</span> : null}
            </p>
          </li>
        ))}
      </ul>
    );
  };
  return (
    <>
      <p className="q-text">{words.intro}</p>
      <div className="im-tools">
        <input
          type="search"
          className="input"
          aria-label={words.search}
          placeholder={words.search}
          maxLength={100}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <select
          className="input"
          aria-label={words.process}
          value={process}
          onChange={({ target }) =>
            navigate(target.value ? `/improvement?tab=tips&process=${target.value}` : '/improvement', { replace: true })
          }
        >
          <option value="">{words.anyProcess}</option>
          {Object.keys(processLabels).map((one) => (
            <option key={one} value={one}>
              {names.process(one)}
            </option>
          ))}
        </select>
        {canWrite('improvement') ? (
          <button type="button" className="btn primary" onClick={() => setAdding(true)}>
            <Icon name="plus" />
            {words.add}
          </button>
        ) : null}
      </div>
      {judges ? (
        <Others title={words.waiting} rows={(waiting.data?.items ?? []).filter((one) => one.ownerId !== memberId)} />
      ) : null}
      <section className="im-part" aria-label={words.promoted}>
        {judges ? <h2>{words.promoted}</h2> : null}
        {body()}
      </section>
      <Others title={words.mine} rows={mine.data?.items ?? []} />
      {adding ? (
        <Dialog title={words.add} kind="dialog" onClose={() => setAdding(false)}>
          <SayTip page="/improvement" />
        </Dialog>
      ) : null}
    </>
  );
}
