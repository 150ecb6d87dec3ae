import { useEffect, useRef, useState } from 'react';
import type { Judgement } from '../../../shared/interviews/result.ts';
import { judgements, standingOf, wordsOf } from '../../../shared/interviews/result.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { ClashError, reloadRecord, saveRecord } from '../records/save.ts';
import { FinishPart } from './finish-part.tsx';
import { textOf, toneOf } from './parts.tsx';

type Line = Record<string, unknown>;
const order = Object.keys(judgements) as Judgement[];

/** The place of the next question that is not judged, after one; the same one where all are. */
const nextOpen = (lines: readonly Line[], at: number): number => {
  const round = lines.map((_line, step) => (at + 1 + step) % lines.length);
  return round.find((place) => lines[place]?.['judgement'] === undefined) ?? Math.min(at + 1, lines.length - 1);
};

/** The answers of an interview under way: each is saved as it is judged, and each note as it is left. */
const useAnswers = (record: WebRecord) => {
  const i18n = useI18n();
  const { workspaceId: ws } = useWorkspace();
  // What was just entered stands until the answer comes: the next one is laid on it.
  const [draft, setDraft] = useState<Line[]>();
  const [saving, setSaving] = useState(0);
  const latest = useRef<Line[]>(undefined);
  const lines = draft ?? record.lines ?? [];
  const save = (next: Line[]): void => {
    latest.current = next;
    setDraft(next);
    setSaving((count) => count + 1);
    void saveRecord(ws, record, { lines: next })
      .catch(async (error: unknown) => {
        toast({ text: errorText(error, i18n), tone: 'bad' });
        if (error instanceof ClashError) await reloadRecord(ws, record).catch(() => undefined);
        latest.current = next;
      })
      .finally(() => {
        setSaving((count) => count - 1);
        // A later edit goes on being shown until it is saved itself.
        if (latest.current === next) setDraft(undefined);
      });
  };
  const set = (at: number, change: Line): void =>
    save(lines.map((line, place) => (place === at ? { ...line, ...change } : line)));
  return { lines, set, saving: saving > 0 };
};

/** What somebody wrote before looking: kept while typing, saved when it is left. */
function Answer({ line, onSave }: { line: Line; onSave: (text: string) => void }) {
  const { t } = useI18n();
  const words = t.interviews.hold;
  const saved = textOf(line['answer']);
  const [text, setText] = useState(saved);
  return (
    <label className="q-field">
      <span className="q-label">{words.answer}</span>
      <textarea
        className="input"
        rows={3}
        maxLength={1000}
        placeholder={words.answerHint}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onBlur={() => {
          if (text !== saved) onSave(text);
        }}
      />
    </label>
  );
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');

/** One question after the other: asked, noted, compared with the right answer, judged. For the phone and for the keyboard. */
export function Hold({ record }: { record: WebRecord }) {
  const { t, label, lang } = useI18n();
  const words = t.interviews.hold;
  const format = useFormat();
  const { lines, set, saving } = useAnswers(record);
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      (record.lines ?? []).findIndex((line) => line['judgement'] === undefined),
    ),
  );
  const [shown, setShown] = useState(false);
  const line = lines[at];
  const language = lang === 'en' ? 'en' : 'zh';
  const go = (place: number): void => {
    if (place < 0 || place >= lines.length) return;
    setAt(place);
    setShown(false);
  };
  const judge = (judgement: Judgement): void => {
    set(at, { judgement });
    const after = lines.map((one, place) => (place === at ? { ...one, judgement } : one));
    go(nextOpen(after, at));
  };
  const press = useRef<(event: KeyboardEvent) => void>(() => undefined);
  press.current = (event) => {
    if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const judgement = order[Number(event.key) - 1];
    if (judgement) judge(judgement);
    else if (event.key === 'ArrowLeft') go(at - 1);
    else if (event.key === 'ArrowRight') go(at + 1);
    else return;
    event.preventDefault();
  };
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press.current(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  if (!line) return null;
  const { judged, percent } = standingOf(lines, record['passMark']);
  return (
    <div className="iv-hold">
      <section className="iv-question" aria-label={words.progress(format.number(at + 1), format.number(lines.length))}>
        <div className="iv-progress">
          <span>{words.progress(format.number(at + 1), format.number(lines.length))}</span>
          {line['critical'] === true ? <span className="badge warn">{words.critical}</span> : null}
          <span className="quiet-hint">{words.points(format.number(Number(line['points'] ?? 1)))}</span>
          <span className="spread" />
          <span className="quiet-hint" role="status">
            {saving
              ? words.saving
              : judged > 0
                ? `${words.saved} · ${words.standing(format.number(percent ?? 0))}`
                : ''}
          </span>
        </div>
        <div className="iv-track" aria-hidden="true">
          <span style={{ width: `${(judged / lines.length) * 100}%` }} />
        </div>
        <p className="iv-asked">{wordsOf(line, 'question', language)}</p>
        <Answer key={`${record.id} ${at}`} line={line} onSave={(answer) => set(at, { answer })} />
        <div>
          <button type="button" className="btn quiet" aria-expanded={shown} onClick={() => setShown(!shown)}>
            <Icon name="eye" />
            {shown ? words.hide : words.reveal}
          </button>
          {shown ? <p className="iv-right">{wordsOf(line, 'answer', language)}</p> : null}
        </div>
        <fieldset className="iv-judge" aria-label={words.judge}>
          {order.map((judgement, place) => (
            <button
              key={judgement}
              type="button"
              className={`btn iv-big ${toneOf(judgement)}`}
              aria-pressed={line['judgement'] === judgement}
              onClick={() => judge(judgement)}
            >
              <kbd>{place + 1}</kbd>
              {label(judgements[judgement])}
            </button>
          ))}
        </fieldset>
        <div className="iv-progress">
          <button type="button" className="btn quiet" disabled={at === 0} onClick={() => go(at - 1)}>
            <Icon name="left" />
            {words.previous}
          </button>
          <span className="spread quiet-hint iv-keys">{words.keys}</span>
          <button type="button" className="btn quiet" disabled={at === lines.length - 1} onClick={() => go(at + 1)}>
            {words.next}
            <Icon name="right" />
          </button>
        </div>
      </section>
      <FinishPart record={record} lines={lines} />
      <details className="iv-all">
        <summary>{words.questions}</summary>
        <ol>
          {lines.map((one, place) => {
            const judgement = judgements[one['judgement'] as Judgement];
            return (
              <li key={textOf(one['key']) || String(place)}>
                <button type="button" className="link" aria-current={place === at} onClick={() => go(place)}>
                  {wordsOf(one, 'question', language)}
                </button>{' '}
                <span className={`badge ${toneOf(one['judgement'])}`}>{judgement ? label(judgement) : words.open}</span>
              </li>
            );
          })}
        </ol>
      </details>
    </div>
  );
}
