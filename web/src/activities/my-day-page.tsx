import './activities.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { Choice } from '../audit/parts/choice.tsx';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { usePageKeys } from '../lib/keys.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { ListAsk, WebRecord } from '../lib/records.ts';
import { listQuery } from '../lib/records.ts';
import { groupOf } from '../work/due.ts';
import { useNow } from '../work/now.ts';
import { useWorkKeys } from '../work/use-work-keys.ts';
import { DayLine } from './day-line.tsx';
import { QuickTask } from './quick-task.tsx';
import { useDay } from './use-day.ts';
import { Week } from './week.tsx';

const groups = ['overdue', 'today', 'week', 'later'] as const;

const openAsk = (memberId: string): ListAsk => ({
  filter: [`ownerId:eq:${memberId}`, 'done:ne:true', 'dueAt:filled'],
  sort: 'dueAt',
});

function List() {
  const { t } = useI18n();
  const words = t.activities.day;
  const format = useFormat();
  const { workspaceId: ws, memberId, timeZone, canWrite } = useWorkspace();
  const [, navigate] = useLocation();
  const now = useNow();
  const list = useInfiniteQuery(listQuery(ws, 'activity', openAsk(memberId)));
  const acts = useDay();
  const editable = canWrite('activities');
  const items = useMemo(() => (list.data?.pages ?? []).flatMap((page) => page.items), [list.data]);
  const shown = groups.flatMap((group) => {
    const lines = items.filter((item) => groupOf(String(item['dueAt']), now, timeZone) === group);
    return lines.length > 0 ? [{ group, lines }] : [];
  });
  const keys = shown.flatMap(({ lines }) => lines.map(({ id }) => id));
  const [active, setActive] = useState<string>();
  const [place, setPlace] = useState(0);
  const known = active !== undefined && keys.includes(active);
  const current = known ? active : keys[Math.min(place, keys.length - 1)];
  useEffect(() => {
    // What was done goes from the list: the next one takes its place.
    if (active !== undefined && known) setPlace(keys.indexOf(active));
  });
  const onCurrent = (act: (record: WebRecord) => Promise<void>) => () => {
    const record = items.find(({ id }) => id === current);
    if (record && editable) void act(record);
  };
  useWorkKeys({ keys, active: current, onActive: setActive, onOpen: (id) => navigate(`/activities/${id}`) });
  usePageKeys({
    x: onCurrent(acts.finish),
    s: onCurrent((record) => acts.snooze(record, 'tomorrow')),
    w: onCurrent((record) => acts.snooze(record, 'week')),
  });
  const total = list.data?.pages[0]?.total;

  if (list.isPending) return <Waiting />;
  if (list.isError && !list.data) return <Failed error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <>
      {editable ? <QuickTask /> : null}
      {keys.length === 0 ? (
        <div className="message">
          <Icon name="healthy" size={32} />
          <p>{words.empty}</p>
        </div>
      ) : null}
      {shown.map(({ group, lines }) => (
        <section key={group} className={`day-group ${group}`}>
          <h2>
            {words.groups[group]}
            <span className={`badge ${group === 'overdue' ? 'bad' : ''}`}>{format.number(lines.length)}</span>
          </h2>
          <ul>
            {lines.map((record) => (
              <DayLine
                key={record.id}
                record={record}
                now={now}
                active={record.id === current}
                editable={editable}
                acts={acts}
                onActive={() => setActive(record.id)}
              />
            ))}
          </ul>
        </section>
      ))}
      {list.hasNextPage ? (
        <button
          type="button"
          className="btn day-more"
          disabled={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {words.more}
        </button>
      ) : null}
      <p className="day-foot">
        {total === undefined ? null : <span>{words.count(format.number(total), total === 1)}</span>}
        <span className="spread" />
        <span className="wide-only">{words.keys}</span>
      </p>
    </>
  );
}

/** What the member has planned: overdue, today, this week, later; or the week as a calendar. */
export default function MyDayPage() {
  const { t } = useI18n();
  const words = t.activities.day;
  const [path, navigate] = useLocation();
  const view = new URLSearchParams(useSearch()).get('view') === 'week' ? 'week' : 'list';
  useTitle(words.title);
  return (
    <>
      <header className="page-head">
        <Icon name="task" size={18} />
        <h1>{words.title}</h1>
        <Choice
          label={words.view}
          value={view}
          onChange={(next) => navigate(next === 'week' ? `${path}?view=week` : path, { replace: true })}
          options={(['list', 'week'] as const).map((value) => ({ value, label: words.views[value] }))}
        />
        <span className="spread" />
        <Link className="btn quiet" href="/activities/connect">
          <Icon name="date" />
          {words.connect}
        </Link>
        <Link className="btn quiet day-wide" href="/activities">
          <Icon name="list" />
          {words.all}
        </Link>
      </header>
      <div className="day-body">{view === 'week' ? <Week /> : <List />}</div>
    </>
  );
}
