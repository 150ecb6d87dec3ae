import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { KeyboardEvent } from 'react';
import { useId, useRef, useState } from 'react';
import { entityOf } from '../../../shared/entities.ts';
import { countryCodes } from '../../../shared/standards/countries.ts';
import { useI18n } from '../i18n/index.tsx';
import { Calendar } from '../kit/calendar.tsx';
import type { Option } from '../kit/combobox.tsx';
import { Combobox } from '../kit/combobox.tsx';
import { Popover } from '../kit/popover.tsx';
import { useFormat } from '../lib/format.ts';
import { useDebounced, usePhone } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { pageQuery } from '../lib/records.ts';
import { noteTitles, titleOf, useMembers, useRefTitle } from '../lib/titles.ts';
import type { Draft } from './draft.ts';
import type { FieldSpec } from './fields.ts';

export interface EditorProps {
  spec: FieldSpec;
  draft: Draft;
  /** `picked`: chosen from a list, so that a cell can save at once. */
  onDraft: (draft: Draft, how: 'typed' | 'picked') => void;
  onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
  onBlur?: () => void;
  id?: string;
  autoFocus?: boolean;
  invalid?: boolean;
  describedBy?: string;
}

const chooser = (props: EditorProps) => ({
  onPick: (option: Option | undefined) => props.onDraft(option?.value ?? '', 'picked'),
  ...(props.onKeyDown ? { onKeyDown: props.onKeyDown } : {}),
  ...(props.onBlur ? { onBlur: props.onBlur } : {}),
  input: {
    ...(props.id ? { id: props.id } : {}),
    ...(props.autoFocus ? { autoFocus: true } : {}),
    ...(props.invalid ? { invalid: true } : {}),
    describedBy: props.describedBy,
  },
});

function EnumEditor(props: EditorProps) {
  const { t, label } = useI18n();
  const [typed, setTyped] = useState('');
  const values = props.spec.type === 'boolean' ? [{ value: 'true', text: t.common.yes }, { value: 'false', text: t.common.no }] : (props.spec.values ?? []).map((one) => ({ value: one.value, text: label(one.label) }));
  const wanted = typed.trim().toLowerCase();
  const options = values.filter((one) => one.text.toLowerCase().includes(wanted) || one.value.includes(wanted));
  return <Combobox {...chooser(props)} text={values.find((one) => one.value === props.draft)?.text ?? props.draft} options={options} onType={setTyped} />;
}

function MemberEditor(props: EditorProps) {
  const members = useMembers();
  const title = useRefTitle(props.draft || undefined);
  const [typed, setTyped] = useState('');
  const wanted = typed.trim().toLowerCase();
  const options = (members.data ?? [])
    .filter((one) => one['status'] !== 'disabled' && !one.archivedAt)
    .map((one) => ({ value: one.id, text: titleOf(one), detail: `${titleOf(one)} ${String(one['email'] ?? '')}`.toLowerCase() }))
    .filter((one) => one.detail.includes(wanted));
  return <Combobox {...chooser(props)} text={title ?? ''} options={options} busy={members.isPending} onType={setTyped} />;
}

function RefEditor(props: EditorProps) {
  const { workspaceId } = useWorkspace();
  const type = props.spec.ref ?? 'account';
  const title = useRefTitle(props.draft || undefined);
  const [typed, setTyped] = useState('');
  const q = useDebounced(typed.trim(), 150);
  const answer = useQuery({
    // Without a text the records that were worked on last are the likeliest.
    ...pageQuery(workspaceId, type, q ? { q, limit: 8 } : { sort: '-updatedAt', limit: 8 }),
    placeholderData: keepPreviousData,
  });
  const code = entityOf(type).keys[0]?.field;
  const options = (answer.data?.items ?? []).map((record): Option => {
    const detail = code && code !== entityOf(type).title ? record[code] : undefined;
    return {
      value: record.id,
      text: titleOf(record),
      face: <><span className="hit-title ellipsis">{titleOf(record)}</span>{typeof detail === 'string' ? <span className="hit-detail">{detail}</span> : null}</>,
    };
  });
  const { onPick, ...rest } = chooser(props);
  const pick = (option: Option | undefined) => {
    const record = answer.data?.items.find((one) => one.id === option?.value);
    if (record) noteTitles(workspaceId, [record]);
    onPick(option);
  };
  return <Combobox {...rest} onPick={pick} text={title ?? (props.draft ? '…' : '')} options={options} busy={answer.isFetching} onType={setTyped} />;
}

