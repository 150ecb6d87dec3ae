import '../styles/form.css';
import '../receivables/money.css';
import './value.css';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { Link } from 'wouter';
import { account } from '../../../shared/customers/account.ts';
import { addDays } from '../../../shared/kernel/time.ts';
import { customerValue } from '../../../shared/value/customer-value.ts';
import { defaultValuePolicy } from '../../../shared/value/policy.ts';
import { getValuePolicy } from '../../../shared/value/value.contract.ts';
import type { Segment } from '../../../shared/value/value.ts';
import { segments, whyText } from '../../../shared/value/value.ts';
import { Choice } from '../audit/parts/choice.tsx';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { ListAsk, WebRecord } from '../lib/records.ts';
import { pageQuery, summaryQuery } from '../lib/records.ts';
import { Rfm, SegmentBadge } from './parts.tsx';

const TOP = 12;
const listHref = (filter: readonly string[], sort?: string): string =>
  `/${customerValue.collection}?${[...filter.map((one) => `filter=${encodeURIComponent(one)}`), ...(sort ? [`sort=${sort}`] : [])].join('&')}`;
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Segments as bars of what they bought; each opens its customers. */
function SegmentChart() {
  const { t, label } = useI18n();
  const format = useFormat();
  const { workspaceId: ws } = useWorkspace();
  const answer = useQuery(summaryQuery(ws, customerValue.name, { group: 'segment', sum: 'revenue12' }));
  const accounts = useQuery(summaryQuery(ws, account.name, { group: 'status' }));
  const { currency } = useWorkspace();
  if (!answer.data)
    return answer.error ? <Failed error={answer.error} onRetry={() => void answer.refetch()} /> : <Waiting />;
  const groups = new Map(answer.data.groups.map((group) => [String(group.value), group]));
  const sumOf = (name: string) => Object.values(groups.get(name)?.sums ?? {}).reduce((sum, one) => sum + one, 0);
  const names = (Object.keys(segments) as Segment[]).filter((name) => (groups.get(name)?.count ?? 0) > 0);
  const most = Math.max(1, ...names.map(sumOf));
  const without = (accounts.data?.total ?? 0) - answer.data.total;
  if (names.length === 0)
    return (
      <div className="message">
        <p className="q-text">{t.value.empty}</p>
        <Link className="btn" href="/orders">
          {t.value.toOrders}
        </Link>
      </div>
    );
  return (
    <>
      <div className="cv-segments">
        {names.map((name) => (
          <Link key={name} className="cv-segment" data-segment={name} href={listHref([`segment:eq:${name}`])}>
            <span>{label(segments[name])}</span>
            <strong className="number">{format.number(groups.get(name)?.count ?? 0)}</strong>
            <span className={`cv-bar cv-${name}`}>
              <span style={{ width: `${(Math.max(0, sumOf(name)) / most) * 100}%` }} />
            </span>
            <span className="number" title={t.value.of12}>
              {format.moneyShort(sumOf(name), currency)}
            </span>
          </Link>
        ))}
      </div>
      {without > 0 ? <p className="quiet-hint">{t.value.noOrders(format.number(without))}</p> : null}
    </>
  );
}

interface Column {
  key: string;
  label: string;
  number?: true;
  cell: (row: WebRecord) => ReactNode;
}

