import '../problems/print.css';
import './meetings.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { meetingKinds } from '../../../shared/meetings/meeting.ts';
import type { PageProps } from '../app/route.tsx';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { recordQuery } from '../lib/records.ts';
import { useRefTitle } from '../lib/titles.ts';
import { linesOf, textOf } from './lines.ts';

/** A name in running text. */
function Name({ id }: { id: string }) {
  const { t } = useI18n();
  const name = useRefTitle(id);
  return <>{name === undefined ? '' : (name ?? t.common.unknownPerson)}</>;
}

function Paper({ record }: { record: WebRecord }) {
  const { t, label } = useI18n();
  const words = t.meetings;
  const format = useFormat();
  const { workspaceName } = useWorkspace();
  const lines = record.lines ?? [];
  const [people, topics, actions] = [
    linesOf(lines, 'attendee'),
    linesOf(lines, 'topic'),
    linesOf(lines, 'action'),
  ] as const;
  const kind = meetingKinds[String(record['kind']) as keyof typeof meetingKinds];
  const chair = record['chairId'];
  return (
    <article className="pbp-sheet mt-paper">
      <header className="pbp-head">
        <span>
          {workspaceName} · {words.minutes.title}
        </span>
        <span>{words.minutes.printed(format.date(format.today()))}</span>
      </header>
      <h1>{String(record['subject'] ?? '')}</h1>
      <p className="mt-facts">
        <span>{format.date(String(record['date'] ?? ''))}</span>
        {kind ? <span>{label(kind)}</span> : null}
        {record['place'] ? <span>{String(record['place'])}</span> : null}
        {typeof chair === 'string' ? (
          <span>
            {words.minutes.chair}: <Name id={chair} />
          </span>
        ) : null}
      </p>
      <h2>{words.people}</h2>
      <p className="mt-facts">
        {people.length === 0
          ? words.minutes.none
          : people.map(({ at, line }) => (
              <span key={at}>
                <Name id={textOf(line, 'ownerId')} />
              </span>
            ))}
      </p>
      {record['summary'] ? (
        <>
          <h2>{words.minutes.summary}</h2>
          <p className="mt-words">{String(record['summary'])}</p>
        </>
      ) : null}
      <h2>{words.topics}</h2>
      {topics.length === 0 ? <p>{words.minutes.none}</p> : null}
      <ol>
        {topics.map(({ at, line }) => (
          <li key={at}>
            <strong>{textOf(line, 'text')}</strong>
            {textOf(line, 'notes') ? <p className="mt-words">{textOf(line, 'notes')}</p> : null}
            {textOf(line, 'decision') ? (
              <p className="mt-words">
                <b>{words.decision}:</b> {textOf(line, 'decision')}
              </p>
            ) : null}
          </li>
        ))}
      </ol>
      <h2>{words.actions}</h2>
      {actions.length === 0 ? <p>{words.minutes.none}</p> : null}
      <ol>
        {actions.map(({ at, line }) => (
          <li key={at}>
            <strong>{textOf(line, 'text')}</strong>
            {textOf(line, 'ownerId') ? (
              <>
                {' · '}
                <Name id={textOf(line, 'ownerId')} />
              </>
            ) : null}
            {textOf(line, 'dueDate') ? ` · ${words.due} ${format.date(textOf(line, 'dueDate'))}` : ''}
            {textOf(line, 'doneDate') ? ` · ${words.doneOn(format.date(textOf(line, 'doneDate')))}` : ''}
            {line['carried'] ? ` · ${words.carried(Number(line['carried']))}` : ''}
            {textOf(line, 'result') ? <p className="mt-words">{textOf(line, 'result')}</p> : null}
          </li>
        ))}
      </ol>
    </article>
  );
}

/** The minutes on paper. */
export default function MinutesPage({ params }: PageProps) {
  const { t } = useI18n();
  const words = t.meetings.minutes;
  const { workspaceId } = useWorkspace();
  const id = params['id'] ?? '';
  const answer = useQuery(recordQuery(workspaceId, 'meeting', id));
  useTitle(words.title);
  return (
    <>
      <header className="page-head no-print">
        <Link href={`/meetings/${id}`} className="btn quiet small square" aria-label={words.back} title={words.back}>
          <Icon name="left" />
        </Link>
        <h1 className="ellipsis">{words.title}</h1>
        <span className="spread" />
        <button type="button" className="btn primary" disabled={!answer.data} onClick={() => window.print()}>
          <Icon name="print" />
          {words.print}
        </button>
      </header>
      <div className="q-body pbp-body">
        {answer.data ? (
          <Paper record={answer.data} />
        ) : answer.error ? (
          <Failed error={answer.error} onRetry={() => void answer.refetch()} />
        ) : (
          <Waiting />
        )}
      </div>
    </>
  );
}
