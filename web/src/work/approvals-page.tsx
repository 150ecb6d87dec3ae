import '../styles/records.css';
import './work.css';
import './approvals.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { usePhone, useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { useRefTitle } from '../lib/titles.ts';
import { hrefOfId } from '../records/value.tsx';
import { keyOf, type WorkItem, workQuery } from './api.ts';
import { warmDecision } from './decide.ts';
import { DecisionPane } from './decision-pane.tsx';
import { useNow } from './now.ts';
import { useWorkKeys } from './use-work-keys.ts';
import { type ProcessWords, useProcessWords } from './words.ts';
import { DueBadge, Standing } from './work-line.tsx';

interface LineProps {
  item: WorkItem;
  now: string;
  words: ProcessWords;
  active: boolean;
  onOpen: () => void;
}

function Line({ item, now, words, active, onOpen }: LineProps) {
  const format = useFormat();
  const account = useRefTitle(item.accountId);
  return (
    <li data-work={keyOf(item)}>
      <button type="button" className="ap-line" aria-current={active} onClick={onOpen}>
        <span className="ap-line-top">
          <span className="work-title ellipsis">{item.title}</span>
          {item.amount === undefined ? null : (
            <span className="work-amount">{format.moneyShort(item.amount, item.currency)}</span>
          )}
        </span>
        <span className="work-detail ellipsis">
          {words.process(item.process)}
          {account ? ` · ${account}` : ''}
        </span>
        <span className="ap-line-foot">
          <DueBadge due={item.due} now={now} />
          <Standing item={item} words={words} />
        </span>
      </button>
    </li>
  );
}

/** The signature that the address names as `<id>.<slot>`; a notice knows the document alone. */
const wanted = (on: string, items: readonly WorkItem[]): WorkItem | undefined =>
  items.find((item) => `${item.id}.${item.slot}` === on) ?? items.find((item) => item.id === on);

const addressOf = (path: string, item: WorkItem): string =>
  `${path}?on=${encodeURIComponent(`${item.id}.${item.slot}`)}`;

/** What was looked for waits no longer: never does another document slip into its place unasked. */
function Gone({ id, next }: { id: string; next: (() => void) | undefined }) {
  const { t } = useI18n();
  const href = hrefOfId(id);
  return (
    <div className="message">
      <p>{t.work.approvals.gone}</p>
      {href ? (
        <Link href={href} className="btn">
          {t.work.approvals.open}
        </Link>
      ) : null}
      {next ? (
        <button type="button" className="btn" onClick={next}>
          {t.work.approvals.toNext}
        </button>
      ) : null}
    </div>
  );
}

/** What waits for the member's signature: the list, and the one that is looked at with all that the decision needs. */
export default function ApprovalsPage() {
  const { t } = useI18n();
  const words = t.work.approvals;
  const format = useFormat();
  const phone = usePhone();
  const { workspaceId: ws } = useWorkspace();
  const [path, navigate] = useLocation();
  const search = useSearch();
  const now = useNow();
  const names = useProcessWords();
  const [walked, setWalked] = useState(false);
  const list = useInfiniteQuery(workQuery(ws, 'approval'));
  useTitle(words.title);
  const items = useMemo(() => (list.data?.pages ?? []).flatMap((page) => page.items), [list.data]);
  const on = new URLSearchParams(search).get('on') ?? '';
  const [first] = items;
  const active = wanted(on, items);
  const at = active ? items.indexOf(active) : -1;
  const [id = ''] = on.split('.');
  // Submitted anew it waits for another signature, which is looked at afresh.
  const again = items.find((item) => item.id === id) ?? first;
  const following = items[at + 1];
  useEffect(() => warmDecision(ws, following), [ws, following]);
  useEffect(() => {
    // Held by the address: what comes up meanwhile must not take the place of what is being looked at.
    if (on === '' && first) navigate(addressOf(path, first), { replace: true });
  }, [on, first, path, navigate]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  useEffect(() => {
    if (on !== '' && !active && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [on, active, hasNextPage, isFetchingNextPage, fetchNextPage]);

  const open = (item: WorkItem | undefined) => {
    if (!item) return;
    setWalked(true);
    navigate(addressOf(path, item), { replace: true });
  };
  const done = () => {
    const next = following ?? items[at - 1];
    if (next) open(next);
    else navigate(path, { replace: true });
    if (list.hasNextPage && items.length < 20) void list.fetchNextPage();
  };
  useWorkKeys({
    keys: items.map(keyOf),
    active: active ? keyOf(active) : undefined,
    onActive: (key) => open(items.find((item) => keyOf(item) === key)),
    onOpen: () => undefined,
  });

  const body = () => {
    if (list.isPending) return <Waiting />;
    if (list.isError && !list.data) return <Failed error={list.error} onRetry={() => void list.refetch()} />;
    if (!first && on === '')
      return (
        <div className="message">
          <Icon name="healthy" size={32} />
          <p>{words.empty}</p>
        </div>
      );
    return (
      <div className="ap-panes">
        {phone ? null : (
          <nav className="ap-list" aria-label={words.waiting}>
            <ul>
              {items.map((item) => (
                <Line
                  key={keyOf(item)}
                  item={item}
                  now={now}
                  words={names}
                  active={item === active}
                  onOpen={() => open(item)}
                />
              ))}
            </ul>
            {list.hasNextPage ? (
              <button type="button" className="btn work-more" onClick={() => void list.fetchNextPage()}>
                {t.work.more}
              </button>
            ) : null}
          </nav>
        )}
        {active ? (
          <DecisionPane key={keyOf(active)} item={active} now={now} words={names} walked={walked} onDone={done} />
        ) : on === '' || list.isFetching ? (
          <Waiting />
        ) : (
          <Gone id={id} next={again ? () => open(again) : undefined} />
        )}
      </div>
    );
  };
  return (
    <>
      <header className="page-head">
        <Icon name="sign" size={18} />
        <h1>{words.title}</h1>
        <span className="spread" />
        {active ? (
          <>
            <span className="ap-keys q-quiet">{words.keys}</span>
            <span className="ap-position">
              {words.position(format.number(at + 1), `${format.number(items.length)}${list.hasNextPage ? '+' : ''}`)}
            </span>
            <button
              type="button"
              className="btn square"
              aria-label={words.previous}
              title={`${words.previous} (K)`}
              disabled={at <= 0}
              onClick={() => open(items[at - 1])}
            >
              <Icon name="up" />
            </button>
            <button
              type="button"
              className="btn square"
              aria-label={words.next}
              title={`${words.next} (J)`}
              disabled={!following}
              onClick={() => open(following)}
            >
              <Icon name="down" />
            </button>
          </>
        ) : null}
      </header>
      {body()}
    </>
  );
}
