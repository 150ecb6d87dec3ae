import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { entityFields } from '../../../shared/kernel/entity.ts';
import { problemEntry } from '../../../shared/problems/entry.ts';
import { Choice } from '../audit/parts/choice.tsx';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { MoreButton } from '../kit/more-button.tsx';
import { Person } from '../kit/person.tsx';
import { toneOf } from '../kit/tones.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { listQuery } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { leaveTrail } from '../records/trail.ts';
import { entryHref } from './write-entry.tsx';

const states = entityFields(problemEntry).find((field) => field.name === 'status')?.values ?? [];
type Shown = 'work' | 'published' | 'withdrawn';
const filters: Record<Shown, string> = {
  work: 'status:in:draft|in-review',
  published: 'status:eq:published',
  withdrawn: 'status:eq:withdrawn',
};

/** How an entry came to be, as far as the system began it. */
const originOf = (origin: unknown): 'rule' | 'cause' | 'question' | undefined =>
  (['rule', 'cause', 'question'] as const).find((one) => typeof origin === 'string' && origin.startsWith(`${one}:`));

/** Entries that are being worked on, for those who write the book. */
export function Drafts() {
  const { t, label } = useI18n();
  const words = t.problems.book;
  const format = useFormat();
  const { workspaceId } = useWorkspace();
  const [shown, setShown] = useState<Shown>('work');
  const ask = { filter: [filters[shown]], sort: '-updatedAt' };
  const list = useInfiniteQuery(listQuery(workspaceId, 'problemEntry', ask));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const onOpen = () => leaveTrail({ ws: workspaceId, type: 'problemEntry', href: '/problem-book?of=drafts', ask });
  const body = () => {
    if (list.isPending) return <Waiting />;
    if (list.isError && rows.length === 0) return <Failed error={list.error} onRetry={() => void list.refetch()} />;
    if (rows.length === 0)
      return (
        <div className="message">
          <Icon name="book" size={28} />
          <p className="q-text">{words.emptyDrafts[shown]}</p>
        </div>
      );
    return (
      <table className="q-table pb-table">
        <thead>
          <tr>
            <th scope="col">{t.problems.parts.title}</th>
            <th scope="col">{words.status}</th>
            <th scope="col">{words.began}</th>
            <th scope="col">{words.owner}</th>
            <th scope="col">{words.changed}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const state = states.find((one) => one.value === row['status']);
            const origin = originOf(row['origin']);
            return (
              <tr key={row.id}>
                <td>
                  <Link className="q-main" href={entryHref(row.id)} onClick={onOpen}>
                    {titleOf(row)}
                  </Link>
                </td>
                <td data-label={words.status}>
                  <span className={`badge ${toneOf(String(row['status']))}`}>{state ? label(state.label) : ''}</span>
                </td>
                <td data-label={words.began}>{origin ? words.origins[origin] : words.origins.hand}</td>
                <td data-label={words.owner}>{row.ownerId ? <Person id={row.ownerId} /> : null}</td>
                <td data-label={words.changed} className="nowrap">
                  {format.ago(row.updatedAt)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    );
  };
  return (
    <>
      <Choice
        label={words.status}
        value={shown}
        onChange={setShown}
        options={(['work', 'published', 'withdrawn'] as const).map((one) => ({ value: one, label: words.shown[one] }))}
      />
      {body()}
      <MoreButton list={list} />
    </>
  );
}
