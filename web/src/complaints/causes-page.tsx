import '../styles/records.css';
import '../receivables/money.css';
import './complaints.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { addDays } from '../../../shared/kernel/time.ts';
import { Choice } from '../audit/parts/choice.tsx';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { causeTreeQuery } from './api.ts';
import { AddCause, CauseRow } from './cause-rows.tsx';
import { unfolded } from './cause-words.ts';

const periods = ['month', 'quarter', 'year', 'all'] as const;
type Period = (typeof periods)[number];
const days: Readonly<Record<Period, number | undefined>> = { month: 30, quarter: 90, year: 365, all: undefined };

/** The causes of complaints as a tree, with how many complaints each branch has; the steward keeps it. */
export default function CausesPage() {
  const { t } = useI18n();
  const words = t.complaints.causes;
  const format = useFormat();
  const { workspaceId: ws, can, canWrite } = useWorkspace();
  const [period, setPeriod] = useState<Period>('year');
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [retired, setRetired] = useState<'shown' | 'hidden'>('hidden');
  const [adding, setAdding] = useState<{ below: string | undefined }>();
  useTitle(words.title);
  const span = days[period];
  const answer = useQuery({
    ...causeTreeQuery(ws, span === undefined ? {} : { from: addDays(format.today(), -span) }),
    placeholderData: (before) => before,
  });
  const writes = canWrite('complaints') && can('standards:write');
  const tree = (answer.data?.items ?? []).filter((one) => retired === 'shown' || one.inUse);
  const parents = new Set(tree.map((one) => one.parentId));
  const toggle = (id: string) => {
    const next = new Set(folded);
    if (!next.delete(id)) next.add(id);
    setFolded(next);
  };
  const close = () => setAdding(undefined);
  const body = () => {
    if (!answer.data)
      return answer.error ? <Failed error={answer.error} onRetry={() => void answer.refetch()} /> : <Waiting />;
    if (answer.data.items.length === 0 && !adding)
      return (
        <div className="message">
          <Icon name="deviation" size={32} />
          <p>{words.empty}</p>
          {writes ? (
            <button type="button" className="btn primary" onClick={() => setAdding({ below: undefined })}>
              {words.addRoot}
            </button>
          ) : null}
        </div>
      );
    return (
      <>
        <table className="q-table mo-table cp-tree">
          <thead>
            <tr>
              <th scope="col">{words.cause}</th>
              <th scope="col" className="number">
                {words.own}
              </th>
              <th scope="col" className="number">
                {words.all}
              </th>
              <td />
            </tr>
          </thead>
          <tbody>
            {adding && adding.below === undefined ? <AddCause parent={undefined} depth={0} onClose={close} /> : null}
            {unfolded(tree, folded).flatMap((branch) => [
              <CauseRow
                key={branch.id}
                branch={branch}
                fold={parents.has(branch.id) ? (folded.has(branch.id) ? 'closed' : 'open') : undefined}
                onFold={() => toggle(branch.id)}
                writes={writes}
                onAdd={() => setAdding({ below: branch.id })}
              />,
              ...(adding?.below === branch.id
                ? [<AddCause key={`${branch.id} new`} parent={branch.id} depth={branch.depth + 1} onClose={close} />]
                : []),
            ])}
          </tbody>
        </table>
        {answer.data.unknown > 0 ? (
          <p className="quiet-hint">{words.unknown(format.number(answer.data.unknown))}</p>
        ) : null}
      </>
    );
  };
  return (
    <>
      <header className="page-head">
        <Link href="/complaints/desk" className="btn quiet small square" aria-label={t.complaints.desk.title}>
          <Icon name="left" />
        </Link>
        <h1>{words.title}</h1>
        <span className="spread" />
        {writes ? (
          <button type="button" className="btn primary" onClick={() => setAdding({ below: undefined })}>
            <Icon name="plus" />
            {words.addRoot}
          </button>
        ) : null}
      </header>
      <div className="q-body">
        <p className="q-text">{words.intro}</p>
        <div className="cp-filters">
          <Choice
            label={words.period}
            value={period}
            onChange={setPeriod}
            options={periods.map((value) => ({ value, label: words.periods[value] }))}
          />
          <label className="check">
            <input
              type="checkbox"
              checked={retired === 'shown'}
              onChange={(event) => setRetired(event.target.checked ? 'shown' : 'hidden')}
            />
            {words.showRetired}
          </label>
        </div>
        {body()}
      </div>
    </>
  );
}
