import '../styles/records.css';
import './work.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { Choice } from '../audit/parts/choice.tsx';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { keyOf, type WorkItem, type WorkKind, workQuery } from './api.ts';
import { type DueGroup, dueGroups, groupOf } from './due.ts';
import { useNow } from './now.ts';
import { leavePlace, placeIn } from './place.ts';
import { useWorkKeys } from './use-work-keys.ts';
import { useProcessWords } from './words.ts';
import { WorkLine, workHref } from './work-line.tsx';

const whoses = ['all', 'mine', 'role', 'deputy'] as const;
type Whose = (typeof whoses)[number];

const isWhose = (item: WorkItem, whose: Whose): boolean => {
  if (whose === 'all') return true;
  if (whose === 'deputy') return item.onBehalfOf !== undefined;
  if (item.onBehalfOf !== undefined) return false;
  return (item.role !== undefined) === (whose === 'role');
};

interface Chosen {
  whose: Whose;
  kind: WorkKind | undefined;
}

const read = (search: string): Chosen => {
  const params = new URLSearchParams(search);
  const kind = params.get('kind');
  return {
    whose: whoses.find((one) => one === params.get('whose')) ?? 'all',
    kind: kind === 'step' || kind === 'approval' ? kind : undefined,
  };
};

const write = ({ whose, kind }: Chosen): string => {
  const params = new URLSearchParams();
  if (whose !== 'all') params.set('whose', whose);
  if (kind) params.set('kind', kind);
  const text = params.toString();
  return text ? `?${text}` : '';
};

function Head({ chosen, onChange }: { chosen: Chosen; onChange: (chosen: Chosen) => void }) {
  const { t } = useI18n();
  const words = t.work;
  return (
    <header className="page-head work-head">
      <Icon name="list" size={18} />
      <h1>{words.title}</h1>
      <Choice
        label={words.whose}
        value={chosen.whose}
        onChange={(whose) => onChange({ ...chosen, whose })}
        options={whoses.map((value) => ({ value, label: words.who[value] }))}
      />
      <select
        className="input work-kind"
        aria-label={words.kind}
        value={chosen.kind ?? ''}
        onChange={(event) => onChange({ ...chosen, kind: (event.target.value || undefined) as WorkKind | undefined })}
      >
        <option value="">{words.kinds.all}</option>
        <option value="step">{words.kinds.step}</option>
        <option value="approval">{words.kinds.approval}</option>
      </select>
      <span className="spread" />
      <Link className="btn quiet" href="/delegations">
        <Icon name="member" />
        {words.deputies}
      </Link>
    </header>
  );
}

/** All that is the member's to do, the most pressing first. */
export default function WorkPage() {
  const { t } = useI18n();
  const format = useFormat();
  const { workspaceId: ws, timeZone } = useWorkspace();
  const [path, navigate] = useLocation();
  const search = useSearch();
  const chosen = useMemo(() => read(search), [search]);
  const words = useProcessWords();
  const now = useNow();
  const list = useInfiniteQuery(workQuery(ws, chosen.kind));
  useTitle(t.work.title);
  const items = useMemo(
    () => (list.data?.pages ?? []).flatMap((page) => page.items).filter((item) => isWhose(item, chosen.whose)),
    [list.data, chosen.whose],
  );
  const groups = useMemo(() => {
    const by = new Map<DueGroup, WorkItem[]>();
    for (const item of items) {
      const group = groupOf(item.due, now, timeZone);
      by.set(group, [...(by.get(group) ?? []), item]);
    }
    return dueGroups.flatMap((group) => (by.has(group) ? [{ group, items: by.get(group) ?? [] }] : []));
  }, [items, now, timeZone]);
  const shown = groups.flatMap((one) => one.items);

  const name = `${ws} work${write(chosen)}`;
  const [active, setActive] = useState(() => placeIn(name)?.active);
  const body = useRef<HTMLDivElement>(null);
  const ready = list.data !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as soon as the lines are there
  useLayoutEffect(() => {
    const before = placeIn(name);
    if (ready && before && body.current) body.current.scrollTop = before.scroll;
  }, [ready]);
  const leave = (item: WorkItem) =>
    leavePlace({ list: name, active: keyOf(item), scroll: body.current?.scrollTop ?? 0 });
  useWorkKeys({
    keys: shown.map(keyOf),
    active,
    onActive: setActive,
    onOpen: (key) => {
      const item = shown.find((one) => keyOf(one) === key);
      if (!item) return;
      leave(item);
      navigate(workHref(item));
    },
  });
  const change = (next: Chosen) => navigate(`${path}${write(next)}`, { replace: true });

  const content = () => {
    if (list.isPending) return <Waiting />;
    if (list.isError && !list.data) return <Failed error={list.error} onRetry={() => void list.refetch()} />;
    if (shown.length === 0 && !list.hasNextPage)
      return (
        <div className="message">
          <Icon name="healthy" size={32} />
          <p>{write(chosen) === '' ? t.work.empty : t.work.emptyFiltered}</p>
          {write(chosen) === '' ? null : (
            <button type="button" className="btn" onClick={() => change({ whose: 'all', kind: undefined })}>
              {t.work.showAll}
            </button>
          )}
        </div>
      );
    return (
      <>
        {groups.map(({ group, items: lines }, index) => (
          <section key={group} className={`work-group ${group}`}>
            <h2>
              {t.work.groups[group]}
              <span className={`badge ${group === 'overdue' ? 'bad' : ''}`}>
                {format.number(lines.length)}
                {list.hasNextPage && index === groups.length - 1 ? '+' : ''}
              </span>
            </h2>
            <ul>
              {lines.map((item) => (
                <WorkLine
                  key={keyOf(item)}
                  item={item}
                  now={now}
                  words={words}
                  active={keyOf(item) === active}
                  onActive={() => setActive(keyOf(item))}
                  onLeave={() => leave(item)}
                />
              ))}
            </ul>
          </section>
        ))}
        {list.hasNextPage ? (
          <button
            type="button"
            className="btn work-more"
            disabled={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t.work.more}
          </button>
        ) : null}
      </>
    );
  };
  return (
    <>
      <Head chosen={chosen} onChange={change} />
      <div className="work-body" ref={body}>
        {content()}
      </div>
      <footer className="work-foot">
        <span>
          {ready
            ? t.work.count(`${format.number(shown.length)}${list.hasNextPage ? '+' : ''}`, shown.length === 1)
            : ''}
        </span>
        <span className="spread" />
        <span className="wide-only">{t.work.keys}</span>
      </footer>
    </>
  );
}
