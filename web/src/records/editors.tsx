import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { entityOf } from '../../../shared/entities.ts';
import { countryCodes } from '../../../shared/standards/countries.ts';
import { useI18n } from '../i18n/index.tsx';
import type { Option } from '../kit/combobox.tsx';
import { Combobox } from '../kit/combobox.tsx';
import { focusNow, useDebounced } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { part } from '../lib/part.tsx';
import { pageQuery } from '../lib/records.ts';
import { noteTitles, titleOf, useMembers, useRefTitle } from '../lib/titles.ts';
import { DateEditor } from './date-editor.tsx';
import type { EditorProps } from './editor-props.ts';
import { chooser } from './editor-props.ts';
import type { FieldSpec } from './fields.ts';

const CausePicker = part(() => import('../complaints/cause-picker.tsx'));

function EnumEditor(props: EditorProps) {
  const { t, label } = useI18n();
  const [typed, setTyped] = useState('');
  const values =
    props.spec.type === 'boolean'
      ? [
          { value: 'true', text: t.common.yes },
          { value: 'false', text: t.common.no },
        ]
      : (props.spec.values ?? []).map((one) => ({ value: one.value, text: label(one.label) }));
  const wanted = typed.trim().toLowerCase();
  const options = values.filter((one) => one.text.toLowerCase().includes(wanted) || one.value.includes(wanted));
  return (
    <Combobox
      {...chooser(props)}
      text={values.find((one) => one.value === props.draft)?.text ?? props.draft}
      options={options}
      onType={setTyped}
    />
  );
}

function MemberEditor(props: EditorProps) {
  const members = useMembers();
  const title = useRefTitle(props.draft || undefined);
  const [typed, setTyped] = useState('');
  const wanted = typed.trim().toLowerCase();
  const options = (members.data ?? [])
    .filter((one) => one['status'] !== 'disabled' && !one.archivedAt)
    .map((one) => ({
      value: one.id,
      text: titleOf(one),
      detail: `${titleOf(one)} ${String(one['email'] ?? '')}`.toLowerCase(),
    }))
    .filter((one) => one.detail.includes(wanted));
  return (
    <Combobox {...chooser(props)} text={title ?? ''} options={options} busy={members.isPending} onType={setTyped} />
  );
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
      face: (
        <>
          <span className="hit-title ellipsis">{titleOf(record)}</span>
          {typeof detail === 'string' ? <span className="hit-detail">{detail}</span> : null}
        </>
      ),
    };
  });
  const { onPick, ...rest } = chooser(props);
  const pick = (option: Option | undefined) => {
    const record = answer.data?.items.find((one) => one.id === option?.value);
    if (record) noteTitles(workspaceId, [record]);
    onPick(option);
  };
  return (
    <Combobox
      {...rest}
      onPick={pick}
      text={title ?? (props.draft ? '…' : '')}
      options={options}
      // Until the answer to what was typed is there, the choices are those of another text.
      busy={answer.isFetching || q !== typed.trim()}
      onType={setTyped}
    />
  );
}

const inputModes: Partial<Record<FieldSpec['type'], 'decimal' | 'numeric' | 'email' | 'tel' | 'url'>> = {
  money: 'decimal',
  number: 'decimal',
  integer: 'numeric',
  email: 'email',
  phone: 'tel',
  url: 'url',
};

function TextEditor(props: EditorProps) {
  const { lang } = useI18n();
  const id = useId();
  const { spec } = props;
  const names = spec.type === 'country' ? new Intl.DisplayNames([lang], { type: 'region' }) : undefined;
  const suggestions = spec.allowed ?? (names ? countryCodes : undefined);
  // A Chinese example says nothing to whoever reads English.
  const example = lang === 'en' && /\p{Script=Han}/u.test(spec.hint ?? '') ? undefined : spec.hint;
  return (
    <>
      <input
        id={props.id}
        className="input"
        autoComplete="off"
        value={props.draft}
        aria-invalid={props.invalid}
        aria-describedby={props.describedBy}
        inputMode={inputModes[spec.type] ?? 'text'}
        placeholder={spec.type === 'money' ? '0.00' : (example ?? spec.values?.map((one) => one.value).join(', '))}
        list={suggestions ? id : undefined}
        ref={props.opened ? focusNow : undefined}
        onChange={(event) => props.onDraft(event.target.value, 'typed')}
        onKeyDown={props.onKeyDown}
        onBlur={props.onBlur}
      />
      {suggestions ? (
        <datalist id={id}>
          {suggestions.map((one) => (
            <option key={one} value={one}>
              {names && /^[A-Z]{2}$/.test(one) ? names.of(one) : one}
            </option>
          ))}
        </datalist>
      ) : null}
    </>
  );
}

function LongTextEditor(props: EditorProps) {
  return (
    <textarea
      id={props.id}
      className="input"
      rows={4}
      value={props.draft}
      aria-invalid={props.invalid}
      aria-describedby={props.describedBy}
      ref={props.opened ? focusNow : undefined}
      onChange={(event) => props.onDraft(event.target.value, 'typed')}
      onKeyDown={props.onKeyDown}
      onBlur={props.onBlur}
    />
  );
}

export type { EditorProps } from './editor-props.ts';

/** The editor for a field, the same in cells, on record pages and in forms. */
export function FieldEditor(props: EditorProps) {
  switch (props.spec.type) {
    case 'enum':
    case 'boolean':
      return <EnumEditor {...props} />;
    case 'ref':
      if (props.spec.ref === 'member') return <MemberEditor {...props} />;
      return props.spec.ref === 'cause' ? <CausePicker {...props} /> : <RefEditor {...props} />;
    case 'date':
    case 'datetime':
      return <DateEditor {...props} />;
    case 'longText':
      return <LongTextEditor {...props} />;
    default:
      return <TextEditor {...props} />;
  }
}
