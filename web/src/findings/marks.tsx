import { finding as entity, openStates } from '../../../shared/findings/finding.ts';
import { entityFields } from '../../../shared/kernel/entity.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toneOf } from '../kit/tones.ts';
import { useFormat } from '../lib/format.ts';
import type { WebRecord } from '../lib/records.ts';

const fields = entityFields(entity);
const valuesOf = (name: string) => fields.find((field) => field.name === name)?.values ?? [];
const severities = valuesOf('severity');
const states = valuesOf('state');

/** The word for a severity. */
export const useSeverity = (): ((value: unknown) => string) => {
  const { label } = useI18n();
  return (value) => {
    const known = severities.find((one) => one.value === value);
    return known ? label(known.label) : String(value ?? '');
  };
};

export function SeverityMark({ finding }: { finding: WebRecord }) {
  const word = useSeverity();
  const value = String(finding['severity'] ?? '');
  return (
    <span className={`badge ${toneOf(value)}`}>
      {value === 'high' ? <Icon name="warning" size={12} /> : null}
      {word(value)}
    </span>
  );
}

export function StateMark({ finding }: { finding: WebRecord }) {
  const { label } = useI18n();
  const value = String(finding['state'] ?? '');
  const known = states.find((one) => one.value === value);
  return <span className={`badge ${toneOf(value)}`}>{known ? label(known.label) : value}</span>;
}

export const isOpen = (finding: WebRecord): boolean => openStates.some((state) => state === finding['state']);

/** When a finding is due; overdue ones say so in words. */
export function DueMark({ finding }: { finding: WebRecord }) {
  const { t } = useI18n();
  const format = useFormat();
  const due = finding['dueDate'];
  if (typeof due !== 'string') return <span className="q-quiet">{t.findings.noDue}</span>;
  const late = isOpen(finding) && due < format.today();
  return late ? (
    <span className="badge bad" title={format.date(due)}>
      <Icon name="clock" size={12} />
      {t.findings.overdue(format.day(due))}
    </span>
  ) : (
    <span className="fnd-due" title={format.date(due)}>
      {format.day(due)}
    </span>
  );
}