function DateEditor(props: EditorProps) {
  const format = useFormat();
  const phone = usePhone();
  const box = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const today = format.today();
  const day = /^\d{4}-\d{2}-\d{2}/.exec(props.draft)?.[0];
  const [month, setMonth] = useState((day ?? today).slice(0, 7));
  const timed = props.spec.type === 'datetime';
  const common = {
    id: props.id, className: 'input', 'aria-invalid': props.invalid, 'aria-describedby': props.describedBy, onKeyDown: props.onKeyDown, onBlur: props.onBlur,
  };
  if (phone) {
    const value = timed ? props.draft.replace(' ', 'T') : props.draft;
    return <input {...common} type={timed ? 'datetime-local' : 'date'} value={value} onChange={(event) => props.onDraft(event.target.value.replace('T', ' '), 'typed')} />;
  }
  return (
    <>
      <input
        {...common} ref={box} autoComplete="off" inputMode="numeric" value={props.draft} placeholder={timed ? `${today} 09:00` : today}
        // biome-ignore lint/a11y/noAutofocus: only in a cell that was opened for editing
        autoFocus={props.autoFocus}
        onFocus={(event) => { event.currentTarget.select(); setOpen(true); }}
        onChange={(event) => props.onDraft(event.target.value, 'typed')}
        onBlur={() => { setOpen(false); props.onBlur?.(); }}
      />
      {open ? (
        <Popover anchor={box} onClose={() => setOpen(false)} className="calendar-panel">
          {/* The text keeps the focus, so that typing and choosing can be mixed. */}
          <div role="none" onPointerDown={(event) => event.preventDefault()}>
            <Calendar
              month={month} onMonth={setMonth} value={day ?? ''} today={today}
              onPick={(date) => {
                setOpen(false);
                props.onDraft(timed ? `${date} ${props.draft.split(' ')[1] ?? '09:00'}` : date, timed ? 'typed' : 'picked');
              }}
            />
          </div>
        </Popover>
      ) : null}
    </>
  );
}

const inputModes: Partial<Record<FieldSpec['type'], 'decimal' | 'numeric' | 'email' | 'tel' | 'url'>> = {
  money: 'decimal', number: 'decimal', integer: 'numeric', email: 'email', phone: 'tel', url: 'url',
};

function TextEditor(props: EditorProps) {
  const { lang } = useI18n();
  const id = useId();
  const { spec } = props;
  const names = spec.type === 'country' ? new Intl.DisplayNames([lang], { type: 'region' }) : undefined;
  const suggestions = spec.allowed ?? (names ? countryCodes : undefined);
  return (
    <>
      <input
        id={props.id} className="input" autoComplete="off" value={props.draft} aria-invalid={props.invalid} aria-describedby={props.describedBy}
        inputMode={inputModes[spec.type] ?? 'text'} placeholder={spec.type === 'money' ? '0.00' : spec.hint} list={suggestions ? id : undefined}
        // biome-ignore lint/a11y/noAutofocus: only in a cell that was opened for editing
        autoFocus={props.autoFocus}
        onChange={(event) => props.onDraft(event.target.value, 'typed')} onKeyDown={props.onKeyDown} onBlur={props.onBlur}
      />
      {suggestions ? (
        <datalist id={id}>
          {suggestions.map((one) => <option key={one} value={one}>{names && /^[A-Z]{2}$/.test(one) ? names.of(one) : one}</option>)}
        </datalist>
      ) : null}
    </>
  );
}

function LongTextEditor(props: EditorProps) {
  return (
    <textarea
      id={props.id} className="input" rows={4} value={props.draft} aria-invalid={props.invalid} aria-describedby={props.describedBy}
      // biome-ignore lint/a11y/noAutofocus: only in a cell that was opened for editing
      autoFocus={props.autoFocus}
      onChange={(event) => props.onDraft(event.target.value, 'typed')} onKeyDown={props.onKeyDown} onBlur={props.onBlur}
    />
  );
}

/** The editor for a field, the same in cells, on record pages and in forms. */
export function FieldEditor(props: EditorProps) {
  switch (props.spec.type) {
    case 'enum':
    case 'boolean':
      return <EnumEditor {...props} />;
    case 'ref':
      return props.spec.ref === 'member' ? <MemberEditor {...props} /> : <RefEditor {...props} />;
    case 'date':
    case 'datetime':
      return <DateEditor {...props} />;
    case 'longText':
      return <LongTextEditor {...props} />;
    default:
      return <TextEditor {...props} />;
  }
}
