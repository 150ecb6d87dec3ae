import '../styles/records.css';
import './book.css';
import './help.css';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import type { PageProps } from '../app/route.tsx';
import { Choice } from '../audit/parts/choice.tsx';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { newKey } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { MoreButton } from '../kit/more-button.tsx';
import { Person } from '../kit/person.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { listQuery, recordQuery } from '../lib/records.ts';
import { RefChip } from '../records/value.tsx';
import { answerQuestion, makeEntryOf } from './api.ts';
import { useLinkNames } from './links.ts';
import { Lines } from './my-questions.tsx';
import { WhyLink } from './why-link.tsx';
import { entryHref } from './write-entry.tsx';

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Where somebody stood who asked, and what went wrong there. */
function Context({ question }: { question: WebRecord }) {
  const { t } = useI18n();
  const words = t.problems.questions;
  const names = useLinkNames();
  const page = textOf(question['page']);
  const code = textOf(question['errorCode']);
  const recordId = textOf(question['recordId']);
  // A page of one record is reached by the record itself.
  const isPlace = page !== undefined && !page.includes(':');
  return (
    <p className="pb-context">
      {page ? (
        <span>
          {words.from} {isPlace ? <Link href={page}>{names.nameOf('pages', page)}</Link> : names.nameOf('pages', page)}
        </span>
      ) : null}
      {recordId ? <RefChip id={recordId} /> : null}
      {code ? (
        <span className="badge bad" title={code}>
          {names.nameOf('errorCodes', code)}
        </span>
      ) : null}
      {code ? <WhyLink code={code} compact /> : null}
    </p>
  );
}

