import type { FormEvent } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { ApiError, newKey } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { errorText } from '../lib/faults.ts';
import { focusNow } from '../lib/hooks.ts';
import { lastFailure } from '../lib/last-failure.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { isText, recallHere, rememberHere } from '../lib/storage.ts';
import { useRefTitle } from '../lib/titles.ts';
import type { Question } from './api.ts';
import { askHelp } from './api.ts';
import { useLinkNames } from './links.ts';
import { pageOf, recordOf } from './page-of.ts';

const kept = 'help-question';

/** What goes along with a question: where somebody stands, and what went wrong there. */
const useContext = (code: string | undefined): Omit<Question, 'question'> => {
  const [path] = useLocation();
  const failure = code ?? lastFailure(window.location.pathname, Date.now())?.code;
  return { page: pageOf(path), ...(failure ? { errorCode: failure } : {}), ...recordOf(path) };
};

function Sent({ asked, onMine }: { asked: WebRecord; onMine: () => void }) {
  const { t } = useI18n();
  const words = t.problems.help;
  return (
    <div className="help-sent" role="status">
      <p>
        <Icon name="check" /> {words.sent}
      </p>
      <p>
        {asked.ownerId ? (
          <>
            {words.answeredBy} <Person id={asked.ownerId} />
          </>
        ) : (
          words.answeredSoon
        )}
      </p>
      <button type="button" className="btn" ref={focusNow} onClick={onMine}>
        {words.mine}
      </button>
    </div>
  );
}

/** A question to the person who looks after the CRM, with what it takes along. */
export function AskHelp({ code, onMine }: { code: string | undefined; onMine: () => void }) {
  const i18n = useI18n();
  const { t } = i18n;
  const words = t.problems.help;
  const id = useId();
  const { workspaceId } = useWorkspace();
  const names = useLinkNames();
  const context = useContext(code);
  const title = useRefTitle(context.recordId);
  const [question, setQuestion] = useState(() => recallHere(kept, isText) ?? '');
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState<WebRecord>();
  const key = useRef(newKey());
  useEffect(() => rememberHere(kept, question === '' ? undefined : question), [question]);

  const send = async (event: Pick<FormEvent, 'preventDefault'>) => {
    event.preventDefault();
    if (busy) return;
    if (question.trim() === '') {
      setFault(words.needed);
      document.getElementById(id)?.focus();
      return;
    }
    setBusy(true);
    setFault(undefined);
    try {
      setAsked(await askHelp(workspaceId, { question: question.trim(), ...context }, key.current));
      setQuestion('');
    } catch (error) {
      // What was refused is another request once it is mended.
      if (error instanceof ApiError && error.status >= 400 && error.status < 500) key.current = newKey();
      setFault(errorText(error, i18n));
    } finally {
      setBusy(false);
    }
  };
  if (asked) return <Sent asked={asked} onMine={onMine} />;
  const taken: [string, string][] = [
    [words.takes.page, names.nameOf('pages', context.page)],
    ...(context.recordId ? ([[words.takes.record, title ?? context.recordId]] as [string, string][]) : []),
    ...(context.errorCode
      ? ([[words.takes.error, names.nameOf('errorCodes', context.errorCode)]] as [string, string][])
      : []),
  ];
  return (
    <form className="help-ask" onSubmit={(event) => void send(event)}>
      <label htmlFor={id}>{words.question}</label>
      <textarea
        id={id}
        ref={focusNow}
        className="input"
        rows={5}
        maxLength={1000}
        placeholder={words.questionHint}
        value={question}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-fault`}
        onChange={(event) => setQuestion(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send(event);
        }}
      />
      <div id={`${id}-fault`} className="form-fault" role={fault ? 'alert' : undefined}>
        {fault}
      </div>
      <section className="help-takes" aria-label={words.takes.title}>
        <h3>{words.takes.title}</h3>
        <dl>
          {taken.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <button type="submit" className="btn primary" disabled={busy} title="Ctrl Enter">
        {busy ? words.sending : words.send}
      </button>
    </form>
  );
}
