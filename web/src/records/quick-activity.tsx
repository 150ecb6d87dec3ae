import type { ClipboardEvent, KeyboardEvent } from 'react';
import { useRef, useState } from 'react';
import { activityKinds } from '../../../shared/activities/activity.ts';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { addDays } from '../../../shared/kernel/time.ts';
import type { Reminder } from '../activities/planning.ts';
import { remindAt } from '../activities/planning.ts';
import { ReminderSelect } from '../activities/reminder-select.tsx';
import { isMail, usePasteMail } from '../activities/use-paste-mail.ts';
import { newKey } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import type { IconName } from '../kit/icon.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { instantOf } from '../lib/dates.ts';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { focusNow } from '../lib/hooks.ts';
import { usePageKeys } from '../lib/keys.ts';
import { useWorkspace } from '../lib/me.tsx';
import { queryClient } from '../lib/query-client.ts';
import type { WebRecord } from '../lib/records.ts';
import { createRecord } from '../lib/records.ts';
import { activityField } from './relations.ts';

type Kind = keyof typeof activityKinds;
const kinds = Object.keys(activityKinds) as Kind[];
const icons: Record<Kind, IconName> = {
  call: 'call',
  meeting: 'meeting',
  visit: 'visit',
  task: 'task',
  note: 'note',
  email: 'email',
};

const kindLetters: Readonly<Record<string, Kind>> = {
  c: 'call',
  m: 'meeting',
  v: 'visit',
  t: 'task',
  n: 'note',
  e: 'email',
};
/** What can be arranged for a day as well as noted afterwards; a task always is. */
const canPlan = (kind: Kind): boolean => kind === 'call' || kind === 'meeting' || kind === 'visit';

/** The records that an activity on this page belongs to: a contact's activities belong to its account as well. */
const links = (entity: Entity, record: WebRecord): Record<string, unknown> => {
  const own = activityField(entity);
  return {
    ...(own ? { [own]: record.id } : {}),
    ...(entity.name !== 'account' && typeof record['accountId'] === 'string' ? { accountId: record['accountId'] } : {}),
  };
};

/** One submit with its key and time, kept until it succeeds: a retry must be the same request. */
interface Submit {
  content: string;
  key: string;
  at: string;
}

