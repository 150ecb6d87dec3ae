import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { LESSON_DAYS, REPEAT_DAYS } from '../../../shared/interviews/interview.ts';
import { lessonOf, MAX_LESSON, standingOf } from '../../../shared/interviews/result.ts';
import { addDays } from '../../../shared/kernel/time.ts';
import { Note } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import type { Ending } from './api.ts';
import { finishOne, hintsQuery } from './api.ts';

interface Lesson {
  text: string;
  entry: string;
  due: string;
  repeatOn: string;
}

/** What the person learns and when they are asked again. */
function LessonForm({
  record,
  value,
  onChange,
}: {
  record: WebRecord;
  value: Lesson;
  onChange: (next: Lesson) => void;
}) {
  const { t, label } = useI18n();
  const words = t.interviews.hold;
  const format = useFormat();
  const { workspaceId: ws } = useWorkspace();
  const id = useId();
  const hints = useQuery(hintsQuery(ws, record));
  const lessons = hints.data?.lessons ?? [];
  return (
    <div className="iv-lesson">
      <div className="q-field">
        <label htmlFor={`${id}-text`}>{words.lesson}</label>
        <textarea
          id={`${id}-text`}
          className="input"
          rows={6}
          maxLength={MAX_LESSON}
          value={value.text}
          onChange={({ target }) => onChange({ ...value, text: target.value })}
        />
        <span className="quiet-hint">{words.lessonHint}</span>
      </div>
      {lessons.length > 0 ? (
        <div className="q-field">
          <label htmlFor={`${id}-entry`}>{words.entry}</label>
          <select
            id={`${id}-entry`}
            className="input"
            value={value.entry}
            onChange={({ target }) => onChange({ ...value, entry: target.value })}
          >
            <option value="">{words.noEntry}</option>
            {lessons.map((one) => (
              <option key={one.id} value={one.id}>
                {label(one.title)}
              </option>
            ))}
          </select>
        </div>
      ) : null}
      <div className="iv-days">
        {(['due', 'repeatOn'] as const).map((name) => (
          <div key={name} className="q-field">
            <label htmlFor={`${id}-${name}`}>{name === 'due' ? words.lessonDue : words.repeatOn}</label>
            <input
              id={`${id}-${name}`}
              className="input"
              type="date"
              min={format.today()}
              value={value[name]}
              onChange={({ target }) => onChange({ ...value, [name]: target.value })}
            />
          </div>
        ))}
      </div>
    </div>
  );
}

/** The end of an interview whose answers are all judged. */
export function FinishPart({ record, lines }: { record: WebRecord; lines: readonly Record<string, unknown>[] }) {
  const i18n = useI18n();
  const { t, lang } = i18n;
  const words = t.interviews.hold;
  const format = useFormat();
  const { workspaceId: ws } = useWorkspace();
  const { percent, result } = standingOf(lines, record['passMark']);
  const [lesson, setLesson] = useState<Partial<Lesson>>({});
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  if (!result) return null;
  const value: Lesson = {
    text: lessonOf(lines, lang === 'en' ? 'en' : 'zh'),
    entry: '',
    due: addDays(format.today(), LESSON_DAYS),
    repeatOn: addDays(format.today(), REPEAT_DAYS),
    ...lesson,
  };
  const failed = result === 'failed';
  const finish = async () => {
    if (busy) return;
    setBusy(true);
    setFault(undefined);
    const body: Ending = failed
      ? {
          // Left as it was proposed, it is written in the language of the person who learns it.
          ...(lesson.text === undefined ? {} : { lessonText: value.text }),
          ...(value.entry ? { lessonEntryId: value.entry } : {}),
          ...(value.due ? { lessonDue: value.due } : {}),
          ...(value.repeatOn ? { repeatOn: value.repeatOn } : {}),
        }
      : {};
    try {
      await finishOne(ws, record, body);
    } catch (error) {
      setFault(errorText(error, i18n));
      setBusy(false);
    }
  };
  return (
    <section className="iv-finish" aria-label={words.finish}>
      <Note tone={failed ? 'bad' : 'good'}>
        <strong>
          {t.interviews.result.of(format.number(percent ?? 0), format.number(Number(record['passMark'] ?? 0)))}
        </strong>{' '}
        {failed ? words.fails : words.passes}
      </Note>
      {failed ? <LessonForm record={record} value={value} onChange={setLesson} /> : null}
      {fault ? (
        <div className="form-fault" role="alert">
          {fault}
        </div>
      ) : null}
      <button type="button" className="btn primary iv-big" disabled={busy} onClick={() => void finish()}>
        {busy ? words.finishing : words.finish}
      </button>
    </section>
  );
}
