import '../styles/form.css';
import '../problems/print.css';
import './interviews.css';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { MAX_QUESTIONS, questionSet, questionSetStates } from '../../../shared/interviews/question-set.ts';
import { defaultProcess } from '../../../shared/processes.ts';
import type { PageProps } from '../app/route.tsx';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText, faultsByField, faultText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { recordQuery } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { saveRecord } from '../records/save.ts';
import { textOf } from './parts.tsx';
import { QuestionCard } from './question-card.tsx';
import { SetPaper } from './set-paper.tsx';

type Line = Record<string, unknown>;

interface Draft {
  name: string;
  passMark: number;
  lines: readonly { id: number; line: Line }[];
}

let last = 0;
const held = (line: Line) => ({ id: ++last, line });
const draftOf = (record: WebRecord): Draft => ({
  name: titleOf(record),
  passMark: Number(record['passMark'] ?? 0),
  lines: (record.lines ?? []).map(held),
});

const moved = <T,>(all: readonly T[], from: number, to: number): T[] => {
  const next = [...all];
  const [one] = next.splice(from, 1);
  if (one !== undefined) next.splice(to, 0, one);
  return next;
};

/** What an empty box says is nothing. */
const sendable = (line: Line): Line =>
  Object.fromEntries(Object.entries(line).filter(([, value]) => value !== '' && value !== undefined));

function Loaded({ record }: { record: WebRecord }) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const words = t.interviews.sets;
  const format = useFormat();
  const { workspaceId: ws, canWrite } = useWorkspace();
  const id = useId();
  const [draft, setDraft] = useState<Draft>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<{ error: unknown }>();
  const body = useRef<HTMLDivElement>(null);
  useTitle(titleOf(record));
  const now = draft ?? draftOf(record);
  const editable = canWrite('interviews') && !record.archivedAt;
  const status = textOf(record['status']) as keyof typeof questionSetStates;
  const process = defaultProcess(textOf(record['processKey']));
  const faults = faultsByField(problem?.error);
  const faultAt = (field: string): string | undefined => {
    const found = faults.get(field);
    return found && faultText(found, i18n);
  };
  // The list is long: what is wrong may be far from the button that was pressed.
  useEffect(() => {
    if (problem) body.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problem]);
  const change = (part: Partial<Draft>): void => setDraft({ ...now, ...part });
  const setLine = (at: number, line: Line): void =>
    change({ lines: now.lines.map((one, place) => (place === at ? { ...one, line } : one)) });
  const save = async (more: Record<string, unknown>, said: string) => {
    setBusy(true);
    setProblem(undefined);
    try {
      const { name, passMark, lines } = now;
      const edited = draft ? { name, passMark, lines: lines.map(({ line }) => sendable(line)) } : {};
      await saveRecord(ws, record, { ...edited, ...more });
      setDraft(undefined);
      toast({ text: said });
    } catch (error) {
      setProblem({ error });
    }
    setBusy(false);
  };
  const drop = (): void => {
    setDraft(undefined);
    setProblem(undefined);
  };
  const remove = (at: number): void => {
    const before = now;
    change({ lines: now.lines.filter((_one, place) => place !== at) });
    toast({ text: words.removed, action: { label: t.common.undo, run: () => setDraft(before) } });
  };
  return (
    <>
      <header className="page-head">
        <Icon name="list" size={18} />
        <h1>{titleOf(record)}</h1>
        <span className={`badge ${status === 'published' ? 'good' : ''}`}>{label(questionSetStates[status])}</span>
        <span className="spread" />
        <button type="button" className="btn quiet" onClick={() => window.print()}>
          <Icon name="print" />
          {words.print}
        </button>
        {editable && status !== 'published' ? (
          <button
            type="button"
            className={`btn ${draft ? '' : 'primary'}`}
            disabled={busy || now.lines.length === 0}
            onClick={() => void save({ status: 'published' }, words.published)}
          >
            {words.publish}
          </button>
        ) : null}
        {editable && status === 'published' ? (
          <button
            type="button"
            className="btn quiet"
            disabled={busy}
            onClick={() => void save({ status: 'retired' }, words.retiredNow)}
          >
            {words.retire}
          </button>
        ) : null}
      </header>
      <div className="q-body iv-set-page" ref={body}>
        <div className="iv-set-head">
          <div className="q-field">
            <label htmlFor={`${id}-name`}>{words.name}</label>
            <input
              id={`${id}-name`}
              className="input"
              maxLength={120}
              readOnly={!editable}
              aria-invalid={faults.has('name')}
              value={now.name}
              onChange={({ target }) => change({ name: target.value })}
            />
          </div>
          <div className="q-field">
            <label htmlFor={`${id}-mark`}>{words.passMark}</label>
            <input
              id={`${id}-mark`}
              className="input"
              type="number"
              min={1}
              max={100}
              readOnly={!editable}
              aria-invalid={faults.has('passMark')}
              value={now.passMark}
              onChange={({ target }) => change({ passMark: target.valueAsNumber || 0 })}
            />
            {faults.has('passMark') ? <span className="field-fault">{faultAt('passMark')}</span> : null}
          </div>
        </div>
        <p className="iv-meta">
          {process ? <span>{label(process.label)}</span> : null}
          <span>{words.questions(format.number(now.lines.length))}</span>
        </p>
        {now.lines.length === 0 ? <p className="q-text">{words.empty}</p> : null}
        <ol className="iv-cards">
          {now.lines.map(({ id: key, line }, at) => (
            <QuestionCard
              key={key}
              number={at + 1}
              of={now.lines.length}
              line={line}
              editable={editable}
              faultOf={(name) => faultAt(`lines.${at}.${name}`)}
              onChange={(next) => setLine(at, next)}
              onMove={(by) => change({ lines: moved(now.lines, at, at + by) })}
              onRemove={() => remove(at)}
            />
          ))}
        </ol>
        {editable && now.lines.length < MAX_QUESTIONS ? (
          <div>
            <button
              type="button"
              className="btn"
              onClick={() => change({ lines: [...now.lines, held({ points: 1 })] })}
            >
              <Icon name="plus" />
              {words.add}
            </button>
          </div>
        ) : null}
        {problem && !draft ? (
          <div className="form-fault" role="alert">
            {errorText(problem.error, i18n)}
          </div>
        ) : null}
        {draft ? (
          <div className="iv-save">
            {problem ? (
              <span className="form-fault" role="alert">
                {errorText(problem.error, i18n)}
              </span>
            ) : (
              <span>{words.unsaved}</span>
            )}
            <span className="spread" />
            <button type="button" className="btn quiet" disabled={busy} onClick={drop}>
              {t.common.cancel}
            </button>
            <button type="button" className="btn primary" disabled={busy} onClick={() => void save({}, words.saved)}>
              {busy ? words.saving : words.save}
            </button>
          </div>
        ) : null}
        <SetPaper record={record} />
      </div>
    </>
  );
}

/** A question list: its questions with their right answers, edited here and printed. */
export default function SetPage({ params }: PageProps) {
  const { workspaceId: ws } = useWorkspace();
  const answer = useQuery(recordQuery(ws, questionSet.name, params['id'] ?? ''));
  if (answer.data) return <Loaded key={answer.data.id} record={answer.data} />;
  return (
    <div className="q-body">
      {answer.error ? <Failed error={answer.error} onRetry={() => void answer.refetch()} /> : <Waiting />}
    </div>
  );
}
