import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useI18n } from '../i18n/index.tsx';
import type { IconName } from '../kit/icon.tsx';
import { Icon, iconOfType } from '../kit/icon.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useSlow } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { useRefTitle } from '../lib/titles.ts';
import { keyOf, type WorkItem, workQuery } from '../work/api.ts';
import { groupOf } from '../work/due.ts';
import { useNow } from '../work/now.ts';
import { type ProcessWords, useProcessWords } from '../work/words.ts';
import { DueBadge, workHref } from '../work/work-line.tsx';

/** What is asked of a person rather than of a document: a lesson or an interview, an answer to a notice, an action of a meeting. */
const personal: ReadonlySet<string> = new Set(['interview', 'warning', 'meeting']);

/** Lines that a card shows; the rest is one click away. */
const LINES = 7;

function Line({ item, now, words }: { item: WorkItem; now: string; words: ProcessWords }) {
  const { t } = useI18n();
  const format = useFormat();
  const account = useRefTitle(item.accountId);
  const person = useRefTitle(item.onBehalfOf);
  const principal = item.onBehalfOf ? t.work.onBehalf(person ?? t.common.unknownPerson) : undefined;
  const process = words.process(item.process);
  const what =
    item.kind === 'approval' ? t.work.sign(process) : t.work.step(process, words.state(item.process, item.state));
  return (
    <li className="home-line">
      <Icon name={item.kind === 'approval' ? 'sign' : iconOfType(item.type)} />
      <span className="home-text">
        <Link href={workHref(item)} className="home-title ellipsis">
          {item.title}
        </Link>
        <span className="home-detail ellipsis">{[principal, what, account].filter(Boolean).join(' · ')}</span>
      </span>
      {item.amount === undefined ? null : (
        <span className="home-amount wide-only">{format.moneyShort(item.amount, item.currency)}</span>
      )}
      <DueBadge due={item.due} now={now} />
    </li>
  );
}

interface CardProps {
  icon: IconName;
  title: string;
  empty: string;
  href: string;
  all: string;
  items: readonly WorkItem[];
  marks: ReactNode;
}

function Card({ icon, title, empty, href, all, items, marks }: CardProps) {
  const words = useProcessWords();
  const now = useNow();
  return (
    <section className="home-card">
      <header>
        <Icon name={icon} />
        <h2>{title}</h2>
        {marks}
        <span className="spread" />
        {items.length > 0 ? (
          <Link href={href} className="link">
            {all}
          </Link>
        ) : null}
      </header>
      {items.length === 0 ? (
        <p className="home-empty">
          <Icon name="check" />
          {empty}
        </p>
      ) : null}
      <ul>
        {items.slice(0, LINES).map((item) => (
          <Line key={keyOf(item)} item={item} now={now} words={words} />
        ))}
      </ul>
    </section>
  );
}

/** What is the member's to do on documents: next steps by urgency, and signatures. */
export function MineToDo() {
  const i18n = useI18n();
  const { t } = i18n;
  const format = useFormat();
  const { workspaceId: ws, timeZone } = useWorkspace();
  const now = useNow();
  const list = useInfiniteQuery(workQuery(ws));
  const slow = useSlow(list.isPending);
  if (list.isError && !list.data)
    return (
      <section className="home-card">
        <header>
          <Icon name="list" />
          <h2>{t.work.home}</h2>
        </header>
        <p className="quiet-text" role="alert">
          {errorText(list.error, i18n)}
        </p>
      </section>
    );
  if (!list.data)
    return slow ? (
      <section className="home-card home-wait" aria-busy="true">
        <span className="skeleton" />
        <span className="skeleton" />
      </section>
    ) : null;
  const items = list.data.pages.flatMap((page) => page.items);
  const own = items.filter((item) => item.kind === 'step' && personal.has(item.type));
  const steps = items.filter((item) => item.kind === 'step' && !personal.has(item.type));
  const approvals = items.filter((item) => item.kind === 'approval');
  const late = (group: 'overdue' | 'today', of: readonly WorkItem[]): number =>
    of.filter((item) => groupOf(item.due, now, timeZone) === group).length;
  // With more pages behind, what was counted is not all.
  const number = (count: number): string => `${format.number(count)}${list.hasNextPage ? '+' : ''}`;
  const marks = (of: readonly WorkItem[]) => (
    <>
      {of.length > 0 ? <span className="badge">{number(of.length)}</span> : null}
      {late('overdue', of) > 0 ? (
        <span className="badge bad">
          {t.work.groups.overdue} {format.number(late('overdue', of))}
        </span>
      ) : null}
      {late('today', of) > 0 ? (
        <span className="badge warn">
          {t.work.groups.today} {format.number(late('today', of))}
        </span>
      ) : null}
    </>
  );
  return (
    <>
      {own.length > 0 ? (
        // Among dozens of documents it would go under.
        <Card
          icon="member"
          title={t.work.homeOwn}
          empty={t.work.homeEmpty}
          href="/work"
          all={t.work.homeAll}
          items={own}
          marks={marks(own)}
        />
      ) : null}
      <Card
        icon="list"
        title={t.work.home}
        empty={t.work.homeEmpty}
        href="/work"
        all={t.work.homeAll}
        items={steps}
        marks={marks(steps)}
      />
      <Card
        icon="sign"
        title={t.work.homeApprovals}
        empty={t.work.homeNoApprovals}
        href="/approvals"
        all={t.work.homeApprovalsAll}
        items={approvals}
        marks={marks(approvals)}
      />
    </>
  );
}
