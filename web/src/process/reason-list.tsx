import type { Refused } from '../../../shared/kernel/problem.ts';
import { placeWords } from '../findings/places.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { WhyLink } from '../problems/why-link.tsx';
import { reasonsOf } from './reasons.ts';

interface Props {
  /** The kind of document whose fields are named. */
  type: string;
  refusals: readonly Refused[];
  /** Puts the cursor into a field; absent where there are no fields to go to. */
  onField?: ((field: string) => void) | undefined;
}

/** Why something is not allowed, what to do about it, and the way to each field. */
export function ReasonList({ type, refusals, onField }: Props) {
  const i18n = useI18n();
  const { t, label } = i18n;
  // What stands above the lines on the page of their kind.
  const linesOf: Readonly<Record<string, string>> = { complaint: t.complaints.blocks.actions };
  const nameOf = (field: string) =>
    field === 'lines'
      ? (linesOf[type] ?? t.record.tabs.lines)
      : field === 'comment'
        ? t.process.reason
        : placeWords(type, field, undefined, i18n);
  return (
    <ul className="reasons">
      {reasonsOf(refusals).map((reason) => (
        <li key={`${reason.rule} ${reason.text.en}`}>
          <Icon name="warning" size={14} />
          <div>
            <span className="reason-text">{label(reason.text)}</span>{' '}
            {reason.way ? <span className="reason-way">{label(reason.way)}</span> : null}{' '}
            {reason.fields.map((field) =>
              onField && field !== 'comment' ? (
                <button
                  key={field}
                  type="button"
                  className="chip reason-field"
                  title={t.process.goTo(nameOf(field))}
                  onClick={() => onField(field)}
                >
                  {nameOf(field)}
                </button>
              ) : (
                <span key={field} className="chip">
                  {nameOf(field)}
                </span>
              ),
            )}{' '}
            <WhyLink code={reason.rule} {...(reason.way ? { text: t.problems.help.inBook } : {})} />
          </div>
        </li>
      ))}
    </ul>
  );
}