function ValueTable({ ask, columns, empty }: { ask: ListAsk; columns: readonly Column[]; empty: string }) {
  const { t } = useI18n();
  const { workspaceId: ws } = useWorkspace();
  const answer = useQuery(pageQuery(ws, customerValue.name, { ...ask, limit: TOP }));
  if (!answer.data)
    return answer.error ? <Failed error={answer.error} onRetry={() => void answer.refetch()} /> : <Waiting />;
  if (answer.data.items.length === 0) return <p className="q-text">{empty}</p>;
  return (
    <div className="q-scroll">
      <table className="q-table mo-table mo-cards">
        <thead>
          <tr>
            <th scope="col">{t.value.columns.customer}</th>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.number ? 'number' : ''}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {answer.data.items.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Link href={`/accounts/${String(row['accountId'])}`}>{text(row['name']) ?? '—'}</Link>
              </th>
              {columns.map((column) => (
                <td key={column.key} className={column.number ? 'number' : ''} data-label={column.label}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface PartProps {
  id: string;
  title: string;
  hint: string;
  href: string;
  children: ReactNode;
  beside?: ReactNode;
}

function Part({ id, title, hint, href, children, beside }: PartProps) {
  const { t } = useI18n();
  return (
    <section className="mo-part" aria-labelledby={id}>
      <div className="q-row">
        <h2 id={id}>{title}</h2>
        {beside}
        <span className="spread" />
        <Link className="link" href={href}>
          {t.value.all}
        </Link>
      </div>
      <p className="q-text">{hint}</p>
      {children}
    </section>
  );
}

function Marks({ row, visitDays }: { row: WebRecord; visitDays: number }) {
  const { t } = useI18n();
  const format = useFormat();
  const today = format.today();
  const next = text(row['nextStepDate']);
  const visited = text(row['lastVisitDate']);
  return (
    <span className="cv-marks">
      {next === undefined ? (
        <span className="badge warn">{t.value.noStep}</span>
      ) : next < today ? (
        <span className="badge bad">{t.value.stepPassed(format.day(next))}</span>
      ) : (
        <span>{format.day(next)}</span>
      )}
      {visited === undefined || visited < addDays(today, -visitDays) ? (
        <span className="badge">{t.value.notVisited}</span>
      ) : null}
    </span>
  );
}

/** Who is worth most, who may be lost, and what customers earn the company. */
export default function ValuePage() {
  const { t, lang } = useI18n();
  const format = useFormat();
  const { workspaceId: ws, shows, canWrite } = useWorkspace();
  const [order, setOrder] = useState<'worst' | 'best'>('worst');
  const setting = useQuery({
    queryKey: ['value-policy', ws],
    queryFn: () => call(getValuePolicy, { params: { workspaceId: ws } }),
    staleTime: 5 * 60_000,
  });
  useTitle(t.value.title);
  const words = t.value.columns;
  const { visitDays } = setting.data?.policy ?? defaultValuePolicy;
  const money = (name: string): Column['cell'] => {
    const shown = (row: WebRecord) =>
      typeof row[name] === 'number' ? format.moneyShort(row[name], text(row['currency'])) : '—';
    return shown;
  };
  const day = (name: string): Column['cell'] => {
    const shown = (row: WebRecord) => (text(row[name]) ? format.day(String(row[name])) : t.value.never);
    return shown;
  };
  const revenue: Column = { key: 'revenue', label: words.revenue, number: true, cell: money('revenue12') };
  const segment: Column = {
    key: 'segment',
    label: words.segment,
    cell: (row) => <SegmentBadge segment={row['segment']} />,
  };
  const rfm: Column = { key: 'rfm', label: words.rfm, cell: (row) => <Rfm value={row} /> };
  const contact: Column = { key: 'contact', label: words.contact, cell: day('lastContactDate') };
  const owner: Column = {
    key: 'owner',
    label: words.owner,
    cell: (row) => (row.ownerId ? <Person id={row.ownerId} /> : null),
  };
  const focus: ListAsk = { filter: ['segment:in:champion|loyal|growing'], sort: '-revenue12' };
  const risk: ListAsk = { filter: ['segment:eq:at-risk'], sort: '-revenue' };
  const earned: ListAsk = { filter: ['orders12:gt:0'], sort: order === 'worst' ? 'profit12' : '-profit12' };
  const href = (ask: ListAsk) => listHref(ask.filter ?? [], ask.sort);
  return (
    <>
      <header className="page-head">
        <h1>{t.value.title}</h1>
      </header>
      <div className="q-body">
        <p className="q-text">{t.value.intro}</p>
        <Part id="cv-segments" title={t.value.segments} hint={t.value.of12} href={`/${customerValue.collection}`}>
          <SegmentChart />
        </Part>
        <Part id="cv-risk" title={t.value.risk} hint={t.value.riskHint} href={href(risk)}>
          <ValueTable
            ask={risk}
            empty={t.value.noRisk}
            columns={[
              {
                key: 'why',
                label: words.why,
                cell: (row) => whyText(row, format.today(), lang === 'en' ? 'en' : 'zh'),
              },
              revenue,
              contact,
              owner,
              {
                key: 'act',
                label: '',
                cell: (row) =>
                  canWrite('activities') ? (
                    <Link className="btn quiet small" href={`/accounts/${String(row['accountId'])}`}>
                      <Icon name="plus" size={14} />
                      {t.value.activity}
                    </Link>
                  ) : null,
              },
            ]}
          />
        </Part>
        <Part id="cv-focus" title={t.value.focus} hint={t.value.focusHint} href={href(focus)}>
          <ValueTable
            ask={focus}
            empty={t.value.empty}
            columns={[
              segment,
              rfm,
              revenue,
              contact,
              { key: 'next', label: words.next, cell: (row) => <Marks row={row} visitDays={visitDays} /> },
              owner,
            ]}
          />
        </Part>
        {shows({ sensitive: 'cost' }) ? (
          <Part
            id="cv-profit"
            title={t.value.profit}
            hint={t.value.profitHint}
            href={href(earned)}
            beside={
              <Choice
                label={t.value.profit}
                value={order}
                onChange={setOrder}
                options={[
                  { value: 'worst', label: t.value.worst },
                  { value: 'best', label: t.value.best },
                ]}
              />
            }
          >
            <ValueTable
              ask={earned}
              empty={t.value.empty}
              columns={[
                revenue,
                { key: 'margin', label: words.margin, number: true, cell: money('margin12') },
                {
                  key: 'percent',
                  label: words.percent,
                  number: true,
                  cell: (row) =>
                    typeof row['marginPercent'] === 'number' ? `${format.number(row['marginPercent'])} %` : '—',
                },
                { key: 'serve', label: words.serve, number: true, cell: money('serve12') },
                { key: 'profit', label: words.profit, number: true, cell: money('profit12') },
                segment,
              ]}
            />
          </Part>
        ) : null}
      </div>
    </>
  );
}