/** One line that notes an activity: arrows choose the kind, Enter saves. */
export function QuickActivity({ entity, record }: { entity: Entity; record: WebRecord }) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const format = useFormat();
  const { workspaceId: ws, memberId, timeZone } = useWorkspace();
  const [kind, setKind] = useState<Kind>('call');
  const [subject, setSubject] = useState('');
  const [note, setNote] = useState<string>();
  const [due, setDue] = useState(addDays(format.today(), 1));
  const [clock, setClock] = useState('18:00');
  const [planned, setPlanned] = useState(false);
  const [reminder, setReminder] = useState<Reminder>('none');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const box = useRef<HTMLInputElement>(null);
  const submit = useRef<Submit>(undefined);
  const pasteMail = usePasteMail();
  usePageKeys({ a: () => box.current?.focus() });
  const plans = kind === 'task' || (planned && canPlan(kind));

  const save = async () => {
    if (subject.trim() === '' || busy) return;
    const dueAt = instantOf(due, clock, timeZone);
    const remind = plans ? remindAt(dueAt, reminder) : undefined;
    const content = {
      kind,
      subject: subject.trim(),
      ownerId: memberId,
      ...links(entity, record),
      ...(note?.trim() ? { note: note.trim() } : {}),
      ...(plans ? { dueAt } : {}),
      ...(remind ? { remindAt: remind } : {}),
    };
    const text = JSON.stringify(content);
    if (submit.current?.content !== text)
      submit.current = { content: text, key: newKey(), at: new Date().toISOString() };
    const body = plans ? content : { ...content, happenedAt: submit.current.at };
    setBusy(true);
    setProblem(undefined);
    try {
      await createRecord(ws, 'activity', { body, idempotencyKey: submit.current.key });
      submit.current = undefined;
      setSubject('');
      setNote(undefined);
      toast({ text: t.record.timeline.added });
      void queryClient.invalidateQueries({ queryKey: ['timeline', ws] });
      for (const what of ['list', 'page']) void queryClient.invalidateQueries({ queryKey: [what, ws, 'activity'] });
      box.current?.focus();
    } catch (error) {
      setProblem(errorText(error, i18n));
    } finally {
      setBusy(false);
    }
  };
  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) setKind(kinds[(kinds.indexOf(kind) + by + kinds.length) % kinds.length] ?? 'call');
    else if (event.key === 'Enter') void save();
    else if (event.key === 'Escape') event.currentTarget.blur();
    else return;
    event.preventDefault();
  };
  /** A letter and a space at the beginning choose the kind. */
  const type = (text: string) => {
    const chosen =
      subject === '' || subject.length === 1
        ? kindLetters[/^([a-z]) $/i.exec(text)?.[1]?.toLowerCase() ?? '']
        : undefined;
    if (chosen) setKind(chosen);
    setSubject(chosen ? '' : text);
  };
  const paste = (event: ClipboardEvent<HTMLInputElement>) => {
    const raw = event.clipboardData.getData('text/plain');
    if (!isMail(raw, timeZone)) return;
    event.preventDefault();
    void pasteMail({ raw, ...links(entity, record) });
  };
  const choose = (one: Kind) => {
    setKind(one);
    box.current?.focus();
  };
  return (
    <div className="quick">
      <div className="quick-kinds" role="radiogroup" aria-label={t.record.timeline.kind}>
        {kinds.map((one) => (
          // biome-ignore lint/a11y/useSemanticElements: a drawn choice; the arrows in the text move it
          <button
            key={one}
            type="button"
            role="radio"
            aria-checked={one === kind}
            tabIndex={-1}
            className="quick-kind"
            title={label(activityKinds[one])}
            onClick={() => choose(one)}
          >
            <Icon name={icons[one]} />
            <span>{label(activityKinds[one])}</span>
          </button>
        ))}
      </div>
      <div className="quick-line">
        <input
          ref={box}
          className="input"
          maxLength={200}
          placeholder={t.record.timeline.placeholder}
          aria-label={t.record.timeline.add}
          title={`${t.record.timeline.hint}. ${t.activities.quick.keys}. ${t.activities.quick.pasteHint}`}
          value={subject}
          onChange={(event) => type(event.target.value)}
          onKeyDown={keys}
          onPaste={paste}
        />
        {canPlan(kind) ? (
          <button
            type="button"
            className="btn square"
            aria-label={t.activities.quick.plan}
            title={t.activities.quick.plan}
            aria-pressed={planned}
            onClick={() => setPlanned(!planned)}
          >
            <Icon name="date" />
          </button>
        ) : null}
        <button
          type="button"
          className="btn square"
          aria-label={t.record.timeline.noteToggle}
          title={t.record.timeline.noteToggle}
          aria-pressed={note !== undefined}
          onClick={() => setNote(note === undefined ? '' : undefined)}
        >
          <Icon name="note" />
        </button>
        <button
          type="button"
          className="btn primary"
          disabled={busy || subject.trim() === ''}
          onClick={() => void save()}
        >
          {t.common.save}
        </button>
      </div>
      {plans ? (
        <div className="quick-line quick-plan">
          <input
            type="date"
            className="input quick-due"
            aria-label={t.record.timeline.due}
            value={due}
            onChange={(event) => setDue(event.target.value || due)}
          />
          <input
            type="time"
            className="input quick-due"
            aria-label={t.activities.quick.time}
            value={clock}
            onChange={(event) => setClock(event.target.value || clock)}
          />
          <ReminderSelect value={reminder} onChange={setReminder} />
        </div>
      ) : null}
      {note === undefined ? null : (
        <textarea
          className="input"
          ref={focusNow}
          rows={3}
          maxLength={4000}
          aria-label={t.record.timeline.note}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          onKeyDown={(event) => (event.key === 'Enter' && (event.ctrlKey || event.metaKey) ? void save() : undefined)}
        />
      )}
      {problem ? (
        <p className="form-fault" role="alert">
          {problem}
        </p>
      ) : null}
    </div>
  );
}