/** The answer is written where the question stands. */
function AnswerForm({ question }: { question: WebRecord }) {
  const i18n = useI18n();
  const { t } = i18n;
  const words = t.problems.questions;
  const id = useId();
  const { workspaceId } = useWorkspace();
  const [answer, setAnswer] = useState('');
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  const send = async () => {
    if (busy) return;
    if (answer.trim() === '') {
      setFault(words.needed);
      document.getElementById(id)?.focus();
      return;
    }
    setBusy(true);
    setFault(undefined);
    try {
      await answerQuestion(workspaceId, question, answer.trim());
      toast({ text: words.sent });
    } catch (error) {
      setFault(errorText(error, i18n));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className="pb-answer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <label htmlFor={id}>{words.answer}</label>
      <textarea
        id={id}
        className="input"
        rows={3}
        maxLength={4000}
        placeholder={words.answerHint}
        value={answer}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-fault`}
        onChange={(event) => setAnswer(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          void send();
        }}
      />
      <div id={`${id}-fault`} className="form-fault" role={fault ? 'alert' : undefined}>
        {fault}
      </div>
      <div>
        <button type="submit" className="btn primary" disabled={busy} title="Ctrl Enter">
          {busy ? words.sending : words.send}
        </button>
      </div>
    </form>
  );
}

/** What others will ask too becomes an entry of the book. */
function MakeEntry({ question }: { question: WebRecord }) {
  const i18n = useI18n();
  const { t } = i18n;
  const words = t.problems.questions;
  const { workspaceId } = useWorkspace();
  const [, navigate] = useLocation();
  const [busy, setBusy] = useState(false);
  const key = useRef(newKey());
  const entryId = textOf(question['entryId']);
  if (entryId)
    return (
      <Link className="btn small" href={entryHref(entryId)}>
        <Icon name="book" size={14} />
        {words.openEntry}
      </Link>
    );
  const make = async () => {
    setBusy(true);
    try {
      navigate(entryHref((await makeEntryOf(workspaceId, question, key.current)).id));
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
      setBusy(false);
    }
  };
  return (
    <button type="button" className="btn small" disabled={busy} onClick={() => void make()}>
      <Icon name="book" size={14} />
      {busy ? t.problems.write.making : words.makeEntry}
    </button>
  );
}

/** A question with where it was asked from; long texts are read with the record itself. */
function QuestionCard({ row }: { row: WebRecord }) {
  const { t } = useI18n();
  const format = useFormat();
  const { workspaceId, memberId, canWrite } = useWorkspace();
  const full = useQuery(recordQuery(workspaceId, 'helpRequest', row.id)).data;
  const question = full ?? row;
  const answer = textOf(question['answer']);
  const asker = textOf(question['askerId']) ?? question.createdBy;
  const who = answer ? textOf(question['answeredBy']) : question.ownerId;
  const answers = canWrite('problems') || question.ownerId === memberId;
  return (
    <li className="q-sheet pb-question">
      <div className="help-asked-head">
        <Person id={asker} />
        <time dateTime={question.createdAt} title={format.instant(question.createdAt)} className="quiet-hint">
          {format.ago(question.createdAt)}
        </time>
        {who && who !== memberId ? (
          <span className="pb-owner quiet-hint">
            {answer ? t.problems.help.answerOf : t.problems.help.answeredBy} <Person id={who} />
          </span>
        ) : null}
      </div>
      <div className="help-asked-question">
        <Lines text={textOf(question['question']) ?? String(question['subject'] ?? '')} />
      </div>
      <Context question={question} />
      {answer ? (
        <div className="pb-right">
          <Lines text={answer} />
        </div>
      ) : full && answers && question['status'] === 'open' ? (
        <AnswerForm question={full} />
      ) : null}
      {answer && full && canWrite('problems') ? (
        <div className="q-row">
          <MakeEntry question={full} />
        </div>
      ) : null}
    </li>
  );
}

const views = ['open', 'answered'] as const;

/** Questions that people asked from where they stood, to be answered and made into entries. */
export default function QuestionsPage({ params }: PageProps) {
  const { t } = useI18n();
  const words = t.problems.questions;
  const { workspaceId } = useWorkspace();
  const [, navigate] = useLocation();
  const id = params['id'];
  const search = new URLSearchParams(useSearch());
  const view = views.find((one) => one === search.get('status')) ?? 'open';
  const list = useInfiniteQuery({
    ...listQuery(workspaceId, 'helpRequest', {
      filter: [`status:eq:${view}`],
      // Who has waited longest comes first.
      sort: view === 'open' ? 'createdAt' : '-createdAt',
    }),
    enabled: id === undefined,
  });
  const one = useQuery({ ...recordQuery(workspaceId, 'helpRequest', id ?? ''), enabled: id !== undefined });
  useTitle(words.title);
  const rows = id ? (one.data ? [one.data] : []) : (list.data?.pages.flatMap((page) => page.items) ?? []);
  const body = () => {
    const answer = id ? one : list;
    if (answer.isPending) return <Waiting />;
    if (answer.isError && rows.length === 0)
      return <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
    if (rows.length === 0)
      return (
        <div className="message">
          <Icon name="meeting" size={28} />
          <p className="q-text">{view === 'open' ? words.emptyOpen : words.emptyAnswered}</p>
          <Link className="btn" href="/problem-book">
            {t.problems.title}
          </Link>
        </div>
      );
    return (
      <ul className="pb-questions">
        {rows.map((row) => (
          <QuestionCard key={row.id} row={row} />
        ))}
      </ul>
    );
  };
  return (
    <>
      <header className="page-head">
        {id ? (
          <Link href="/help-requests" className="btn quiet small square" aria-label={words.title} title={words.title}>
            <Icon name="left" />
          </Link>
        ) : null}
        <Icon name="meeting" size={18} />
        <h1>{words.title}</h1>
        <span className="spread" />
        <Link className="btn quiet" href="/problem-book">
          <Icon name="book" />
          {t.problems.title}
        </Link>
      </header>
      <div className="q-body">
        {id ? null : (
          <>
            <p className="q-text">{words.intro}</p>
            <Choice
              label={words.title}
              value={view}
              onChange={(next) =>
                navigate(next === 'open' ? '/help-requests' : `/help-requests?status=${next}`, { replace: true })
              }
              options={views.map((value) => ({ value, label: words.views[value] }))}
            />
          </>
        )}
        {body()}
        {id ? null : <MoreButton list={list} />}
      </div>
    </>
  );
}
