import { useQuery } from '@tanstack/react-query';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Person } from '../kit/person.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { recordQuery } from '../lib/records.ts';
import { myQuestionsQuery } from './api.ts';

/** Lines of a text as they were written. */
export function Lines({ text }: { text: string }) {
  return text.split('\n').map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the same line may stand twice
    <p key={index}>{line}</p>
  ));
}

/** A question with its answer; long texts are read with the record itself. */
function Asked({ row, onOpen }: { row: WebRecord; onOpen: (entryId: string) => void }) {
  const { t } = useI18n();
  const words = t.problems.help;
  const format = useFormat();
  const { workspaceId } = useWorkspace();
  const full = useQuery(recordQuery(workspaceId, 'helpRequest', row.id)).data ?? row;
  const { answer, answeredBy, entryId, status } = full;
  const who = typeof answeredBy === 'string' ? answeredBy : full.ownerId;
  return (
    <li className="help-asked">
      <div className="help-asked-head">
        <span className={`badge ${status === 'answered' ? 'good' : 'info'}`}>
          {status === 'answered' ? words.answered : words.waiting}
        </span>
        <time dateTime={full.createdAt} className="quiet-hint">
          {format.ago(full.createdAt)}
        </time>
      </div>
      <div className="help-asked-question">
        <Lines text={String(full['question'] ?? '')} />
      </div>
      {typeof answer === 'string' && answer !== '' ? (
        <div className="pb-right">
          <Lines text={answer} />
        </div>
      ) : null}
      {who ? (
        <div className="help-asked-who">
          {status === 'answered' ? words.answerOf : words.answeredBy} <Person id={who} />
        </div>
      ) : null}
      {typeof entryId === 'string' ? (
        <button type="button" className="link" onClick={() => onOpen(entryId)}>
          {words.openEntry}
        </button>
      ) : null}
    </li>
  );
}

/** What somebody asked, with the answers. */
export function MyQuestions({ onOpen, onAsk }: { onOpen: (entryId: string) => void; onAsk: () => void }) {
  const { t } = useI18n();
  const words = t.problems.help;
  const { workspaceId, memberId } = useWorkspace();
  const answer = useQuery(myQuestionsQuery(workspaceId, memberId));
  if (answer.isPending) return <Waiting />;
  if (answer.isError) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.data.items.length === 0)
    return (
      <div className="help-empty">
        <p>{words.noneAsked}</p>
        <button type="button" className="btn primary" onClick={onAsk}>
          {words.ask}
        </button>
      </div>
    );
  return (
    <section className="help-part">
      <h3>{words.mine}</h3>
      <ul className="help-questions">
        {answer.data.items.map((row) => (
          <Asked key={row.id} row={row} onOpen={onOpen} />
        ))}
      </ul>
    </section>
  );
}
