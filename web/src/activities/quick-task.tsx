import type { KeyboardEvent } from 'react';
import { useRef, useState } from 'react';
import { newKey } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { instantOf } from '../lib/dates.ts';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { usePageKeys } from '../lib/keys.ts';
import { useWorkspace } from '../lib/me.tsx';
import { createRecord } from '../lib/records.ts';
import { noteActivities } from './api.ts';
import type { Reminder } from './planning.ts';
import { remindAt } from './planning.ts';
import { ReminderSelect } from './reminder-select.tsx';

/** A task in one line: Enter puts it on the list. */
export function QuickTask() {
  const i18n = useI18n();
  const { t } = i18n;
  const words = t.activities;
  const format = useFormat();
  const { workspaceId: ws, memberId, timeZone } = useWorkspace();
  const [subject, setSubject] = useState('');
  const [date, setDate] = useState(format.today());
  const [clock, setClock] = useState('18:00');
  const [reminder, setReminder] = useState<Reminder>('none');
  const [busy, setBusy] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const submit = useRef({ content: '', key: '' });
  usePageKeys({ n: () => box.current?.focus() });

  const save = async () => {
    if (subject.trim() === '' || busy) return;
    const dueAt = instantOf(date, clock, timeZone);
    const remind = remindAt(dueAt, reminder);
    const body = {
      kind: 'task',
      subject: subject.trim(),
      ownerId: memberId,
      dueAt,
      ...(remind ? { remindAt: remind } : {}),
    };
    const content = JSON.stringify(body);
    if (submit.current.content !== content) submit.current = { content, key: newKey() };
    setBusy(true);
    try {
      await createRecord(ws, 'activity', { body, idempotencyKey: submit.current.key });
      submit.current = { content: '', key: '' };
      setSubject('');
      noteActivities(ws);
      toast({ text: words.day.added });
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
    } finally {
      setBusy(false);
      box.current?.focus();
    }
  };
  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') void save();
    else if (event.key === 'Escape') event.currentTarget.blur();
    else return;
    event.preventDefault();
  };
  return (
    <div className="day-new">
      <Icon name="plus" />
      <input
        ref={box}
        className="input day-subject"
        maxLength={200}
        placeholder={words.day.placeholder}
        aria-label={words.day.add}
        value={subject}
        onChange={(event) => setSubject(event.target.value)}
        onKeyDown={keys}
      />
      <input
        type="date"
        className="input"
        aria-label={words.quick.date}
        value={date}
        onChange={(event) => setDate(event.target.value || date)}
        onKeyDown={keys}
      />
      <input
        type="time"
        className="input"
        aria-label={words.quick.time}
        value={clock}
        onChange={(event) => setClock(event.target.value || clock)}
        onKeyDown={keys}
      />
      <ReminderSelect value={reminder} onChange={setReminder} />
      <button
        type="button"
        className="btn primary"
        disabled={busy || subject.trim() === ''}
        onClick={() => void save()}
      >
        {t.common.save}
      </button>
    </div>
  );
}
