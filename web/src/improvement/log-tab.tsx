import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { improvement } from '../../../shared/improvement/improvement.ts';
import { effects } from '../../../shared/improvement/yardsticks.ts';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { MoreButton } from '../kit/more-button.tsx';
import { Person } from '../kit/person.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { part } from '../lib/part.tsx';
import type { WebRecord } from '../lib/records.ts';
import { listQuery, summaryQuery } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { forgetLists } from './api.ts';
import { Bars, MeasureName, numberOf, textOf, toneOfEffect } from './figures.tsx';

const CreateDrawer = part(() => import('../records/create-drawer.tsx'));

const effectNames = Object.keys(effects) as (keyof typeof effects)[];

/** How many improvements had which effect, as one bar; each part is a list. */
function Shares() {
  const { t, label } = useI18n();
  const words = t.improvement.log;
  const format = useFormat();
  const { workspaceId: ws } = useWorkspace();
  const answer = useQuery(summaryQuery(ws, improvement.name, { group: 'effect' }));
  if (!answer.data || answer.data.total === 0) return null;
  const of = (value: string | null) => answer.data.groups.find((one) => one.value === value)?.count ?? 0;
  const parts = [
    ...effectNames.map((name) => ({
      name: label(effects[name]),
      tone: toneOfEffect(name),
      count: of(name),
      filter: `effect:eq:${name}`,
    })),
    { name: words.waiting, tone: 'waiting', count: of(null), filter: 'effect:empty' },
  ].filter(({ count }) => count > 0);
  return (
    <section className="im-part" aria-label={words.effects}>
      <h2>{words.effects}</h2>
      <div className="im-share" aria-hidden="true">
        {parts.map(({ name, tone, count }) => (
          <span key={name} className={tone} style={{ width: `${(count / answer.data.total) * 100}%` }} />
        ))}
      </div>
      <p className="im-meta">
        {parts.map(({ name, count, filter }) => (
          <Link key={name} href={`/improvements?filter=${encodeURIComponent(filter)}`}>
            {name} {format.number(count)}
          </Link>
        ))}
      </p>
    </section>
  );
}

function Entry({ record }: { record: WebRecord }) {
  const { t, label } = useI18n();
  const words = t.improvement.log;
  const format = useFormat();
  const effect = effects[record['effect'] as keyof typeof effects];
  const tone = toneOfEffect(record['effect']);
  const until = textOf(record['measureOn']);
  const day = textOf(record['day']);
  return (
    <li className="im-card">
      <p className="im-meta">
        <Link className="q-main" href={`/improvements/${record.id}`}>
          {titleOf(record)}
        </Link>
        {effect ? <span className={`badge ${tone}`}>{label(effect)}</span> : null}
      </p>
      <p className="im-meta">
        <MeasureName record={record} />
        {day ? <span>{format.date(day)}</span> : null}
        <Person id={record.ownerId ?? record.createdBy} />
      </p>
      <Bars
        record={record}
        missing={record['afterAt'] || !until ? words.unmeasured : words.until(format.date(until))}
        bars={[
          { name: words.before, value: numberOf(record['before']) },
          {
            name: words.after,
            value: numberOf(record['after']),
            tone: tone === 'good' || tone === 'bad' ? tone : undefined,
          },
        ]}
      />
    </li>
  );
}

/** Improvements day by day, with what each did to its measure. */
export function LogTab() {
  const { t } = useI18n();
  const words = t.improvement.log;
  const format = useFormat();
  const { workspaceId: ws, canWrite } = useWorkspace();
  const [adding, setAdding] = useState(false);
  const list = useInfiniteQuery(listQuery(ws, improvement.name, { sort: '-day' }));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const body = () => {
    if (list.isPending) return <Waiting />;
    if (list.isError && rows.length === 0) return <Failed error={list.error} onRetry={() => void list.refetch()} />;
    if (rows.length === 0)
      return (
        <div className="message">
          <Icon name="healthy" size={28} />
          <p className="q-text">{words.empty}</p>
        </div>
      );
    return (
      <ul className="im-list">
        {rows.map((record) => (
          <Entry key={record.id} record={record} />
        ))}
      </ul>
    );
  };
  return (
    <>
      <p className="q-text">{words.intro}</p>
      <div className="im-tools">
        <Link className="btn quiet" href="/improvements">
          {words.all}
        </Link>
        {canWrite('improvement') ? (
          <button type="button" className="btn primary" onClick={() => setAdding(true)}>
            <Icon name="plus" />
            {words.add}
          </button>
        ) : null}
      </div>
      <Shares />
      {body()}
      <MoreButton list={list} />
      {adding ? (
        <CreateDrawer
          entity={improvement}
          given={{ day: format.today() }}
          onClose={() => {
            setAdding(false);
            forgetLists(ws, improvement.name);
          }}
        />
      ) : null}
    </>
  );
}
