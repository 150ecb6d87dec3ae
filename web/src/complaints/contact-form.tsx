import type { KeyboardEvent } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { contactKinds } from '../../../shared/complaints/complaints.contract.ts';
import { useI18n } from '../i18n/index.tsx';
import type { IconName } from '../kit/icon.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { localParts } from '../lib/dates.ts';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { useSubmit } from '../receivables/use-submit.ts';
import { parseDraft } from '../records/draft.ts';
import { FieldEditor } from '../records/editors.tsx';
import { sendContact } from './api.ts';

type Kind = (typeof contactKinds)[number];
const icons: Record<Kind, IconName> = {
  call: 'call',
  visit: 'visit',
  meeting: 'meeting',
  email: 'email',
  note: 'note',
};

const when = {
  name: 'happenedAt',
  type: 'datetime',
  label: { en: 'When', zh: '时间' },
  required: false,
  place: 'field',
} as const;

/** The way in which the complaint reached us, as a kind of contact. */
const kindOf = (source: unknown): Kind =>
  source === 'email' ? 'email' : source === 'visit' ? 'visit' : source === 'chat' ? 'note' : 'call';

interface Props {
  record: WebRecord;
  /** Opened in order to type: a new object each time. */
  wanted: object | undefined;
}

/** The next contact is written down where the earlier ones are read; Ctrl+Enter logs it. */
export function ContactForm({ record, wanted }: Props) {
  const i18n = useI18n();
  const words = i18n.t.complaints.told;
  const format = useFormat();
  const { workspaceId: ws, timeZone, currency } = useWorkspace();
  const id = useId();
  const first = Number(record['contacts'] ?? 0) === 0;
  const description = typeof record['description'] === 'string' ? record['description'] : '';
  const [kind, setKind] = useState<Kind>(first ? kindOf(record['channel']) : 'call');
  const [asked, setAsked] = useState('');
  const [answered, setAnswered] = useState(first ? description : '');
  const [time, setTime] = useState<string>();
  const [fault, setFault] = useState<string>();
  const sending = useSubmit();
  const box = useRef<HTMLTextAreaElement>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (!wanted) return;
    box.current?.scrollIntoView({ block: 'center' });
    box.current?.focus({ preventScroll: true });
  }, [wanted]);

  const save = async () => {
    if (answered.trim() === '') {
      setFault(words.needed);
      box.current?.focus();
      return;
    }
    const parsed =
      time === undefined ? undefined : parseDraft(time, when, { timeZone, currency, today: format.today() });
    if (parsed && 'fault' in parsed) return setFault(words.badTime);
    const happenedAt = typeof parsed?.value === 'string' ? parsed.value : undefined;
    if (happenedAt !== undefined && Date.parse(happenedAt) > Date.now()) return setFault(words.future);
    setFault(undefined);
    const body = {
      kind,
      answered: answered.trim(),
      ...(asked.trim() ? { asked: asked.trim() } : {}),
      ...(happenedAt ? { happenedAt } : {}),
      ...(typeof record['contactId'] === 'string' ? { contactId: record['contactId'] } : {}),
    };
    const made = await sending.submit(body, (idempotencyKey) => sendContact(ws, record.id, { body, idempotencyKey }));
    if (!made) return;
    setAsked('');
    setAnswered('');
    setTime(undefined);
    toast({ text: words.saved });
    // Who went on to something else meanwhile is left there.
    const at = document.activeElement;
    if (at === document.body || form.current?.contains(at)) document.getElementById(`${id}-asked`)?.focus();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void save();
  };
  return (
    <form
      ref={form}
      className="cp-contact-form"
      aria-label={words.log}
      onKeyDown={keys}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className="quick-kinds" role="radiogroup" aria-label={words.kind}>
        {contactKinds.map((one) => (
          // biome-ignore lint/a11y/useSemanticElements: a drawn choice
          <button
            key={one}
            type="button"
            role="radio"
            aria-checked={one === kind}
            className="quick-kind"
            title={words.kinds[one]}
            onClick={() => setKind(one)}
          >
            <Icon name={icons[one]} size={14} />
            <span>{words.kinds[one]}</span>
          </button>
        ))}
        <span className="spread" />
        {time === undefined ? (
          <button
            type="button"
            className="btn small quiet"
            onClick={() => {
              const { date, clock } = localParts(new Date().toISOString(), timeZone);
              setTime(`${date} ${clock}`);
            }}
          >
            {words.other}
          </button>
        ) : (
          <label className="cp-when" htmlFor={`${id}-when`}>
            <span className="hidden-text">{words.when}</span>
            <FieldEditor id={`${id}-when`} spec={when} draft={time} onDraft={setTime} />
          </label>
        )}
      </div>
      <div className="cp-contact-texts">
        <label htmlFor={`${id}-asked`}>{words.asked}</label>
        <input
          id={`${id}-asked`}
          className="input"
          autoComplete="off"
          maxLength={10_000}
          placeholder={words.askedPlaceholder}
          value={asked}
          onChange={(event) => setAsked(event.target.value)}
        />
        <label htmlFor={`${id}-answered`}>{words.answered}</label>
        <textarea
          id={`${id}-answered`}
          ref={box}
          className="input"
          rows={2}
          maxLength={10_000}
          placeholder={words.answeredPlaceholder}
          value={answered}
          aria-invalid={fault === words.needed}
          aria-describedby={`${id}-fault`}
          onChange={(event) => {
            setAnswered(event.target.value);
            setFault(undefined);
          }}
        />
      </div>
      <div id={`${id}-fault`} className="form-fault" role={fault || sending.problem ? 'alert' : undefined}>
        {fault ?? (sending.problem ? errorText(sending.problem, i18n) : null)}
      </div>
      <div className="cp-foot">
        <button type="submit" className="btn primary" disabled={sending.busy}>
          {sending.busy ? i18n.t.common.saving : words.save}
        </button>
        <span className="quiet-hint wide-only">{first && description ? words.reading : words.keys}</span>
      </div>
    </form>
  );
}
