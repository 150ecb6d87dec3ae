import '../styles/records.css';
import '../receivables/money.css';
import './leads.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { origins } from '../../../shared/leads/origins.ts';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { useFormat } from '../lib/format.ts';
import { useDebounced, useTitle } from '../lib/hooks.ts';
import { usePageKeys } from '../lib/keys.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { Pool } from './api.ts';
import { poolQuery } from './api.ts';
import { claim } from './claim.ts';

type PoolLead = Pool['items'][number] & Readonly<Record<string, unknown>>;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const sorts = ['-score', '-poolSince', 'region', 'industry'] as const;
type Sort = (typeof sorts)[number];

function Line({
  lead,
  active,
  onClaim,
  mayClaim,
}: {
  lead: PoolLead;
  active: boolean;
  mayClaim: boolean;
  onClaim: () => void;
}) {
  const { t, label } = useI18n();
  const format = useFormat();
  const words = t.leads.pool;
  const origin = origins[lead['origin'] as keyof typeof origins];
  const place = [lead['region'], lead['city']].map(text).filter(Boolean).join(' ');
  const amount = lead['budget'];
  return (
    <tr className={active ? 'ld-active' : ''} aria-selected={active} data-lead={lead.id}>
      <th scope="row">
        <span className="ld-name">{text(lead['name'])}</span>
        <span className="quiet-hint">{[lead['company'], lead['jobTitle']].map(text).filter(Boolean).join(' · ')}</span>
      </th>
      <td data-label={words.score} className="number">
        {typeof lead['score'] === 'number' ? lead['score'] : ''}
      </td>
      <td data-label={words.place}>{place}</td>
      <td data-label={words.industry}>{text(lead['industry'])}</td>
      <td data-label={words.origin}>{origin ? label(origin) : ''}</td>
      <td data-label={words.budget} className="number">
        {typeof amount === 'number' ? format.moneyShort(amount, text(lead['currency']) || undefined) : ''}
      </td>
      <td data-label={words.since}>{lead['poolSince'] ? format.ago(text(lead['poolSince'])) : ''}</td>
      <td>
        {mayClaim ? (
          <button type="button" className="btn small" onClick={onClaim}>
            {words.claim}
          </button>
        ) : null}
      </td>
    </tr>
  );
}

/** What the caller may still take; the number falls as they take. */
function Left({ allowance }: { allowance: Pool['allowance'] }) {
  const { t } = useI18n();
  const words = t.leads.pool;
  const { left, today, perDay, held, maxHeld } = allowance;
  return (
    <span
      className={left === 0 ? 'badge warn' : 'mo-fact'}
      role="status"
      title={words.share(today, perDay, held, maxHeld)}
    >
      {left > 0 ? words.left(left) : held >= maxHeld ? words.full(held) : words.enough(today)}
    </span>
  );
}

/** The public pool: leads that anybody may take. Arrows or J and K move, C takes, O opens what was taken. */
export default function PoolPage() {
  const i18n = useI18n();
  const { t } = i18n;
  const words = t.leads.pool;
  const workspace = useWorkspace();
  const { workspaceId: ws, canWrite } = workspace;
  const [, navigate] = useLocation();
  const [sort, setSort] = useState<Sort>('-score');
  const [typed, setTyped] = useState('');
  const q = useDebounced(typed.trim(), 200);
  const [at, setAt] = useState(0);
  const busy = useRef(false);
  const last = useRef<string>(undefined);
  const answer = useInfiniteQuery(poolQuery(ws, { sort, ...(q ? { q } : {}) }));
  useTitle(words.title);
  const pages = answer.data?.pages ?? [];
  const items = pages.flatMap((page) => page.items as PoolLead[]);
  const allowance = pages.at(-1)?.allowance;
  const total = pages[0]?.total ?? 0;
  const mayClaim = canWrite('leads') && (allowance?.left ?? 0) > 0;
  const active = Math.min(at, items.length - 1);

  const take = async (lead: PoolLead | undefined) => {
    if (!lead || busy.current) return;
    busy.current = true;
    const taken = await claim(workspace, { id: lead.id, version: lead.version }, i18n);
    busy.current = false;
    if (!taken) return;
    last.current = lead.id;
    toast({
      text: words.taken(text(lead['name'])),
      action: { label: `${t.records.openRecord} (O)`, run: () => navigate(`/leads/${lead.id}`) },
    });
  };
  const move = (by: number) => {
    const to = Math.max(0, Math.min(items.length - 1, active + by));
    setAt(to);
    document.querySelector(`[data-lead="${items[to]?.id}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  usePageKeys({
    j: () => move(1),
    k: () => move(-1),
    arrowdown: () => move(1),
    arrowup: () => move(-1),
    c: () => void take(mayClaim ? items[active] : undefined),
    o: () => (last.current ? navigate(`/leads/${last.current}`) : undefined),
  });
  return (
    <>
      <header className="page-head">
        <Link href="/leads" className="btn quiet small square" aria-label={t.leads.title}>
          <Icon name="left" />
        </Link>
        <h1>{words.title}</h1>
        <span className="quiet-hint">{answer.data ? words.count(total) : ''}</span>
        <span className="spread" />
        {allowance ? <Left allowance={allowance} /> : null}
      </header>
      <div className="q-body ld-pool">
        <p className="q-text">{words.intro}</p>
        <div className="q-row">
          <input
            className="input ld-find"
            type="search"
            aria-label={words.find}
            placeholder={words.find}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              setAt(0);
            }}
          />
          <label className="ld-sort">
            <span>{words.sortBy}</span>
            <select className="input" value={sort} onChange={(event) => setSort(event.target.value as Sort)}>
              {sorts.map((one) => (
                <option key={one} value={one}>
                  {words.sorts[one]}
                </option>
              ))}
            </select>
          </label>
          <span className="quiet-hint wide-only">{words.keys}</span>
        </div>
        {answer.data ? (
          items.length === 0 ? (
            <div className="message">
              <Icon name="lead" size={28} />
              <p className="q-text">{q ? words.noneFound : words.empty}</p>
              {q ? (
                <button type="button" className="btn" onClick={() => setTyped('')}>
                  {words.showAll}
                </button>
              ) : (
                <Link href="/leads" className="btn">
                  {words.toLeads}
                </Link>
              )}
            </div>
          ) : (
            <div className="q-scroll">
              <table className="q-table mo-table mo-cards">
                <thead>
                  <tr>
                    <th scope="col">{words.who}</th>
                    <th scope="col" className="number">
                      {words.score}
                    </th>
                    <th scope="col">{words.place}</th>
                    <th scope="col">{words.industry}</th>
                    <th scope="col">{words.origin}</th>
                    <th scope="col" className="number">
                      {words.budget}
                    </th>
                    <th scope="col">{words.since}</th>
                    <td />
                  </tr>
                </thead>
                <tbody>
                  {items.map((lead, index) => (
                    <Line
                      key={lead.id}
                      lead={lead}
                      active={index === active}
                      mayClaim={mayClaim}
                      onClaim={() => {
                        setAt(index);
                        void take(lead);
                      }}
                    />
                  ))}
                </tbody>
              </table>
              {answer.hasNextPage ? (
                <button type="button" className="btn" onClick={() => void answer.fetchNextPage()}>
                  {t.common.more}
                </button>
              ) : null}
            </div>
          )
        ) : answer.error ? (
          <Failed error={answer.error} onRetry={() => void answer.refetch()} />
        ) : (
          <Waiting />
        )}
      </div>
    </>
  );
}
