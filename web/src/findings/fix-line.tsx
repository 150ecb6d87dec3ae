import { useId } from 'react';
import type { FieldFault } from '../../../shared/kernel/problem.ts';
import { useI18n } from '../i18n/index.tsx';
import { faultText } from '../lib/faults.ts';
import { moneyDraft } from '../lib/money.ts';
import type { Draft, DraftContext } from '../records/draft.ts';
import { FieldEditor } from '../records/editors.tsx';
import { type FixPlace, readLocator } from './places.ts';

interface Props {
  place: FixPlace;
  draft: Draft;
  fault: FieldFault | undefined;
  context: DraftContext;
  onDraft: (draft: Draft) => void;
  /** The cursor goes here. */
  focus?: 'first';
}

/** Amounts come in minor units where a message gives the right one. */
const readable = (fault: FieldFault, { spec }: FixPlace, context: DraftContext): FieldFault =>
  spec.type === 'money' && /^-?\d+$/.test(fault.expected ?? '')
    ? { ...fault, expected: `${moneyDraft(Number(fault.expected), context.currency)} ${context.currency}` }
    : fault;

/** An editor for one value of the record, with what is wrong beneath it. */
export function FixLine({ place, draft, fault, context, onDraft, focus }: Props) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const id = useId();
  const { line } = readLocator(place.path);
  const name = label(place.spec.label);
  return (
    <div className={`form-line${fault ? ' faulty' : ''}`} data-place={place.path}>
      <label htmlFor={id}>
        {line === undefined ? name : t.findings.place(t.findings.line(String(line + 1)), name)}
      </label>
      <FieldEditor
        spec={place.spec}
        draft={draft}
        id={id}
        invalid={fault !== undefined}
        describedBy={`${id}-fault`}
        onDraft={onDraft}
        {...(focus ? { opened: true } : {})}
      />
      <div id={`${id}-fault`} className="form-fault" role={fault ? 'alert' : undefined}>
        {fault ? faultText(readable(fault, place, context), i18n) : null}
      </div>
    </div>
  );
}
