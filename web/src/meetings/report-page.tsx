import '../problems/print.css';
import '../review/review.css';
import '../review/compare.css';
import './meetings.css';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { addMonths, localMonth } from '../../../shared/kernel/time.ts';
import { topicKinds } from '../../../shared/meetings/meeting.ts';
import type { CommitteeReport } from '../../../shared/meetings/meetings.contract.ts';
import { MOST_MONTHS, monthsOf } from '../../../shared/meetings/report.ts';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { ComparedTable } from '../review/compared-table.tsx';
import { NarrativeLines } from '../review/narrative-section.tsx';
import { PdfButton } from '../review/pdf-button.tsx';
import { isMonth, monthName } from '../review/period.ts';
import { mailReport, reportQuery } from './api.ts';
import { ReportNeeds } from './report-needs.tsx';

/** Months that a picker offers. */
const CHOICES = 25;

type Told = CommitteeReport['decisions'];

function Spoken({ title, items }: { title: string; items: Told }) {
  const { t } = useI18n();
  if (items.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {items.map((one) => (
          <li key={`${one.meetingId} ${one.text} ${one.decision ?? ''}`}>
            <Link href={`/meetings/${one.meetingId}`}>{one.text}</Link>
            {one.notes ? <p className="mt-words">{one.notes}</p> : null}
            {one.decision ? (
              <p className="mt-words">
                <b>{t.meetings.decision}:</b> {one.decision}
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function ActionsPart({ actions }: Pick<CommitteeReport, 'actions'>) {
  const { t } = useI18n();
  const words = t.meetings;
  const format = useFormat();
  if (actions.all === 0) return null;
  const [all, done, overdue] = [actions.all, actions.done, actions.overdue].map(format.number) as [
    string,
    string,
    string,
  ];
  return (
    <section>
      <h2>{words.actions}</h2>
      <p>{words.report.counts(all, done, overdue)}</p>
      <ul>
        {actions.open.map((one) => (
          <li key={`${one.meetingId} ${one.text} ${one.owner ?? ''} ${one.dueDate ?? ''}`}>
            <Link href={`/meetings/${one.meetingId}`}>{one.text}</Link>
            {[
              one.owner,
              one.dueDate && `${words.due} ${format.date(one.dueDate)}`,
              one.carried && words.carried(one.carried),
            ]
              .filter(Boolean)
              .map((part) => ` · ${part}`)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Paper({ report }: { report: CommitteeReport }) {
  const { t, lang } = useI18n();
  const words = t.meetings.report;
  const format = useFormat();
  const { workspaceName } = useWorkspace();
  const month = (period: string) => monthName(period, lang);
  const [first, last] = [report.periods[0], report.periods.at(-1)];
  return (
    <article className="pbp-sheet mt-paper">
      <header className="pbp-head">
        <span>{workspaceName}</span>
        <span>{t.meetings.minutes.printed(format.date(format.today()))}</span>
      </header>
      <h1>
        {words.title} · {words.of(month(report.from), month(report.to))}
      </h1>
      {report.missing.length > 0 ? (
        <p className="rv-note">{words.missing(report.missing.map(month).join(lang === 'en' ? ', ' : '、'))}</p>
      ) : null}
      {report.leftOut === undefined ? null : <p className="rv-note">{words.leftOut(format.number(report.leftOut))}</p>}
      {report.narrative.length > 0 ? (
        <section>
          <h2>{words.says}</h2>
          <NarrativeLines lines={report.narrative} />
        </section>
      ) : null}
      {(Object.keys(topicKinds) as (keyof typeof topicKinds)[]).map((kind) => (
        <Spoken key={kind} title={words.topics[kind]} items={report.topics[kind]} />
      ))}
      <Spoken title={words.decisions} items={report.decisions} />
      <ActionsPart actions={report.actions} />
      <ReportNeeds needs={report.needs} />
      {first && last && first !== last && report.figures.length > 0 ? (
        <section>
          <h2>{words.figuresOf(month(first), month(last))}</h2>
          <ComparedTable periods={[first, last]} rows={report.figures} />
        </section>
      ) : null}
      {report.meetings.length > 0 ? (
        <section>
          <h2>{words.meetings}</h2>
          <ul>
            {report.meetings.map((one) => (
              <li key={one.id}>
                <Link href={`/meetings/${one.id}`}>
                  {format.date(one.date)} {one.subject}
                </Link>
                {one.attendees.length > 0 ? ` · ${one.attendees.join(lang === 'en' ? ', ' : '、')}` : ''}
                {one.summary ? <p className="mt-words">{one.summary}</p> : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </article>
  );
}

interface SpanProps {
  from: string;
  to: string;
  current: string;
  onChange: (from: string, to: string) => void;
}

function Span({ from, to, current, onChange }: SpanProps) {
  const { t, lang } = useI18n();
  const words = t.meetings.report;
  const id = useId();
  const months = Array.from({ length: CHOICES }, (_, back) => addMonths(current, -back));
  const options = (value: string) =>
    [...new Set([...months, value])]
      .sort()
      .reverse()
      .map((month) => (
        <option key={month} value={month}>
          {monthName(month, lang)}
        </option>
      ));
  return (
    <div className="mt-span no-print">
      <label htmlFor={`${id}-from`}>{words.from}</label>
      <select id={`${id}-from`} className="input" value={from} onChange={(event) => onChange(event.target.value, to)}>
        {options(from)}
      </select>
      <label htmlFor={`${id}-to`}>{words.to}</label>
      <select id={`${id}-to`} className="input" value={to} onChange={(event) => onChange(from, event.target.value)}>
        {options(to)}
      </select>
    </div>
  );
}

function MailButton({ from, to }: { from: string; to: string }) {
  const i18n = useI18n();
  const words = i18n.t.meetings.report;
  const format = useFormat();
  const { workspaceId } = useWorkspace();
  const [busy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    try {
      const count = await mailReport(workspaceId, from, to);
      toast({ text: count > 0 ? words.mailed(format.number(count), count === 1) : words.mailedNobody });
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <button type="button" className="btn" disabled={busy} onClick={() => void send()}>
      <Icon name="email" />
      {words.mail}
    </button>
  );
}

/** The committee's report to the management on a span of months: one page. */
export default function ReportPage() {
  const { t } = useI18n();
  const words = t.meetings.report;
  const { workspaceId, timeZone, can } = useWorkspace();
  const [, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch());
  const current = localMonth(new Date().toISOString(), timeZone);
  const named = (key: string, fallback: string) => {
    const value = asked.get(key) ?? '';
    return isMonth(value) ? value : fallback;
  };
  const to = named('to', current);
  const from = named('from', addMonths(to, -2));
  const right = from <= to && monthsOf(from, to).length <= MOST_MONTHS;
  const answer = useQuery({
    ...reportQuery(workspaceId, from, to),
    enabled: right,
    placeholderData: keepPreviousData,
  });
  useTitle(words.title);
  const report = answer.data;
  const body = () => {
    if (!right) return <p className="message">{words.wrongSpan}</p>;
    if (answer.error) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
    if (!report) return <Waiting />;
    if (report.meetings.length === 0 && report.periods.length === 0)
      return (
        <div className="message">
          <p>{words.empty}</p>
          <Link className="btn" href="/meetings">
            {words.plan}
          </Link>
        </div>
      );
    return <Paper report={report} />;
  };
  return (
    <>
      <header className="page-head no-print">
        <Link href="/reviews" className="btn quiet small square" aria-label={t.reviews.back}>
          <Icon name="left" />
        </Link>
        <h1 className="ellipsis">{words.title}</h1>
        <span className="spread" />
        {can('reviews:write') && right ? <MailButton from={from} to={to} /> : null}
        {report && right ? <PdfButton report={{ from, to }} /> : null}
        <button type="button" className="btn primary" disabled={!report || !right} onClick={() => window.print()}>
          <Icon name="print" />
          {words.print}
        </button>
      </header>
      <div className="q-body pbp-body">
        <p className="mt-intro no-print">{words.intro}</p>
        <Span
          from={from}
          to={to}
          current={current}
          onChange={(of, until) => navigate(`/committee-report?from=${of}&to=${until}`, { replace: true })}
        />
        {body()}
      </div>
    </>
  );
}
