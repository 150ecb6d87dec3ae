import '../styles/records.css';
import './interviews.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { interview, interviewKinds, interviewStates } from '../../../shared/interviews/interview.ts';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { MoreButton } from '../kit/more-button.tsx';
import { Person } from '../kit/person.tsx';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { listQuery } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { conditionText } from '../records/conditions.ts';
import { useFieldSpecs } from '../records/fields.ts';
import { FilterChips } from '../records/filter-bar.tsx';
import { viewText } from '../records/view.ts';
import { AskDialog } from './ask-dialog.tsx';
import { askedIn } from './asked.ts';
import { KnowledgePart } from './knowledge-part.tsx';
import { InterviewTabs, textOf, toneOf } from './parts.tsx';

function Row({ record }: { record: WebRecord }) {
  const { t, label } = useI18n();
  const words = t.interviews;
  const format = useFormat();
  const due = textOf(record['dueOn']);
  const held = textOf(record['heldAt']);
  const late = held === '' && due < format.today();
  const state = interviewStates[record['status'] as keyof typeof interviewStates];
  const kind = interviewKinds[record['kind'] as keyof typeof interviewKinds];
  return (
    <li className="iv-row">
      <Link className="q-main" href={`/interviews/${record.id}`}>
        {titleOf(record)}
      </Link>
      <span className="iv-meta">
        {kind ? <span>{label(kind)}</span> : null}
        <span>{held ? format.instant(held) : words.due(format.date(due))}</span>
        <Person id={textOf(record['interviewerId'])} />
        {Number(record['attempt'] ?? 1) > 1 ? (
          <span>{words.result.attempt(format.number(Number(record['attempt'])))}</span>
        ) : null}
      </span>
      <span className="iv-meta iv-end">
        {held ? <span className="number">{words.percent(format.number(Number(record['percent'] ?? 0)))}</span> : null}
        {late ? (
          <span className="badge bad">
            <Icon name="warning" size={12} /> {words.overdue}
          </span>
        ) : (
          <span className={`badge ${toneOf(record['status'])}`}>{state ? label(state) : ''}</span>
        )}
      </span>
    </li>
  );
}

interface PartProps {
  title: string;
  empty: string;
  filter: readonly string[];
  sort: string;
}

function Part({ title, empty, filter, sort }: PartProps) {
  const { workspaceId: ws } = useWorkspace();
  const answer = useInfiniteQuery(listQuery(ws, interview.name, { filter, sort }));
  const rows = answer.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="iv-part" aria-label={title}>
      <h2>
        {title}{' '}
        {answer.data && rows.length > 0 ? <span className="tab-count">{answer.data.pages[0]?.total}</span> : null}
      </h2>
      {answer.isPending ? <Waiting /> : null}
      {answer.isError ? <Failed error={answer.error} onRetry={() => void answer.refetch()} /> : null}
      {answer.data && rows.length === 0 ? <p className="q-text">{empty}</p> : null}
      {rows.length > 0 ? (
        <ul className="iv-rows">
          {rows.map((record) => (
            <Row key={record.id} record={record} />
          ))}
        </ul>
      ) : null}
      <MoreButton list={answer} />
    </section>
  );
}

/** What is planned and what was held, beside each other's knowledge; or what the address asks for alone. */
function Lists() {
  const { t } = useI18n();
  const words = t.interviews;
  const { canWrite, timeZone } = useWorkspace();
  const [, navigate] = useLocation();
  const specs = useFieldSpecs(interview);
  const asked = askedIn(useSearch(), timeZone);
  const asks = canWrite('interviews');
  const show = (next: typeof asked) => {
    const view = {
      conditions: next,
      sort: undefined,
      columns: undefined,
      archived: 'no',
      q: '',
      shape: undefined,
    } as const;
    const text = viewText(view);
    navigate(text ? `/interviews?${text}` : '/interviews', { replace: true });
  };
  if (asked.length > 0)
    return (
      <div className="iv-stack">
        <FilterChips conditions={asked} specs={specs} onChange={show} />
        <Part title={words.matching} empty={words.noMatch} filter={asked.map(conditionText)} sort="-dueOn" />
        <p className="q-text">
          <Link className="link" href="/interviews">
            {words.all}
          </Link>
        </p>
      </div>
    );
  return (
    <div className={asks ? 'iv-columns' : undefined}>
      <div className="iv-stack">
        {asks ? (
          <Part title={words.planned} empty={words.plannedEmpty} filter={['status:eq:planned']} sort="dueOn" />
        ) : null}
        <Part
          title={words.held}
          empty={asks ? words.heldEmpty : words.ownEmpty}
          filter={['status:in:passed|failed|learnt']}
          sort="-heldAt"
        />
      </div>
      {asks ? <KnowledgePart /> : null}
    </div>
  );
}

/** Interviews that are planned and those that were held; for everybody else, their own. */
export default function InterviewsPage() {
  const { t } = useI18n();
  const words = t.interviews;
  const { canWrite } = useWorkspace();
  const [asking, setAsking] = useState<'plan' | 'draw'>();
  const asks = canWrite('interviews');
  useTitle(words.title);
  return (
    <>
      <header className="page-head">
        <Icon name="meeting" size={18} />
        <h1>{words.title}</h1>
        <span className="spread" />
        {asks ? (
          <>
            <button type="button" className="btn" onClick={() => setAsking('plan')}>
              <Icon name="plus" />
              {words.plan.open}
            </button>
            <button type="button" className="btn primary" onClick={() => setAsking('draw')}>
              <Icon name="group" />
              {words.draw.open}
            </button>
          </>
        ) : null}
      </header>
      <div className="q-body">
        {asks ? <InterviewTabs /> : null}
        <p className="q-text">{asks ? words.intro : words.ownIntro}</p>
        <Lists />
      </div>
      {asking ? <AskDialog how={asking} onClose={() => setAsking(undefined)} /> : null}
    </>
  );
}
