import '../styles/form.css';
import './money.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { Choice } from '../audit/parts/choice.tsx';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { part } from '../lib/part.tsx';
import { AgeingBar, MiniBar } from './ageing-chart.tsx';
import { receivablesHref } from './amounts.ts';
import type { Ageing } from './api.ts';
import { ageingQuery } from './api.ts';
import { RemindersDue } from './reminders-due.tsx';

const ReminderDialog = part(() => import('./reminder-dialog.tsx'));

type Row = Ageing['accounts'][number];

function AccountRow({ row, today, onRemind }: { row: Row; today: string; onRemind: () => void }) {
  const { t } = useI18n();
  const format = useFormat();
  const { can } = useWorkspace();
  const words = t.receivables.ageing;
  const of = { currency: row.currency, accountId: row.accountId };
  return (
    <tr className={row.overdue > 0 ? 'mo-late' : ''} data-account={row.accountId}>
      <th scope="row">
        <Link href={`/accounts/${row.accountId}`}>{row.name}</Link>
      </th>
      <td>
        <MiniBar buckets={row.buckets} currency={row.currency} />
      </td>
      <td className="number" data-label={words.total}>
        <Link href={receivablesHref(today, of)}>{format.money(row.total, row.currency)}</Link>
      </td>
      <td className="number" data-label={words.overdue}>
        {row.overdue > 0 ? (
          <Link className="mo-bad" href={receivablesHref(today, { ...of, bucket: 'overdue' })}>
            {format.money(row.overdue, row.currency)}
          </Link>
        ) : null}
      </td>
      <td className="number" data-label={words.oldest}>
        {row.oldest > 0 ? words.days(format.number(row.oldest)) : null}
      </td>
      <td>
        <div className="mo-actions">
          {can('payments:write') ? (
            <Link className="btn quiet small" href={`/payments/new?account=${row.accountId}`}>
              {words.pay}
            </Link>
          ) : null}
          {row.overdue > 0 ? (
            <button type="button" className="btn quiet small" onClick={onRemind}>
              {words.remind}
            </button>
          ) : null}
          <Link className="btn quiet small" href={`/accounts/${row.accountId}/statement`}>
            {words.statement}
          </Link>
        </div>
      </td>
    </tr>
  );
}

function Accounts({ data, onRemind }: { data: Ageing; onRemind: (accountId: string) => void }) {
  const { t } = useI18n();
  const words = t.receivables.ageing;
  const anyOverdue = data.accounts.some((row) => row.overdue > 0);
  const [which, setWhich] = useState<'overdue' | 'all'>(anyOverdue ? 'overdue' : 'all');
  const rows = which === 'overdue' ? data.accounts.filter((row) => row.overdue > 0) : data.accounts;
  return (
    <section className="mo-part" aria-labelledby="mo-accounts">
      <div className="q-row">
        <h2 id="mo-accounts">{words.accounts}</h2>
        <Choice
          label={words.accounts}
          options={[
            { value: 'overdue', label: words.onlyOverdue },
            { value: 'all', label: words.everybody },
          ]}
          value={which}
          onChange={setWhich}
        />
      </div>
      {rows.length === 0 ? (
        <p className="q-text">{words.none}</p>
      ) : (
        <div className="q-scroll">
          <table className="q-table mo-table mo-cards">
            <thead>
              <tr>
                <th scope="col">{words.account}</th>
                <th scope="col">{words.chart}</th>
                <th scope="col" className="number">
                  {words.total}
                </th>
                <th scope="col" className="number">
                  {words.overdue}
                </th>
                <th scope="col" className="number">
                  {words.oldest}
                </th>
                <td />
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <AccountRow
                  key={`${row.accountId} ${row.currency}`}
                  row={row}
                  today={data.asOf}
                  onRemind={() => onRemind(row.accountId)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** What customers owe by age: the chart, the customers, and whose turn it is to be reminded. */
export default function AgeingPage() {
  const { t } = useI18n();
  const format = useFormat();
  const { workspaceId: ws, can } = useWorkspace();
  const answer = useQuery(ageingQuery(ws));
  const [reminded, setReminded] = useState<string>();
  const words = t.receivables.ageing;
  useTitle(words.title);
  const { data } = answer;
  return (
    <>
      <header className="page-head">
        <Icon name="ageing" size={18} />
        <h1>{words.title}</h1>
        <span className="spread" />
        <Link href="/receivables" className="btn quiet">
          {words.list}
        </Link>
        {can('payments:write') ? (
          <Link href="/payments/new" className="btn primary">
            <Icon name="plus" />
            {words.pay}
          </Link>
        ) : null}
      </header>
      <div className="q-body">
        <p className="q-text">
          {words.intro} {data ? words.asOf(format.date(data.asOf)) : null}
        </p>
        {data ? (
          data.totals.length === 0 ? (
            <div className="message">
              <Icon name="ageing" size={28} />
              <p className="q-text">{words.empty}</p>
            </div>
          ) : (
            <>
              <div className="mo-ageing">
                {data.totals.map((total) => (
                  <AgeingBar key={total.currency} total={total} today={data.asOf} />
                ))}
              </div>
              <RemindersDue onRemind={setReminded} />
              <Accounts key={data.asOf} data={data} onRemind={setReminded} />
            </>
          )
        ) : answer.error ? (
          <Failed error={answer.error} onRetry={() => void answer.refetch()} />
        ) : (
          <Waiting />
        )}
      </div>
      {reminded ? <ReminderDialog accountId={reminded} onClose={() => setReminded(undefined)} /> : null}
    </>
  );
}
