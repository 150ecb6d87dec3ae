import { Link } from 'wouter';
import { complaintStates, severities } from '../../../shared/complaints/complaint.ts';
import { topics } from '../../../shared/enquiries/enquiry.ts';
import type { Label } from '../../../shared/kernel/field.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon, iconOfType } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import type { Caller, PastEnquiry } from './api.ts';
import type { Entry } from './entry.ts';
import { openBefore } from './entry.ts';
import { useSince } from './since.ts';

const labelOf = (values: Readonly<Record<string, Label>>, value: string, label: (one: Label) => string): string =>
  values[value] ? label(values[value]) : value;

/** What must not be asked twice, said loudly. */
export function AskedBefore({ enquiries, topic }: { enquiries: readonly PastEnquiry[]; topic: Entry['topic'] }) {
  const { t } = useI18n();
  const since = useSince();
  const words = t.enquiries.caller;
  return openBefore(enquiries, topic).map((one) => (
    <p key={one.id} className="eq-loud" role="status">
      <Icon name="warning" />
      <span>
        <strong>{words.already(since(one.at))}</strong>{' '}
        <Link href={`/enquiries/${one.id}`} className="link">
          {one.subject}
        </Link>
        {one.answer ? (
          <span className="eq-told">
            {words.told} {one.answer}
          </span>
        ) : null}
      </span>
    </p>
  ));
}

function Past({ enquiries }: { enquiries: readonly PastEnquiry[] }) {
  const { label } = useI18n();
  const since = useSince();
  return (
    <ul className="eq-matters">
      {enquiries.map((one) => (
        <li key={one.id}>
          <Link href={`/enquiries/${one.id}`} className="link">
            {one.subject}
          </Link>
          <span className="quiet-hint">
            {labelOf(topics, one.topic, label)} · {since(one.at)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What is open with a customer: complaints first. */
export function Matters({ caller, topic }: { caller: Caller; topic: Entry['topic'] }) {
  const { t, label } = useI18n();
  const format = useFormat();
  const since = useSince();
  const words = t.enquiries.caller;
  const nothing = caller.complaints.length + caller.enquiries.length + caller.orders.length === 0;
  return (
    <div className="eq-open">
      <AskedBefore enquiries={caller.enquiries} topic={topic} />
      {nothing ? <p className="quiet-hint">{words.nothing}</p> : null}
      {caller.complaints.length > 0 ? (
        <section>
          <h3>{words.complaints}</h3>
          <ul className="eq-matters">
            {caller.complaints.map((one) => (
              <li key={one.id}>
                <Link href={`/complaints/${one.id}`} className="link">
                  {one.subject ?? one.number ?? one.id}
                </Link>
                <span className={one.severity === 'minor' ? 'badge' : 'badge bad'}>
                  {labelOf(severities, one.severity, label)}
                </span>
                <span className="quiet-hint">
                  {labelOf(complaintStates, one.status, label)} · {since(one.at)}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {caller.enquiries.length > 0 ? (
        <section>
          <h3>{words.enquiries}</h3>
          <Past enquiries={caller.enquiries} />
        </section>
      ) : null}
      {caller.orders.length > 0 ? (
        <section>
          <h3>{words.orders}</h3>
          <ul className="eq-matters">
            {caller.orders.map((one) => (
              <li key={one.id}>
                <Link href={`/orders/${one.id}`} className="link">
                  {one.number ?? one.id}
                </Link>
                <span className="quiet-hint">{format.day(one.at.slice(0, 10))}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}

interface Props {
  /** Customers with the number, or the one that is known. */
  callers: readonly Caller[];
  /** Asked from this number, whoever it was. */
  before: readonly PastEnquiry[];
  /** Which of them Enter takes. */
  active: number;
  topic: Entry['topic'];
  /** The one that was taken. */
  taken: Caller | undefined;
  state: 'idle' | 'looking' | 'known';
  onTake: (caller: Caller) => void;
}

/** Who is on the line, and what is open with them. */
export function CallerPanel({ callers, before, active, topic, taken, state, onTake }: Props) {
  const { t } = useI18n();
  const words = t.enquiries.caller;
  const shown = taken ? [taken] : callers;
  const at = Math.min(active, shown.length - 1);
  return (
    <aside className={`eq-caller${shown.length + before.length === 0 ? ' empty' : ''}`} aria-label={words.title}>
      <h2>{words.title}</h2>
      {shown.length === 0 ? (
        <p className="quiet-hint" role="status">
          {state === 'idle' ? words.empty : state === 'looking' ? words.looking : words.unknown}
        </p>
      ) : null}
      {shown.map((one, index) => (
        <div key={one.id} className={`eq-person${index === at ? ' active' : ''}`}>
          <button
            type="button"
            className="eq-take"
            onClick={() => onTake(one)}
            tabIndex={-1}
            aria-pressed={one === taken}
          >
            <Icon name={iconOfType(one.type)} />
            <span className="eq-name">
              <strong>{one.name}</strong>
              <span className="quiet-hint">
                {[one.type === 'account' ? undefined : one.accountName, one.detail, one.phone]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            {one === taken ? (
              <span className="badge good">{words.taken}</span>
            ) : index === at ? (
              <span className="badge wide-only">{words.take}</span>
            ) : one.match === 'part' ? (
              <span className="badge">{words.part}</span>
            ) : null}
          </button>
          {index === at ? <Matters caller={one} topic={topic} /> : null}
        </div>
      ))}
      {shown.length === 0 && before.length > 0 ? (
        <div className="eq-open">
          <AskedBefore enquiries={before} topic={topic} />
          <section>
            <h3>{words.fromNumber}</h3>
            <Past enquiries={before} />
          </section>
        </div>
      ) : null}
    </aside>
  );
}
